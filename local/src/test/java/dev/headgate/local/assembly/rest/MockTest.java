package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.local.assembly.rest.RestTemplate.Server;
import dev.headgate.local.assembly.rest.Undocumented.MediaTypeForm;
import dev.headgate.local.assembly.rest.Undocumented.MockAccept;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Integrations of type MOCK, asked at `/`.
class MockTest {
    private static final String CONSTANT = """
            "Type": "MOCK", "ContentHandling": "CONVERT_TO_TEXT",
            "RequestTemplates": {"application/json": "{\\"statusCode\\": 418}"},
            "IntegrationResponses": [{"StatusCode": "418", "ContentHandling": "CONVERT_TO_TEXT",
              "ResponseParameters": {"method.response.header.X-Pot": "'short and stout'",
                "method.response.header.Server": "'pot'", "method.response.header.X-Id": "context.requestId"},
              "ResponseTemplates": {"application/json": "{\\"id\\":\\"$context.requestId\\"}"}}]""";
    private static final String DECLARED = """
            , "MethodResponses": [{"StatusCode": "418", "ResponseParameters": {
              "method.response.header.X-Pot": true, "method.response.header.Server": true,
              "method.response.header.X-Id": true}}]""";

    @TempDir
    private Path folder;

    private Server server(String integration, String declared, Undocumented undocumented) {
        return new RestTemplate(folder).undocumented(undocumented).method("ANY", "Root", integration, declared)
                .serve(call -> {
                    throw new AssertionError(call);
                }, Map.of());
    }

    @Test
    void a_constant_answer_has_its_status_fields_and_body() {
        Response response = server(CONSTANT, DECLARED, Undocumented.DEFAULT).answer(RequestKit.get("/live"));
        assertThat(response.status()).isEqualTo(418);
        assertThat(response.body().utf8()).isEqualTo("{\"id\":\"" + RequestKit.ID + "\"}");
        assertThat(response.headers().fields()).extracting(field -> field.name() + ": " + field.value())
                .startsWith("Content-Type: application/json", "x-amzn-Remapped-Server: pot",
                        "X-Id: " + RequestKit.ID, "X-Pot: short and stout");
    }

    /// One template each, for JSON.
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # Content-Type            | passthrough       | answer
                                              | WHEN_NO_MATCH     | 200 made
                    application/json          | WHEN_NO_MATCH     | 200 made
                    Application/JSON; a=b     | WHEN_NO_MATCH     | 200 made
                    text/plain                | WHEN_NO_MATCH     | 500 {"message":"Internal server error"}
                    text/plain                | WHEN_NO_TEMPLATES | 415 {"message":"Unsupported Media Type"}
                    text/plain                | NEVER             | 415 {"message":"Unsupported Media Type"}
                    application/json          | NEVER             | 200 made
                    """)
    void the_media_type_chooses_the_template(String contentType, String passthrough, String expected) {
        Server server = server("""
                "Type": "MOCK", "ContentHandling": "CONVERT_TO_TEXT", "PassthroughBehavior": "%s",
                "RequestTemplates": {"application/json": "{statusCode: 200}"},
                "IntegrationResponses": [{"StatusCode": "200", "ContentHandling": "CONVERT_TO_TEXT",
                  "ResponseTemplates": {"application/json": "made"}}]""".formatted(passthrough),
                ", \"MethodResponses\": [{\"StatusCode\": \"200\"}]", Undocumented.DEFAULT);
        RequestKit request = RequestKit.of("POST", "/live").body("text");
        assertThat(server.told(contentType == null ? request : request.header("Content-Type", contentType)))
                .isEqualTo(expected);
    }

    @Test
    void parameters_of_a_media_type_may_count() {
        RequestKit request = RequestKit.of("POST", "/live").header("Content-Type", "application/json; charset=utf-8");
        assertThat(server(CONSTANT, DECLARED, Undocumented.DEFAULT).answer(request).status()).isEqualTo(418);
        assertThat(server(CONSTANT, DECLARED, Undocumented.DEFAULT.with(MediaTypeForm.TO_THE_LETTER)).answer(request)
                .status()).isEqualTo(500);
    }

    /// The status that the request's template says chooses the answer.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"statusCode": 200}                          | 200 default
            { statusCode : 200 }                         | 200 default
            {"a": 1, 'statusCode': 404}                  | 404 missing
            {"statusCode": 409}                          | 404 missing
            {"statusCode": 301}                          | 200 default
            {"statusCode": "200"}                        | 500 {"message":"Internal server error"}
            {"status": 200}                              | 500 {"message":"Internal server error"}
            200                                          | 500 {"message":"Internal server error"}
            {#set($context.responseOverride.status = 444)"statusCode": 200} | 444 default
            {"statusCode": #if($input.params('x') == 'y')404#{else}200#end} | 404 missing
            """)
    void the_status_chooses_the_answer(String template, String expected) {
        Server server = server("""
                "Type": "MOCK", "ContentHandling": "CONVERT_TO_TEXT",
                "RequestTemplates": {"application/json": "%s"},
                "IntegrationResponses": [
                  {"StatusCode": "200", "ResponseTemplates": {"application/json": "default"},
                    "ContentHandling": "CONVERT_TO_TEXT"},
                  {"StatusCode": "404", "SelectionPattern": "4\\\\d{2}", "ContentHandling": "CONVERT_TO_TEXT",
                    "ResponseTemplates": {"application/json": "missing"}}]""".formatted(template.replace("\"", "\\\"")),
                ", \"MethodResponses\": [{\"StatusCode\": \"200\"}, {\"StatusCode\": \"404\"}]",
                Undocumented.DEFAULT);
        assertThat(server.told(RequestKit.get("/live?x=y"))).isEqualTo(expected);
    }

    /// With the binary media type of all.
    @ParameterizedTest(name = "request {0}, answer {1}, Accept {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    CONVERT_TO_TEXT | CONVERT_TO_TEXT | text/html       | 200 made | 200 made
                                    | CONVERT_TO_TEXT | text/html       | 500      | 500
                    CONVERT_TO_TEXT |                 | text/html       | 500      | 500
                    CONVERT_TO_TEXT |                 | */*             | 500      | 200 made
                    CONVERT_TO_TEXT |                 |                 | 500      | 200 made
                    """)
    void a_body_that_is_taken_for_binary_fits_no_template(String request, String answer, String accept,
            String expected, String ofText) {
        String integration = """
                "Type": "MOCK"%s, "RequestTemplates": {"application/json": "{statusCode: 200}"},
                "IntegrationResponses": [{"StatusCode": "200"%s,
                  "ResponseTemplates": {"application/json": "made"}}]""".formatted(handling(request), handling(answer));
        String declared = ", \"MethodResponses\": [{\"StatusCode\": \"200\"}]";
        RequestKit asked = accept == null ? RequestKit.get("/live") : RequestKit.get("/live").header("Accept", accept);
        assertThat(server(integration, declared, Undocumented.DEFAULT).told(asked)).startsWith(expected);
        assertThat(server(integration, declared, Undocumented.DEFAULT.with(MockAccept.TEXT)).told(asked))
                .startsWith(ofText);
    }

    private static String handling(String written) {
        return written == null ? "" : ", \"ContentHandling\": \"" + written + "\"";
    }
}
