package dev.headgate.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            { "b" : [ 1 , 2.50, -0 ] , "a" : null } | {"b":[1,2.50,-0],"a":null}
            "\\u00e4\\n"                             | "ä\\n"
            12345678901234567890.10                 | 12345678901234567890.10
            {"a":1,"a":2}                           | {"a":2}
            []                                      | []
            true                                    | true
            """)
    void a_document_keeps_order_and_digits(String document, String written) {
        assertThat(JsonValue.parse(document).map(JsonValue::document)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "nul", "{} {}", "NaN", "'a'"})
    void anything_else_is_no_document(String document) {
        assertThat(JsonValue.parse(document)).isEmpty();
    }

    @Test
    void what_is_nested_too_deeply_is_no_document() {
        assertThat(JsonValue.parse("[".repeat(100) + "]".repeat(100))).isPresent();
        assertThat(JsonValue.parse("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    }

    @Test
    void what_is_not_utf_8_is_no_document() {
        assertThat(JsonValue.parse(Body.of(new byte[]{'"', (byte) 0xE4, '"'}))).isEmpty();
    }

    @Test
    void a_member_that_is_null_counts_as_absent() {
        JsonValue.Members object = JsonValue.parseObject(Body.utf8("{\"a\":null,\"b\":false}")).orElseThrow();
        assertThat(object.member("a")).isEqualTo(object.member("c")).isEmpty();
        assertThat(object.member("b")).isEqualTo(Optional.of(new JsonValue.Flag(false)));
    }
}
