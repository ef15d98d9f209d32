package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieLookupTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            Cookie                  | value of c
            c=1                     | 1
            c=1; d=2                | 1
            d=2; c=1                | 1
            d=2;c=1                 | 1
            d=2,c=1                 | 1
            C=1                     | 1
            c=1; c=2                | 1
            c = 1                   | 1
            'c=1 ; d=2'             | '1 '
            c="1"                   | "1"
            c=a=b                   | a=b
            c=                      | ''
            c                       | -
            cc=1                    | -
            d=c=1                   | -
            ''                      | -
            ;;; c=1                 | 1
            """)
    void the_first_cookie_of_the_name(String line, String value) {
        assertThat(CookieLookup.first(Headers.of("Cookie", line), "c").orElse(null)).isEqualTo(value);
    }

    @Test
    void several_fields_are_one_list() {
        assertThat(CookieLookup.first(Headers.of("Cookie", "a=1", "cookie", "c=2"), "c")).contains("2");
        assertThat(CookieLookup.first(Headers.EMPTY, "c")).isEmpty();
    }
}
