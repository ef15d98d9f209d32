package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same cases as Kong's own (spec/02-integration/05-proxy/03-upstream_headers_spec.lua).
class ForwardedTest {
    private static final ClientAddress TRUSTING = new ClientAddress(TrustedPeers.of(List.of("203.0.113.0/24")),
            "X-Real-IP", false);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            X-Forwarded-For    | ''        | 203.0.113.7            | 203.0.113.7
            X-Forwarded-For    | 10.0.0.1  | 10.0.0.1, 203.0.113.7  | 10.0.0.1, 203.0.113.7
            X-Forwarded-Proto  | ''        | http                   | http
            X-Forwarded-Proto  | https     | http                   | https
            X-Forwarded-Host   | ''        | example.com            | example.com
            X-Forwarded-Host   | a.test:1  | example.com            | a.test:1
            X-Forwarded-Port   | ''        | 8000                   | 8000
            X-Forwarded-Port   | 443       | 8000                   | 443
            X-Forwarded-Path   | ''        | /foo/%2e               | /foo/%2e
            X-Forwarded-Path   | /replaced | /foo/%2e               | /replaced
            X-Forwarded-Prefix | ''        | /foo                   | /foo
            X-Forwarded-Prefix | /replaced | /foo                   | /replaced
            X-Real-IP          | ''        | 203.0.113.7            | 203.0.113.7
            X-Real-IP          | 10.0.0.1  | 203.0.113.7            | 10.0.0.1
            X-Real-IP          | rubbish   | 203.0.113.7            | 203.0.113.7
            Via                | ''        | 1.1 VERSION            | 1.1 VERSION
            Via                | 1.0 fred  | 1.0 fred, 1.1 VERSION  | 1.0 fred, 1.1 VERSION
            X-Kong-Request-Id  | forged    | 0123456789abcdef0123456789abcdef | 0123456789abcdef0123456789abcdef
            """)
    void the_backend_is_told(String name, String sent, String untrusted, String trusted) {
        Headers headers = sent.isEmpty() ? Headers.EMPTY : Headers.of(name, sent);
        assertThat(told(headers, ClientAddress.OF_PEER).all(name))
                .containsExactly(untrusted.replace("VERSION", Product.TOKEN));
        assertThat(told(headers, TRUSTING).all(name)).containsExactly(trusted.replace("VERSION", Product.TOKEN));
    }

    @Test
    void nothing_is_told_of_a_prefix_when_none_was_stripped() {
        Headers forged = Headers.of("X-Forwarded-Prefix", "/forged");
        for (String stripped : List.of("", "/")) {
            Forwarded forwarded = Forwarded.of(request(forged), ClientAddress.OF_PEER).withStripped(stripped);
            assertThat(forwarded.into(forged).contains("X-Forwarded-Prefix")).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}, recursive: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.1                           | false | 198.51.100.1
            198.51.100.1, 203.0.113.9              | false | 203.0.113.9
            198.51.100.1, 203.0.113.9              | true  | 198.51.100.1
            198.51.100.1, 198.51.100.2, 203.0.113.9| true  | 198.51.100.2
            203.0.113.8, 203.0.113.9               | true  | 203.0.113.8
            198.51.100.1:4711                      | false | 198.51.100.1
            [2001:db8::1]:4711                     | false | 2001:db8::1
            2001:db8::1                            | false | 2001:db8::1
            unknown                                | true  | 203.0.113.7
            198.51.100.1, unknown                  | true  | 203.0.113.7
            """)
    void the_client_behind_a_trusted_peer_is(String forwardedFor, boolean recursive, String client) {
        ClientAddress rule = new ClientAddress(TRUSTING.trusted(), "X-Forwarded-For", recursive);
        assertThat(rule.of(request(Headers.of("X-Forwarded-For", forwardedFor)))).isEqualTo(client);
    }

    @Test
    void the_product_has_the_version_of_the_build() {
        assertThat(Product.TOKEN).matches("headgate/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    private static Headers told(Headers headers, ClientAddress rule) {
        return Forwarded.of(request(headers), rule).withStripped("/foo").into(headers);
    }

    private static Request request(Headers headers) {
        return new Request("GET", "http", "Example.com:8000", 8000, RequestTarget.parse("/foo/%2e?q=1"), headers,
                Body.EMPTY, new Request.Client("203.0.113.7", ""), "0123456789abcdef0123456789abcdef");
    }
}
