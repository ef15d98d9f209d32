package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginSecretTest {
    private static final String PAIR = "{\"current\":\"the-new-one-of-all\",\"previous\":\"the-old-one-of-all\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            stored                           | header fields                                                                  | admitted
            the-new-one-of-all               | x-headgate-origin,the-new-one-of-all                                           | true
            the-new-one-of-all               | X-Headgate-Origin,the-new-one-of-all                                           | true
            the-new-one-of-all               | x-headgate-origin,the-new-one-of-al                                            | false
            the-new-one-of-all               | x-headgate-origin,THE-NEW-ONE-OF-ALL                                           | false
            the-new-one-of-all               | x-headgate-origin,the-old-one-of-all                                           | false
            the-new-one-of-all               | x-headgate-origin,                                                             | false
            the-new-one-of-all               | x-other,the-new-one-of-all                                                     | false
            the-new-one-of-all               | x-headgate-origin,the-new-one-of-all,x-headgate-origin,the-new-one-of-all      | false
            PAIR                             | x-headgate-origin,the-new-one-of-all                                           | true
            PAIR                             | x-headgate-origin,the-old-one-of-all                                           | true
            PAIR                             | x-headgate-origin,the-old-one-of-none                                          | false
            {"current":"the-new-one-of-all"} | x-headgate-origin,the-new-one-of-all                                           | true
            {"current":"the-new-one-of-all"} | x-headgate-origin,                                                             | false
            """)
    void only_the_secret_opens(String stored, String headers, boolean admitted) {
        Request request = GatewayKit.request("GET", "/", headers.split(",", -1));
        OriginSecret secret = OriginSecret.parse(stored.equals("PAIR") ? PAIR : stored);
        assertThat(secret.admits(request)).isEqualTo(admitted);
        assertThat(secret.hidden(request).headers().contains(OriginSecret.HEADER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            ``
            short
            this one has spaces in it
            {}
            {"current":""}
            {"current":"short"}
            {"previous":"the-old-one-of-all"}
            {"current":"the-new-one-of-all","previous":"short"}
            """)
    void what_is_no_secret_is_refused_without_being_shown(String stored) {
        assertThatThrownBy(() -> OriginSecret.parse(stored)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a secret has 16 to 1024 printable ASCII characters").message()
                .doesNotContain("short", "this one", "the-");
    }

    @Test
    void nothing_is_asked_where_there_is_none() {
        Request request = GatewayKit.request("GET", "/", OriginSecret.HEADER, "x");
        assertThat(OriginSecret.NONE.admits(request)).isTrue();
        assertThat(OriginSecret.NONE.hidden(request)).isEqualTo(request);
        assertThat(OriginSecret.parse(PAIR).toString()).doesNotContain("the-");
    }
}
