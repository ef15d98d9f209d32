package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockingTest {
    private static final String OPENAPI = """
            openapi: 3.0.3
            servers: [{url: "https://example.com/v3/"}]
            paths:
              /users/me:
                get: {responses: {"200": {content: {application/json: {example: {id: me}}}}}}
              /users/{id}:
                get:
                  responses:
                    404: {$ref: "#/components/responses/Missing"}
                    200:
                      content:
                        application/xml: {example: "<user/>"}
                        application/json:
                          examples:
                            first: {value: {id: 1}}
                            second: {value: {id: 2}}
                delete: {responses: {"204": {description: gone, content: {application/json: {}}}}}
                put: {responses: {"201": {description: made}}}
              /pets/{id}.json:
                get: {responses: {"2XX": {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}}
              /any:
                post: {responses: {default: {content: {text/plain: {schema: {type: string}}}}}}
              /nothing:
                get: {responses: {}}
            components:
              responses:
                Missing: {content: {application/json: {example: {code: missing}}}}
              schemas:
                Pet:
                  type: object
                  properties:
                    name: {type: string, example: Rex}
                    born: {type: string, format: date}
                    tags: {type: array, items: {type: string, enum: [a, b]}}
                    age: {type: integer, minimum: 3}
                    good: {type: boolean}
                    parent: {$ref: "#/components/schemas/Parent"}
                Parent: {allOf: [{type: object, properties: {a: {type: number}}}, {properties: {b: {default: 7}}}]}
            """;

    private static final String SWAGGER = """
            {"swagger": "2.0", "basePath": "/v2", "produces": ["application/json"],
             "paths": {"/a": {"get": {"responses": {"200": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}}},
                       "/b": {"get": {"responses": {"200": {"examples": {"text/plain": "hello"}}}}}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                                                 | client
            GET /users/7                                              | 200 {"id":1}
            GET /users/me                                             | 200 {"id":"me"}
            GET /users/7?a=b                                          | 200 {"id":1}
            GET /users/7 + X-Kong-Mocking-Example-Id: second          | 200 {"id":2}
            GET /users/7 + X-Kong-Mocking-Example-Id: third           | 404 {"message":"No examples exist in API specification for this resource"}
            GET /users/7 + X-Kong-Mocking-Status-Code: 404            | 404 {"code":"missing"}
            GET /users/7 + X-Kong-Mocking-Status-Code: 500            | 404 {"message":"No examples exist in API specification for this resource"}
            GET /users/7 + Accept: application/xml                    | 200 (application/xml) <user/>
            GET /users/7 + Accept: text/html, application/xml;q=0.9, application/json;q=0.5 | 200 (application/xml) <user/>
            GET /users/7 + Accept: */*                                | 200 {"id":1}
            GET /users/7 + Accept: text/html                          | 406 {"message":"Supported MIME types not found in API Specification"}
            DELETE /users/7                                           | 204
            PUT /users/7                                              | 201
            POST /users/7                                             | 404 {"message":"Corresponding path and method spec does not exist in API Specification"}
            GET /users/7/x                                            | 404 {"message":"Corresponding path and method spec does not exist in API Specification"}
            GET /pets/9.json                                          | 200 {"name":"Rex","born":"2026-01-31","tags":["a"],"age":3,"good":true,"parent":{"a":0,"b":7}}
            POST /any                                                 | 200 (text/plain) string
            GET /nothing                                              | 404 {"message":"No examples exist in API specification for this resource"}
            GET /users/7 + X-Kong-Mocking-Delay: 0                    | 200 {"id":1}
            GET /users/7 + X-Kong-Mocking-Delay: 500                  | 400 {"message":"Invalid value for X-Kong-Mocking-Delay. Answers of this gateway do not wait"}
            """)
    void examples_are_answered(String request, String client) {
        assertThat(send(OPENAPI, "", request)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # settings                                          | request            | client
            include_base_path: true                             | GET /v3/users/me   | 200 {"id":"me"}
            include_base_path: true                             | GET /users/me      | 404 {"message":"Corresponding path and method spec does not exist in API Specification"}
            include_base_path: true, custom_base_path: /x       | GET /x/users/me    | 200 {"id":"me"}
            included_status_codes: [404]                        | GET /users/7       | 404 {"code":"missing"}
            included_status_codes: [500]                        | GET /users/7       | 404 {"message":"No examples exist in API specification for this resource"}
            """)
    void settings_choose_the_answer(String settings, String request, String client) {
        assertThat(send(OPENAPI, settings, request)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `                      ` | GET /a    | 200 {"x":"string"}
            `                      ` | GET /b    | 200 (text/plain) hello
            include_base_path: true  | GET /v2/a | 200 {"x":"string"}
            """)
    void swagger_is_read_too(String settings, String request, String client) {
        assertThat(send(SWAGGER, settings.strip(), request)).isEqualTo(client);
    }

    @Test
    void statuses_and_examples_are_drawn() {
        Mocking plugin = plugin(OPENAPI, "random_status_code: true, random_examples: true");
        PluginContext context = PluginKit.context(plugin);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Step step = plugin.access(PluginKit.exchange(PluginKit.request("GET", "/users/7")), context);
            answers.add(((Step.Answer) step).response().body().utf8());
        }
        assertThat(answers).contains("{\"id\":1}", "{\"id\":2}", "{\"code\":\"missing\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | HG0103 plugin mocking config.api_specification: required field missing.
            {api_specification: 'a: ['}                                 | HG0105 plugin mocking config.api_specification: this description cannot be used: it is neither YAML nor JSON
            {api_specification: 'text'}                                 | it is no OpenAPI or Swagger document.
            {api_specification: 'a: 1'}                                 | it is neither OpenAPI 3 nor Swagger 2.
            {api_specification: '{"openapi": "3.0.0", "paths": {"/": {"$ref": "other.yaml"}}}'} | it refers to other.yaml, and no other document is read.
            {api_specification: '{"openapi": "3.0.0", "paths": {"/": {"$ref": "#/x"}}}'}        | it refers to #/x, where nothing is.
            {api_specification: '{"openapi": "3.0.0", "paths": {"/": {"$ref": "#/paths/~1"}}}'} | its references go round in a circle.
            {api_specification: '{"openapi": "3.0.0"}', random_delay: true} | HG0202 plugin mocking config.random_delay: A function is paid for while it waits.
            {api_specification: '{"openapi": "3.0.0"}', api_specification_filename: a.yaml} | HG0202 plugin mocking config.api_specification_filename
            {api_specification: '{"openapi": "3.0.0"}', custom_base_path: /a} | HG0305 plugin mocking config.custom_base_path
            """)
    void what_cannot_be_answered_is_refused(String config, String problem) {
        assertThat(PluginKit.problems(Mocking.TYPE, config)).singleElement().asString().contains(problem);
    }

    @Test
    void a_schema_that_holds_itself_ends() {
        String recursive = """
                {"openapi": "3.1.0", "paths": {"/": {"get": {"responses": {"200": {"content": {"application/json":
                 {"schema": {"$ref": "#/components/schemas/Node"}}}}}}}},
                 "components": {"schemas": {"Node": {"type": ["object", "null"], "properties":
                 {"next": {"$ref": "#/components/schemas/Node"}}}}}}""";
        assertThat(send(recursive, "", "GET /")).startsWith("200 {\"next\":{\"next\":").hasSizeLessThan(200);
    }

    private static Mocking plugin(String description, String settings) {
        String text = description.indent(2);
        return PluginKit.plugin(Mocking.TYPE, (settings.isEmpty() ? "" : settings.replace(", ", "\n") + "\n")
                + "api_specification: |\n" + text);
    }

    private static String send(String description, String settings, String request) {
        String client = PluginKit.send(plugin(description, settings), PluginKit.exchange(Written.request(request)),
                Response.of(200)).client();
        assertThat(client).contains(" + X-Kong-Mocking-Plugin: true");
        return client.replace(" + X-Kong-Mocking-Plugin: true", "")
                .replace(" + Content-Type: application/json; charset=utf-8", "")
                .replaceAll(" \\+ Content-Type: ([a-z/]+)", " ($1)").replace(" + body:", "");
    }
}
