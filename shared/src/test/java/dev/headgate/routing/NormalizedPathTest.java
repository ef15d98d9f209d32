package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedPathTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # received                      | normalised
            /                               | /
            /a                              | /a
            /a/b/c/                         | /a/b/c/
            # reserved characters stay encoded, with upper-case digits
            /a%2fb%2Fc/                     | /a%2Fb%2Fc/
            /%21%23%24%25%26%27%28%29%2a    | /%21%23%24%25%26%27%28%29%2A
            /%2b%2c%2f%3a%3b%3d%3f%40%5b%5d | /%2B%2C%2F%3A%3B%3D%3F%40%5B%5D
            /a+b&c;d=1,2                    | /a+b&c;d=1,2
            # all others are decoded, once
            /f%6f%6F                        | /foo
            /%7Euser/%5fx%2Dy               | /~user/_x-y
            /a%20b                          | /a b
            /%5C                            | /\\
            /endel%C3%B8st                  | /endeløst
            /endeløst                       | /endeløst
            /%F0%9F%92%A0                   | /💠
            /%252e%252E/a                   | /%252e%252E/a
            # dot segments
            /.                              | /
            /./                             | /
            /..                             | /
            /../                            | /
            /a/.                            | /a/
            /a/..                           | /
            /a/b/..                         | /a/
            /a/b/../                        | /a/
            /a/b/c/./../../g                | /a/g
            /../../a                        | /a
            /./.././../                     | /
            /%2E                            | /
            /a/%2e%2E/b                     | /b
            /a/.%2e/b                       | /b
            /a/..%2Fb                       | /a/..%2Fb
            /a../b                          | /a../b
            /.a/..b/...                     | /.a/..b/...
            # doubled slashes
            //                              | /
            /////                           | /
            //a///b//                       | /a/b/
            /a//../b                        | /b
            /a/..//../b                     | /b
            # never seen by Kong's router
            /100%                           | /100%25
            /%zz%4                          | /%25zz%254
            /%%32%65/a                      | /%252e/a
            """)
    void a_path_becomes(String received, String normalized) {
        assertThat(NormalizedPath.of(received)).isEqualTo(new NormalizedPath(normalized, true));
    }

    @ParameterizedTest(name = "{0} becomes {1} and is not UTF-8")
    @CsvSource(delimiter = '|', textBlock = """
            /%99%af                   | /%99%AF
            /a%FC%80%80%80%80%AFb/../ | /
            /%C3/%C3%A4               | /%C3/ä
            /%ED%A0%80                | /%ED%A0%80
            /%C0%AE                   | /%C0%AE
            """)
    void bytes_that_are_not_utf8_stay_encoded(String received, String normalized) {
        assertThat(NormalizedPath.of(received)).isEqualTo(new NormalizedPath(normalized, false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /a          | true
            /%41%ff%2F  | true
            /%          | false
            /%4         | false
            /%4g        | false
            /a%2        | false
            /%00        | false
            """)
    void tells_what_kongs_server_refuses(String received, boolean wellFormed) {
        assertThat(NormalizedPath.isWellFormed(received)).isEqualTo(wellFormed);
    }

    @ParameterizedTest(name = "{0} is sent as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /!#$%&'()*+,/:;=?@[]AZaz09-_.~ | /!#$%&'()*+,/:;=?@[]AZaz09-_.~
            /a b/c d                       | /a%20b/c%20d
            /a💠                           | /a%F0%9F%92%A0
            /endeløst                      | /endel%C3%B8st
            /"<>\\^`{}                     | /%22%3C%3E%5C%5E%60%7B%7D
            """)
    void escapes_what_is_not_safe(String path, String sent) {
        assertThat(NormalizedPath.escape(path)).isEqualTo(sent);
    }

    @Test
    void a_path_begins_with_a_slash() {
        assertThatThrownBy(() -> NormalizedPath.of("a/b")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request path begins with a slash: \"a/b\"");
    }

    @Property
    void normalising_twice_changes_nothing(@ForAll("paths") String received) {
        NormalizedPath once = NormalizedPath.of(received);

        assertThat(NormalizedPath.of(once.text()).text()).isEqualTo(once.text());
    }

    @Property
    void what_is_sent_means_the_same(@ForAll("paths") String received) {
        NormalizedPath path = NormalizedPath.of(received);
        String sent = NormalizedPath.escape(path.text());

        assertThat(sent).matches("[!-~]+");
        assertThat(NormalizedPath.of(sent).text()).isEqualTo(path.text());
        assertThat(NormalizedPath.isWellFormed(sent) || received.contains("%00")).isTrue();
    }

    @Property
    void no_dot_segment_and_no_doubled_slash_is_left(@ForAll("paths") String received) {
        String path = NormalizedPath.of(received).text();

        assertThat(path).startsWith("/").doesNotContain("//").doesNotContain("/./").doesNotContain("/../")
                .doesNotEndWith("/.").doesNotEndWith("/..");
        assertThat(path.replaceAll("(?i)%2e", ".")).doesNotContain("/./").doesNotContain("/../");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries
                .of("/", "/", ".", "..", "%2e", "%2E", "%2f", "%", "2", "e", "%25", "%00", "%0a", "a", "b ", "ø", "%C3",
                        "%B8", "%ff", "💠", "\\", "%5c", "?", "#", "~")
                .list().ofMaxSize(12).map(parts -> "/" + String.join("", parts));
    }
}
