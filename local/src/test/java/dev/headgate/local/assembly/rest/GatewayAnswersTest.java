package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.assembly.rest.RestTemplate.Server;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAnswersTest {
    @TempDir
    private Path folder;

    private RestTemplate template() {
        return new RestTemplate(folder);
    }

    /// Of an API without any resource.
    private static String notFound(RestTemplate template) {
        Server server = template.serve(call -> {
            throw new AssertionError(call);
        }, Map.of());
        return server.told(RequestKit.get("/live/nothing?page=7").header("X-Client", "c1"));
    }

    @Test
    void what_nobody_customised_is_API_Gateways_own() {
        assertThat(notFound(template())).isEqualTo("403 {\"message\":\"Missing Authentication Token\"}");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    MISSING_AUTHENTICATION_TOKEN | 404 | {"m":$context.error.messageString}  | 404 {"m":"Missing Authentication Token"}
                    MISSING_AUTHENTICATION_TOKEN |     | $context.error.message              | 403 Missing Authentication Token
                    MISSING_AUTHENTICATION_TOKEN | 404 | $context.requestId of $context.stage | 404 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 of live
                    MISSING_AUTHENTICATION_TOKEN | 404 | $context.identity.sourceIp $context.error.responseType | 404 192.0.2.7 MISSING_AUTHENTICATION_TOKEN
                    MISSING_AUTHENTICATION_TOKEN | 404 | $method.request.header.X-Client $method.request.querystring.page | 404 c1 7
                    MISSING_AUTHENTICATION_TOKEN | 404 | #if(true)[$context.identity.user] $5#end | 404 #if(true)[] $5#end
                    DEFAULT_4XX                  |     | all: $context.error.message         | 403 all: Missing Authentication Token
                    DEFAULT_4XX                  | 400 | all                                 | 400 all
                    DEFAULT_5XX                  | 500 | all                                 | 403 {"message":"Missing Authentication Token"}
                    THROTTLED                    | 430 | slow                                | 403 {"message":"Missing Authentication Token"}
                    """)
    void a_template_customises_answers(String type, String status, String body, String expected) {
        String code = status == null ? "" : ", \"StatusCode\": \"" + status + "\"";
        assertThat(notFound(template().declare("Answer", "GatewayResponse", "\"ResponseType\": \"" + type + "\"" + code
                + ", \"ResponseTemplates\": {\"application/json\": \"" + body.replace("\"", "\\\"") + "\"}")))
                .isEqualTo(expected);
    }

    @Test
    void fields_are_mapped_and_left_out_where_there_is_nothing_to_map() {
        Server server = template().declare("Answer", "GatewayResponse", """
                "ResponseType": "DEFAULT_4XX", "ResponseParameters": {
                  "gatewayresponse.header.X-Constant": "'a, b'",
                  "gatewayresponse.header.X-Id": "context.requestId",
                  "gatewayresponse.header.X-Client": "method.request.header.X-Client",
                  "gatewayresponse.header.X-None": "context.authorizer.none"}""")
                .serve(call -> {
                    throw new AssertionError(call);
                }, Map.of());
        assertThat(server.answer(RequestKit.get("/live/a").header("X-Client", "c1")).headers().fields())
                .extracting(field -> field.name() + ": " + field.value())
                .containsExactly("Content-Type: application/json",
                        "x-amzn-ErrorType: MissingAuthenticationTokenException", "X-Client: c1", "X-Constant: a, b",
                        "X-Id: " + RequestKit.ID, "x-amzn-RequestId: " + RequestKit.ID,
                        "x-amz-apigw-id: " + server.answer(RequestKit.get("/live/")).headers().first("x-amz-apigw-id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /test/a  | 403 {"message":"Forbidden"}
            /        | 403 {"message":"Forbidden"}
            /liver/a | 403 {"message":"Forbidden"}
            /live    | 404 here
            /live/   | 404 here
            """)
    void an_endpoint_knows_its_stages(String path, String expected) {
        Server server = template().declare("Answer", "GatewayResponse",
                "\"ResponseType\": \"DEFAULT_4XX\", \"StatusCode\": \"404\", \"ResponseTemplates\": {\"application/json\": \"here\"}")
                .serve(call -> {
                    throw new AssertionError(call);
                }, Map.of());
        assertThat(server.told(RequestKit.get(path))).isEqualTo(expected);
    }
}
