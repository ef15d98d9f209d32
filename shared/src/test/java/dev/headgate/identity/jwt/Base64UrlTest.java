package dev.headgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64UrlTest {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    @Property
    void what_is_encoded_is_decoded(@ForAll byte[] octets) {
        assertThat(Base64Url.decode(ENCODER.encodeToString(octets))).hasValueSatisfying(
                decoded -> assertThat(decoded).isEqualTo(octets));
    }

    @Property
    void no_other_text_stands_for_the_same_octets(
            @ForAll @StringLength(max = 9) @CharRange(from = '0', to = 'z') @Chars({'-', '=', '+', '/',
                    ' '}) String text) {
        Base64Url.decode(text).ifPresent(octets -> assertThat(ENCODER.encodeToString(octets)).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            text    | octets as text
            ''      | ''
            YQ      | a
            YWI     | ab
            YWJj    | abc
            YQ==    | -
            YR      | -
            YWJ     | -
            Y       | -
            YWJjZ   | -
            Y Q     | -
            YQ\\n   | -
            +w      | -
            /w      | -
            """)
    void examples(String text, String octets) {
        assertThat(Base64Url.decode(text).map(decoded -> new String(decoded, StandardCharsets.UTF_8)).orElse("-"))
                .isEqualTo(octets);
    }
}
