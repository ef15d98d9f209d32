package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {
    @ParameterizedTest(name = "{0}?{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            /a         | ``             | /a
            /a%2Fb     | x=%zz&y=a+b    | /a%2Fb?x=%zz&y=a+b
            /a         | x=[1]{2}^3\\4  | /a?x=[1]{2}^3\\4
            /a         | x="<>`         | /a?x="<>`
            /a b       | x=1 2          | /a%20b?x=1%202
            /ä         | x=€            | /%C3%A4?x=%E2%82%AC
            """)
    void http1_sends_a_target_as_it_came(String path, String query, String target) {
        assertThat(WireSyntax.target(path, query)).isEqualTo(target);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a?x=1            | /a?x=1
            /a%2Fb?y=%2f      | /a%2Fb?y=%2f
            /a?x=[1]          | /a?x=[1]
            /[a]?x={1}^2      | /%5Ba%5D?x=%7B1%7D%5E2
            /a?x=%zz&y=%      | /a?x=%25zz&y=%25
            /a?b?c#d          | /a?b?c%23d
            //b//c            | //b//c
            """)
    void a_uri_gets_only_what_it_cannot_hold_escaped(String target, String escaped) {
        assertThat(UriSyntax.target(target)).isEqualTo(escaped);
    }

    @Property
    void every_target_fits_into_a_uri(@ForAll @CharRange(from = '!', to = '~') String text) {
        String target = UriSyntax.target("/" + text);
        assertThat(URI.create("https://a.test" + target).getRawPath()).startsWith("/");
    }
}
