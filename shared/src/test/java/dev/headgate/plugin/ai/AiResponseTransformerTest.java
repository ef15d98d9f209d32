package dev.headgate.plugin.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.PluginKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiResponseTransformerTest {
    /// The backend answers 201 and `Hello`, the model says this.
    private static AiKit kit(String said) {
        return new AiKit(request -> request.target().rawPath().equals("/llm")
                ? new Response(200, Headers.EMPTY, Body.utf8(Members.NONE.with("choices",
                        JsonValue.Items.of(Members.NONE.with("message", Members.NONE.with("content", said))))
                        .document()))
                : new Response(201, Headers.of("Content-Type", "text/plain", "X-Own", "1"), Body.utf8("Hello")));
    }

    private static String plugin(String more) {
        return "- {name: ai-response-transformer, config: {prompt: Translate., " + more
                + "llm: {route_type: llm/v1/chat, model: {provider: openai, name: m,"
                + " options: {upstream_url: 'http://127.0.0.1:PORT/llm'}}}}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                                            | Hallo                                                     | 201 text/plain 1 Hallo
            transformation_extract_pattern: 'l+',        | Hallo                                                     | 201 text/plain 1 ll
            transformation_extract_pattern: 'x',         | Hallo                                                     | 400 {"error":{"message":"AI response did not match specified regular expression"}}
            parse_llm_response_json_instructions: true,  | {"status":202,"headers":{"Content-Type":"text/html","X-Own":2},"body":"<b>"} | 202 text/html 2 <b>
            parse_llm_response_json_instructions: true,  | {"body":{"a":1}}                                          | 200 text/plain 1 {"a":1}
            parse_llm_response_json_instructions: true,  | {"a":1}                                                   | 200 text/plain 1 {"a":1}
            parse_llm_response_json_instructions: true,  | Hallo                                                     | 500 {"error":{"message":"failed to parse JSON response instructions from AI backend: not JSON"}}
            parse_llm_response_json_instructions: true,  | 5                                                         | 500 {"error":{"message":"failed to parse JSON response instructions from AI backend: input not table or string"}}
            parse_llm_response_json_instructions: true,  | {"headers":{"X-A":"a\\r\\nX-B: b"}}                       | 500 {"error":{"message":"failed to parse JSON response instructions from AI backend: a header that cannot be sent"}}
            parse_llm_response_json_instructions: true,  | {"status":42}                                             | 500 {"error":{"message":"failed to parse JSON response instructions from AI backend: a status that cannot be sent"}}
            """)
    void the_client_gets_what_the_model_makes_of_an_answer(String more, String said, String client) {
        try (AiKit kit = kit(said)) {
            Response response = kit.send(plugin(more == null ? "" : more), PluginKit.request("GET", "/"));
            String fields = response.headers().contains("X-Own")
                    ? response.headers().first("Content-Type") + " " + response.headers().first("X-Own") + " "
                    : "";
            assertThat(response.status() + " " + fields + response.body().utf8()).isEqualTo(client);
        }
    }

    @Test
    void the_model_sees_the_backends_answer() {
        try (AiKit kit = kit("Hallo")) {
            kit.send(plugin(""), PluginKit.request("GET", "/"));
            assertThat(kit.server().requests()).hasSize(2);
            assertThat(kit.server().requests().getLast().body().utf8()).isEqualTo("{\"messages\":["
                    + "{\"role\":\"system\",\"content\":\"Translate.\"},{\"role\":\"user\",\"content\":\"Hello\"}],"
                    + "\"stream\":false,\"model\":\"m\"}");
        }
    }

    @Test
    void an_answer_of_the_gateways_own_is_not_shown_to_the_model() {
        try (AiKit kit = kit("Hallo")) {
            Response response = kit.send(plugin("") + "\n- {name: request-termination, config: {status_code: 503}}",
                    PluginKit.request("GET", "/"));
            assertThat(response.status()).isEqualTo(503);
            assertThat(kit.server().requests()).isEmpty();
        }
    }
}
