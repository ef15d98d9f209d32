package dev.headgate.plugin.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartFormTest {
    /// `many(x)` stands for a million of what it encloses.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # as written             | name
            name="key"               | key
            name=key                 | key
            NAME="key"; filename="x" | key
            filename="x"; name="key" | key
            name="a\\"b"             | a\\"b
            name="many(k)"           | many(k)
            name="many(\\")"         | many(\\")
            name=many(k)             | many(k)
            name="key                | "key
            """)
    void a_part_has_the_name_that_it_says(String parameter, String name) {
        String body = "--b\r\nContent-Disposition: form-data; " + spelledOut(parameter) + "\r\n\r\nvalue\r\n--b--\r\n";
        MultipartForm form = MultipartForm.parse(Body.utf8(body), "multipart/form-data; boundary=b").orElseThrow();
        assertThat(form.texts().get(spelledOut(name))).isEqualTo(List.of("value"));
    }

    private static String spelledOut(String text) {
        int many = text.indexOf("many(");
        if (many < 0) {
            return text;
        }
        int end = text.lastIndexOf(')');
        return text.substring(0, many) + text.substring(many + 5, end).repeat(1_000_000) + text.substring(end + 1);
    }
}
