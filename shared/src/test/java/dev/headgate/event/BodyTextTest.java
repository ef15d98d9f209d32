package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            text/plain                        | true
            text/csv; header=present          | true
            TEXT/HTML; CHARSET=UTF-8          | true
            text/plain; charset="utf-8"       | true
            text/plain; charset=iso-8859-1    | false
            application/json                  | true
            application/problem+json          | true
            application/xml                   | true
            image/svg+xml                     | true
            application/javascript            | true
            application/graphql               | true
            application/x-www-form-urlencoded | false
            multipart/form-data; boundary=x   | false
            application/octet-stream          | false
            image/png                         | false
            weird/unknown                     | false
            ''                                | false
            """)
    void someMediaTypesAreText(String contentType, boolean text) {
        assertThat(BodyText.isText(contentType)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            68656c6c6f | true  | .body = "hello"    | .isBase64Encoded = false
            68656c6c6f | false | .body = "aGVsbG8=" | .isBase64Encoded = true
            c3a9       | true  | .body = "é"        | .isBase64Encoded = false
            e9         | true  | .body = "6Q=="     | .isBase64Encoded = true
            22000a     | true  | .body = "\\"\\u0000\\u000a" | .isBase64Encoded = false
            """)
    void whatIsNotUtf8IsNotText(String hex, boolean mayBeText, String body, String base64) {
        byte[] document = JsonOutput.document(16, json -> {
            json.writeStartObject();
            BodyText.write(json, Body.of(HexFormat.of().parseHex(hex)), mayBeText, false);
            json.writeEndObject();
        });
        assertThat(JsonTree.lines(document)).containsExactly(unescaped(body), base64);
    }

    private static String unescaped(String text) {
        return text.replace("\\\\\"", "\"").replace("\\u0000", "\0").replace("\\u000a", "\n").replace("\\\"", "\"");
    }
}
