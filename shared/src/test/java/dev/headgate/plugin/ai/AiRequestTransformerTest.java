package dev.headgate.plugin.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Written;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiRequestTransformerTest {
    /// The model answers what a test says; everything else is the backend, which echoes.
    private static AiKit kit(String model) {
        return new AiKit(request -> request.target().rawPath().equals("/llm")
                ? Written.response(model)
                : new Response(200, request.headers().without("Content-Length"), request.body()));
    }

    private static String plugin(String provider, String more) {
        return "- {name: ai-request-transformer, config: {prompt: Translate., " + more
                + "llm: {route_type: llm/v1/chat, auth: {header_name: X-Key, header_value: k}, model: {" + provider
                + "}}}}";
    }

    private static String provider(String name, String options) {
        return "provider: " + name + ", name: m-1, options: {upstream_url: 'http://127.0.0.1:PORT/llm'" + options + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                                                   | 200 + body: {"choices":[{"message":{"content":"Hallo"}}]}             | 200 Hallo
            transformation_extract_pattern: '\\{.*\\}',          | 200 + body: {"choices":[{"message":{"content":"Sure: {\\"a\\":1} ok"}}]} | 200 {"a":1}
            transformation_extract_pattern: 'SURE',             | 200 + body: {"choices":[{"message":{"content":"Sure: a"}}]}           | 200 Sure
            transformation_extract_pattern: 'nope',             | 200 + body: {"choices":[{"message":{"content":"Sure: a"}}]}           | 400 AI response did not match specified regular expression
            -                                                   | 401 + body: {}                                                        | 400 failed to introspect request with AI service: status code 401
            -                                                   | 200 + body: {"choices":[]}                                            | 400 no 'choices' in upstream AI service response
            -                                                   | 200 + body: {}                                                        | 400 failed to convert AI response to Kong format: transformation failed from type openai://llm/v1/chat: 'choices' not in llm/v1/chat response
            -                                                   | 200 + body: oops                                                      | 400 failed to convert AI response to Kong format: transformation failed from type openai://llm/v1/chat: failed to decode llm/v1/chat response
            max_request_body_size: 2,                           | 200 + body: {}                                                        | 400 request body is larger than max_request_body_size
            """)
    void the_backend_gets_what_the_model_makes_of_a_request(String more, String model, String outcome) {
        try (AiKit kit = kit(model)) {
            Response response = kit.send(plugin(provider("openai", ""), more == null ? "" : more), hello());
            assertThat(response.status() + " " + response.body().utf8()).isEqualTo(outcome.startsWith("400 ")
                    ? "400 {\"error\":{\"message\":\"" + outcome.substring(4) + "\"}}"
                    : outcome);
        }
    }

    private static Request hello() {
        return PluginKit.withBody(PluginKit.request("POST", "/ask"), "text/plain", "Hello");
    }

    @Test
    void the_model_is_told_what_to_do_and_who_asks() {
        try (AiKit kit = kit("200 + body: {\"choices\":[{\"message\":{\"content\":\"Hallo\"}}]}")) {
            Response response = kit.send(plugin(provider("openai", ", temperature: 0"), ""), hello());
            Request asked = kit.server().requests().getFirst();
            assertThat(asked.body().utf8()).isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"Translate.\"},"
                    + "{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":false,\"temperature\":0,\"model\":\"m-1\"}");
            assertThat(asked.headers().first("X-Key")).isEqualTo("k");
            assertThat(asked.headers().first("Content-Type")).isEqualTo("application/json");
            assertThat(response.headers().first("Content-Type")).isEqualTo("text/plain");
            assertThat(kit.server().requests().get(1).headers().contains("X-Key")).isFalse();
        }
    }

    @Test
    void a_model_of_bedrocks_without_system_prompts_is_asked_in_a_chat() {
        try (AiKit kit = kit("200 + body: {\"output\":{\"message\":{\"content\":[{\"text\":\"Hallo\"}]}}}")) {
            String bedrock = plugin(provider("bedrock", "").replace("m-1", "amazon.titan-text"), "")
                    .replace("header_name: X-Key, header_value: k", "aws_access_key_id: A, aws_secret_access_key: s");
            Response response = kit.send(bedrock, hello());
            assertThat(response.body().utf8()).isEqualTo("Hallo");
            Request asked = kit.server().requests().getFirst();
            assertThat(asked.body().utf8()).contains("What is the message?").doesNotContain("system");
            assertThat(asked.headers().first("Authorization")).contains("Credential=A/20261125/us-east-1/bedrock/");
        }
    }

    @Test
    void what_gemini_finds_unsafe_is_refused() {
        try (AiKit kit = kit("200 + body: {\"candidates\":[{\"finishReason\":\"SAFETY\"}]}")) {
            Response response = kit.send(plugin(provider("gemini", ""), ""), hello());
            assertThat(AiKit.shown(response)).startsWith("400 ").contains("breached Gemini content safety");
        }
    }

    @Test
    void a_model_that_is_not_there_is_not_named_to_clients() {
        try (AiKit kit = kit("200 + body: {}")) {
            Response response = kit.send(plugin(provider("openai", "").replace("127.0.0.1:PORT", "127.0.0.1:1"), ""),
                    hello());
            assertThat(AiKit.shown(response)).isEqualTo("400 {\"error\":{\"message\":\"failed to introspect request "
                    + "with AI service: request to ai service failed: no answer\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {llm: {route_type: llm/v1/chat, model: {provider: openai}}}                          | HG0103 config.prompt: required field missing. Tells the model what to make of the message.
            {prompt: p}                                                                          | HG0103 config.llm: required field missing. The model.
            {prompt: p, llm: {route_type: preserve, model: {provider: openai}}}                  | HG0108 config.llm.route_type: 'config.llm.route_type' must be 'llm/v1/chat' for AI transformer plugins.
            {prompt: p, llm: {route_type: llm/v1/chat, model: {provider: anthropic}}}            | HG0103 config.llm.model.options.anthropic_version: must set 'model.options.anthropic_version' for anthropic provider.
            {prompt: p, transformation_extract_pattern: '(', llm: {route_type: llm/v1/chat, model: {provider: openai}}} | HG0105 config.transformation_extract_pattern: not a valid regex: (.
            {prompt: p, https_proxy_host: squid, llm: {route_type: llm/v1/chat, model: {provider: openai}}} | HG0202 config.https_proxy_host: Headgate does not call models through a proxy. Give the gateway's function a way to the model.
            """)
    void what_cannot_be_is_said_when_the_file_is_read(String config, String problem) {
        assertThat(PluginKit.problems(AiRequestTransformer.TYPE, config).stream()
                .map(line -> line.replaceFirst("^\\S+ (?:error|warning) (\\S+) plugin ai-request-transformer ",
                        "$1 "))
                .toList()).isEqualTo(List.of(problem));
    }
}
