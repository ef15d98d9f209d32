package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedEventTest {
    private static final String GOOD = """
            {"version":"2.0","rawPath":"/","headers":{"host":"h"},"requestContext":{"requestId":"i","stage":"$default",
            "http":{"method":"GET","sourceIp":"203.0.113.7"}},"isBase64Encoded":false}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "2.0"                      | "3.0"                        | version: expected 1.0, 2.0 or none
            "version":"2.0"            | "version":2                  | version: expected a string
            "rawPath":"/",             |                              | rawPath: missing
            "rawPath":"/"              | "rawPath":"x"                | rawPath: expected a slash at the beginning
            "rawPath":"/"              | "rawPath":["x"]              | rawPath: expected a string
            "method":"GET"             | "method":null                | requestContext.http.method: missing
            "sourceIp":"203.0.113.7"   | "sourceIp":7                 | requestContext.http.sourceIp: expected a string
            "sourceIp":"203.0.113.7"   | "sourceIp":""                | requestContext.http.sourceIp: missing
            "requestId":"i",           |                              | requestContext.requestId: missing
            "stage":"$default"         | "stage":null                 | requestContext.stage: missing
            {"host":"h"}               | ["host"]                     | headers: expected an object
            {"host":"h"}               | {"host":{}}                  | headers.host: expected a string
            {"host":"h"}               | {"":"h"}                     | headers: a name is empty
            {"host":"h"}               | {"x-forwarded-port":"0"}     | headers.x-forwarded-port: expected a number from 1 to 65535
            {"host":"h"}               | {"x-forwarded-port":"https"} | headers.x-forwarded-port: expected a number from 1 to 65535
            {"host":"h"}               | {"x-forwarded-proto":"ftp"}  | headers.x-forwarded-proto: expected http or https
            {"host":"h"}               | {},"cookies":["a",1]         | cookies[1]: expected a string
            "isBase64Encoded":false    | "isBase64Encoded":"no"       | isBase64Encoded: expected true or false
            :false}                    | :true,"body":"*"}            | body: not base64, though isBase64Encoded says so
            :false}                    | :false}}                     | event: not JSON at line 2, column 75
            :false}                    | :false                       | event: not JSON at line 2, column 74
            "http":                    | "other":                     | requestContext.http.method: missing
            "requestContext":          | "other":                     | requestContext: missing
            """)
    void theMessageNamesTheMember(String part, String replacement, String message) {
        String event = GOOD.replace(part, replacement == null ? "" : replacement);
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> ProxyEvents.read(event.getBytes(StandardCharsets.UTF_8))).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                    | event: there is nothing
            []                                                                    | event: expected an object
            null                                                                  | event: expected an object
            {}                                                                    | type: expected REQUEST or TOKEN
            {"type":"TOKEN"}                                                      | methodArn: missing
            {"type":"TOKEN","methodArn":"x"}                                      | methodArn: expected arn:…:api/stage/METHOD/path
            {"type":"TOKEN","methodArn":"arn:x/prod/GET/"}                        | authorizationToken: missing
            {"type":"REQUEST"}                                                    | requestContext: missing
            """)
    void anAuthorizersEventIsCheckedToo(String event, String message) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> AuthorizerEvents.read(event.getBytes(StandardCharsets.UTF_8))).withMessage(message);
    }

    /// A first octet of zero makes the parser guess at UTF-32, which fails as if it were reading that failed.
    @ParameterizedTest
    @CsvSource({"00007B00", "00007B7D", "0000FEFF7B7D", "7B22FF227D"})
    void otherEncodingsAreMalformedToo(String hex) {
        byte[] event = HexFormat.of().parseHex(hex);
        assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> ProxyEvents.read(event))
                .withMessageStartingWith("event: not JSON");
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> AuthorizerEvents.read(new ByteArrayInputStream(event)))
                .withMessageStartingWith("event: not JSON");
    }

    @Test
    void aStreamsFailureIsItsOwn() throws IOException {
        InputStream failing = InputStream.nullInputStream();
        failing.close();
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> ProxyEvents.read(failing));
    }
}
