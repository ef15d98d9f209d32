package dev.headgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyResponsesTest {
    private static final String REST_ERROR = "{\"message\":\"Internal server error\"}";
    private static final String HTTP_ERROR = "{\"message\":\"Internal Server Error\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"statusCode":200}                                            | 200
            {"statusCode":200,"headers":null}                             | 200
            {"statusCode":"201"}                                          | 201
            {"headers":{"a":"b"}}                                         | 200
            {"statusCode":200,"multiValueHeaders":{"a":["1","2"]}}        | 200
            {"statusCode":200,"headers":{"a":true,"b":1.5}}               | 200
            {}                                                            | 502
            "text"                                                        | 502
            null                                                          | 502
            [1]                                                           | 502
            {"statusCode":"test"}                                         | 502
            {"statusCode":99}                                             | 502
            {"statusCode":600}                                            | 502
            {"statusCode":1e400}                                          | 502
            {"statusCode":200,"wrongValue":"value"}                       | 502
            {"statusCode":200,"cookies":["a=1"]}                          | 502
            {"statusCode":200,"headers":["a"]}                            | 502
            {"statusCode":200,"headers":{"a":["1"]}}                      | 502
            {"statusCode":200,"headers":{"":"1"}}                         | 502
            {"statusCode":200,"multiValueHeaders":{"a":"1"}}              | 502
            {"statusCode":200,"isBase64Encoded":"true"}                   | 502
            {"statusCode":200,"isBase64Encoded":true,"body":"*"}          | 502
            {"statusCode":200                                             | 502
            {"statusCode":200} trailing                                   | 502
            {"errorMessage":"boom","errorType":"java.lang.Error"}         | 502
            """)
    void restTakesOneShapeOnly(String payload, int status) {
        Response response = read(PayloadFormat.REST, payload);
        assertThat(response.status()).isEqualTo(status);
        if (status == 502) {
            assertThat(response.body().utf8()).isEqualTo(REST_ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"statusCode":201,"body":"made"}                      | 201 | made
            {"statusCode":"201","body":"made"}                    | 201 | made
            {"statusCode":200,"more":1,"body":"x"}                | 200 | x
            {"statusCode":200,"body":7}                           | 200 | 7
            {"statusCode":200,"body":{"a":1}}                     | 200 | {"a":1}
            {"message":"hello"}                                   | 200 | {"message":"hello"}
            {"body":{"a":1},"headers":7}                          | 200 | {"body":{"a":1},"headers":7}
            {}                                                    | 200 | {}
            "text"                                                | 200 | "text"
            [1,2]                                                 | 200 | [1,2]
            42                                                    | 200 | 42
            null                                                  | 200 | null
            {"statusCode":"many"}                                 | 500 | {"message":"Internal Server Error"}
            {"statusCode":200,"headers":7}                        | 500 | {"message":"Internal Server Error"}
            {"statusCode":200,"isBase64Encoded":true,"body":"*"}  | 500 | {"message":"Internal Server Error"}
            {"message"                                            | 500 | {"message":"Internal Server Error"}
            """)
    void payload20WithoutAStatusIsTheBodyItself(String payload, int status, String body) {
        Response response = read(PayloadFormat.HTTP_API_V2, payload);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body().utf8()).isEqualTo(body);
    }

    @Test
    void anEmptyPayloadIsNoAnswer() {
        assertThat(read(PayloadFormat.HTTP_API_V2, "").body().utf8()).isEqualTo(HTTP_ERROR);
        assertThat(read(PayloadFormat.HTTP_API_V1, "").body().utf8()).isEqualTo(HTTP_ERROR);
        assertThat(read(PayloadFormat.REST, "").body().utf8()).isEqualTo(REST_ERROR);
    }

    @Test
    void restMergesBothMapsUnderTheNameOfTheMultipleOne() {
        Response response = read(PayloadFormat.REST, """
                {"headers":{"test-multi":"solo","x":"1"},"multiValueHeaders":{"tesT-Multi":["a","b"]}}""");
        assertThat(response.headers().fields()).extracting(field -> field.name() + ": " + field.value())
                .containsExactly("tesT-Multi: a", "tesT-Multi: b", "tesT-Multi: solo", "x: 1",
                        "Content-Type: application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            REST        | x    | application/json
            REST        | none | application/json
            HTTP_API_V2 | x    | text/plain;charset=UTF-8
            HTTP_API_V2 | none | ''
            HTTP_API_V1 | x    | text/plain;charset=UTF-8
            """)
    void anAnswerWithoutContentTypeGetsOne(PayloadFormat format, String body, String contentType) {
        String payload = body == null ? "{\"statusCode\":200}" : "{\"statusCode\":200,\"body\":\"" + body + "\"}";
        assertThat(read(format, payload).headers().first("content-type")).isEqualTo(contentType);
    }

    @Test
    void restRemapsWhatItSetsItself() {
        Response written = new Response(401, Headers.of("Server", "kong", "Date", "now", "WWW-Authenticate", "Key",
                "Content-Type", "text/plain", "X-Own", "1"), Body.EMPTY);
        assertThat(ProxyResponses.read(PayloadFormat.REST, ProxyResponses.write(PayloadFormat.REST, written)).headers()
                .names()).containsExactly("x-amzn-Remapped-Server", "x-amzn-Remapped-Date",
                        "x-amzn-Remapped-WWW-Authenticate", "Content-Type", "X-Own");
        assertThat(ProxyResponses
                .read(PayloadFormat.HTTP_API_V2, ProxyResponses.write(PayloadFormat.HTTP_API_V2, written)).headers())
                .isEqualTo(written.headers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP_API_V2 | {"statusCode":200,"headers":{"A":"1,2","Content-Type":"text/plain"},"cookies":["x=1","y=2"],"body":"hi","isBase64Encoded":false}
            HTTP_API_V1 | {"statusCode":200,"multiValueHeaders":{"A":["1","2"],"Set-Cookie":["x=1","y=2"],"Content-Type":["text/plain"]},"body":"hi","isBase64Encoded":false}
            REST        | {"statusCode":200,"multiValueHeaders":{"A":["1","2"],"Set-Cookie":["x=1","y=2"],"Content-Type":["text/plain"]},"body":"hi","isBase64Encoded":false}
            """)
    void anAnswerIsWrittenWithTheAllowedMembersOnly(PayloadFormat format, String expected) {
        Response response = new Response(200, Headers.of("A", "1", "Set-Cookie", "x=1", "a", "2", "set-cookie", "y=2",
                "Content-Type", "text/plain", "Content-Length", "2", "Transfer-Encoding", "chunked"), Body.utf8("hi"));
        assertThat(new String(ProxyResponses.write(format, response), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void anEncodedBodyIsNeverText(PayloadFormat format) {
        Response response = new Response(200, Headers.of("Content-Type", "text/plain", "Content-Encoding", "br"),
                Body.utf8("hi"));
        assertThat(new String(ProxyResponses.write(format, response), StandardCharsets.UTF_8))
                .endsWith("\"body\":\"aGk=\",\"isBase64Encoded\":true}");
    }

    @ParameterizedTest
    @EnumSource
    void theLengthOfContentThatIsNotThereStays(PayloadFormat format) {
        Response response = new Response(200, Headers.of("Content-Length", "1234"), Body.EMPTY);
        assertThat(new String(ProxyResponses.write(format, response), StandardCharsets.UTF_8)).contains("1234");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP_API_V2 | 500 {"message":"Internal Server Error"}
            HTTP_API_V1 | 500 {"message":"Internal Server Error"}
            REST        | 502 {"message":"Internal server error"}
            """)
    void aFailedFunctionIsAnsweredByApiGateway(PayloadFormat format, String failed) {
        assertThat(shown(ProxyResponses.functionError(format))).isEqualTo(failed);
    }

    private static String shown(Response response) {
        return response.status() + " " + response.body().utf8();
    }

    private static Response read(PayloadFormat format, String payload) {
        return ProxyResponses.read(format, payload.getBytes(StandardCharsets.UTF_8));
    }
}
