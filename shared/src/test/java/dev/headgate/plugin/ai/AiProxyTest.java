package dev.headgate.plugin.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.PluginKit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiProxyTest {
    private static final String CHAT = """
            {"messages":[{"role":"system","content":"You add."},{"role":"user","content":"1 + 2?"},\
            {"role":"assistant","content":"3"},{"role":"user","content":"Twice?"}]}""";
    private static final String PROMPT = "{\"prompt\":\"Why?\"}";
    private static final String OPENAI_CHAT = "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"6\"},\"finish_reason\":\"stop\"}]}";

    private static String plugin(String model, String more) {
        return "- {name: ai-proxy, config: {model: " + model + ", " + more + "}}";
    }

    private static String model(String provider, String options) {
        return "{provider: " + provider + ", name: m-1, options: {upstream_url: 'http://127.0.0.1:PORT/llm', "
                + "max_tokens: 512, temperature: 0.5" + (options.isEmpty() ? "" : ", ") + options + "}}";
    }

    private static String document(String text) {
        return JsonValue.parse(text).orElseThrow(() -> new AssertionError(text)).document();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            openai    | top_p: 1, top_k: 40         | {"messages":[{"role":"system","content":"You add."},{"role":"user","content":"1 + 2?"},{"role":"assistant","content":"3"},{"role":"user","content":"Twice?"}],"temperature":0.5,"max_tokens":512,"top_p":1,"model":"m-1","stream":false}
            azure     | azure_instance: i, azure_deployment_id: d | {"messages":[{"role":"system","content":"You add."},{"role":"user","content":"1 + 2?"},{"role":"assistant","content":"3"},{"role":"user","content":"Twice?"}],"temperature":0.5,"max_tokens":512,"model":"m-1","stream":false}
            anthropic | anthropic_version: '2023-06-01' | {"messages":[{"role":"user","content":"1 + 2?"},{"role":"assistant","content":"3"},{"role":"user","content":"Twice?"}],"system":"You add.","temperature":0.5,"max_tokens":512,"model":"m-1","stream":false}
            cohere    | top_p: 0.75, top_k: 5       | {"temperature":0.5,"max_tokens":512,"p":0.75,"k":5,"model":"m-1","stream":false,"message":"Twice?","chat_history":[{"role":"USER","message":"You add."},{"role":"USER","message":"1 + 2?"},{"role":"CHATBOT","message":"3"}]}
            mistral   | mistral_format: openai      | {"messages":[{"role":"system","content":"You add."},{"role":"user","content":"1 + 2?"},{"role":"assistant","content":"3"},{"role":"user","content":"Twice?"}],"temperature":0.5,"max_tokens":512,"model":"m-1","stream":false}
            mistral   | mistral_format: ollama      | {"messages":[{"role":"system","content":"You add."},{"role":"user","content":"1 + 2?"},{"role":"assistant","content":"3"},{"role":"user","content":"Twice?"}],"stream":false,"model":"m-1","options":{"num_predict":512,"temperature":0.5}}
            llama2    | llama2_format: raw          | {"parameters":{"max_new_tokens":512,"temperature":0.5,"stream":false},"inputs":"<s>[INST] <<SYS>> You add. <</SYS>> 1 + 2? [/INST] <s>[INST] Twice? [/INST]"}
            gemini    | top_p: 0.6, top_k: 1        | {"contents":[{"role":"user","parts":[{"text":"1 + 2?"}]},{"role":"model","parts":[{"text":"3"}]},{"role":"user","parts":[{"text":"Twice?"}]}],"systemInstruction":{"parts":[{"text":"You add."}]},"generationConfig":{"maxOutputTokens":512,"temperature":0.5,"topK":1,"topP":0.6}}
            bedrock   | top_p: 0.6                  | {"anthropic_version":"bedrock-2023-05-31","messages":[{"role":"user","content":[{"text":"1 + 2?"}]},{"role":"assistant","content":[{"text":"3"}]},{"role":"user","content":[{"text":"Twice?"}]}],"inferenceConfig":{"maxTokens":512,"temperature":0.5,"topP":0.6},"system":[{"text":"You add."}]}
            """)
    void a_chat_reaches_the_model_in_its_providers_format(String provider, String options, String sent) {
        assertThat(sent(provider, options, "llm/v1/chat", CHAT)).isEqualTo(document(sent));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai    | max_tokens: 7                   | {"prompt":"Why?","temperature":0.5,"max_tokens":7,"model":"m-1","stream":false}
            anthropic | anthropic_version: '2023-06-01' | {"prompt":"Human: Why?\\n\\nAssistant:","temperature":0.5,"max_tokens_to_sample":512,"model":"m-1","stream":false}
            cohere    | top_k: 5                        | {"prompt":"Why?","temperature":0.5,"max_tokens":512,"k":5,"model":"m-1","stream":false}
            mistral   | mistral_format: ollama          | {"prompt":"Why?","stream":false,"model":"m-1","options":{"num_predict":512,"temperature":0.5}}
            llama2    | llama2_format: ollama           | {"prompt":"Why?","stream":false,"model":"m-1","options":{"num_predict":512,"temperature":0.5}}
            llama2    | llama2_format: raw              | {"parameters":{"max_new_tokens":512,"temperature":0.5,"stream":false},"inputs":"<s> [INST] <<SYS>> You are a helpful assistant. <<SYS>> Why? [/INST]"}
            """)
    void a_prompt_reaches_the_model_in_its_providers_format(String provider, String options, String sent) {
        String own = options.startsWith("max_tokens") ? "" : options;
        String model = own.isEmpty() ? model(provider, "").replace("max_tokens: 512", options) : model(provider, own);
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            kit.send(plugin(model, "route_type: llm/v1/completions"), AiKit.ask(PROMPT));
            assertThat(kit.server().requests().getFirst().body().utf8()).isEqualTo(document(sent));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            anthropic | anthropic_version: v | {"messages":[{"role":"user","content":"Rain?"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"weather","input":{"city":"Bonn"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"{\\"rain\\":1}"}]}],"temperature":0.5,"max_tokens":512,"model":"m-1","stream":false,"tools":[{"name":"weather","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"weather"}}
            gemini    |                      | {"contents":[{"role":"user","parts":[{"text":"Rain?"}]},{"role":"function","parts":[{"function_call":{"name":"weather","args":{"city":"Bonn"}}}]},{"role":"function","parts":[{"function_response":{"response":{"content":["{\\"rain\\":1}"]},"name":"weather"}}]}],"generationConfig":{"maxOutputTokens":512,"temperature":0.5},"tools":[{"function_declarations":[{"name":"weather","parameters":{"type":"object"}}]}]}
            bedrock   |                      | {"anthropic_version":"bedrock-2023-05-31","messages":[{"role":"user","content":[{"text":"Rain?"}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"c1","name":"weather","input":{"city":"Bonn"}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"c1","content":[{"json":{"rain":1}}]}}]}],"inferenceConfig":{"maxTokens":512,"temperature":0.5},"toolConfig":{"tools":[{"toolSpec":{"name":"weather","inputSchema":{"json":{"type":"object"}}}}]}}
            """)
    void functions_are_called_in_the_providers_format(String provider, String options, String sent) {
        String chat = """
                {"messages":[{"role":"user","content":"Rain?"},
                 {"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Bonn\\"}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"{\\"rain\\":1}"}],
                 "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],
                 "tool_choice":{"type":"function","function":{"name":"weather"}}}""";
        assertThat(sent(provider, options == null ? "" : options, "llm/v1/chat", chat)).isEqualTo(document(sent));
    }

    private static String sent(String provider, String options, String routeType, String request) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            kit.send(plugin(model(provider, options), auth(provider) + "route_type: " + routeType),
                    AiKit.ask(request));
            return kit.server().requests().getFirst().body().utf8();
        }
    }

    private static String auth(String provider) {
        return provider.equals("bedrock") ? "auth: {aws_access_key_id: AKID, aws_secret_access_key: s}, " : "";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai    |                      | chat        | {"choices":[{"index":0}],"x":1}                                          | 200 {"choices":[{"index":0}],"x":1}
            openai    |                      | chat        | {"x":1}                                                                  | 500 {"error":{"message":"transformation failed from type openai://llm/v1/chat: 'choices' not in llm/v1/chat response"}}
            openai    |                      | completions | oops                                                                     | 500 {"error":{"message":"transformation failed from type openai://llm/v1/completions: failed to decode llm/v1/completions response"}}
            anthropic | anthropic_version: v | chat        | {"content":[{"text":"6"},{"type":"tool_use","id":"c","name":"f","input":{"a":1}}],"stop_reason":"end_turn","model":"claude","usage":{"input_tokens":3,"output_tokens":4}} | 200 {"choices":[{"index":0,"message":{"role":"assistant","content":"6","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]},"finish_reason":"end_turn"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7},"model":"claude","object":"chat.completion"}
            anthropic | anthropic_version: v | chat        | {"content":[{"text":"a"},{"text":"b"}]}                                  | 200 {"choices":[{"index":0,"message":{"role":"assistant","content":"a\\nb"}}],"usage":"no usage data returned from upstream","object":"chat.completion"}
            anthropic | anthropic_version: v | completions | {"completion":"6","stop_reason":"stop","model":"claude"}                 | 200 {"choices":[{"index":0,"text":"6","finish_reason":"stop"}],"model":"claude","object":"text_completion"}
            anthropic | anthropic_version: v | chat        | {"type":"error"}                                                         | 500 {"error":{"message":"transformation failed from type anthropic://llm/v1/chat: 'content' not in anthropic://llm/v1/chat response"}}
            cohere    |                      | chat        | {"text":"6","generation_id":"g","meta":{"billed_units":{"input_tokens":3,"output_tokens":4}}} | 200 {"choices":[{"index":0,"message":{"role":"assistant","content":"6"},"finish_reason":"stop"}],"object":"chat.completion","model":"m-1","id":"g","usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
            cohere    |                      | chat        | {"id":"i","finish_reason":"COMPLETE","message":{"content":"6"}}          | 200 {"choices":[{"index":0,"message":{"role":"assistant","content":"6"},"finish_reason":"COMPLETE"}],"object":"chat.completion","model":"m-1","id":"i","usage":{}}
            cohere    |                      | completions | {"id":"i","prompt":"p","generations":[{"text":"6"},{"text":"7"}]}        | 200 {"choices":[{"index":0,"text":"6","finish_reason":"stop"},{"index":1,"text":"7","finish_reason":"stop"}],"object":"text_completion","model":"m-1","id":"i","usage":{}}
            cohere    |                      | chat        | {}                                                                       | 500 {"error":{"message":"transformation failed from type cohere://llm/v1/chat: 'text' or 'generations' missing from cohere response body"}}
            mistral   | mistral_format: ollama | chat      | {"model":"mistral","created_at":"t","message":{"role":"assistant","content":"6"},"eval_count":512,"prompt_eval_count":3} | 200 {"model":"mistral","created":"t","usage":{"completion_tokens":512,"prompt_tokens":3,"total_tokens":515},"object":"chat.completion","choices":[{"finish_reason":"length","index":0,"message":{"role":"assistant","content":"6"}}]}
            llama2    | llama2_format: ollama | completions | {"model":"llama2","response":"6","eval_count":1}                        | 200 {"model":"llama2","usage":{"completion_tokens":1,"prompt_tokens":0,"total_tokens":1},"object":"text_completion","choices":[{"index":0,"text":"6"}]}
            llama2    | llama2_format: raw   | chat        | {"data":[{"generated_text":"<s>[INST] a [/INST] six "}]}                 | 200 {"choices":[{"index":0,"message":{"content":"six","role":"assistant"}}],"object":"chat.completion"}
            llama2    | llama2_format: raw   | chat        | {"data":[]}                                                              | 500 {"error":{"message":"transformation failed from type llama2://llm/v1/chat: cannot parse response from llama2 endpoint"}}
            gemini    |                      | chat        | {"candidates":[{"content":{"parts":[{"text":"6"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4,"totalTokenCount":7}} | 200 {"choices":[{"index":0,"message":{"role":"assistant","content":"6"},"finish_reason":"stop"}],"object":"chat.completion","model":"m-1","usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
            gemini    |                      | chat        | {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":1}}}]}}]} | 200 {"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]}}],"object":"chat.completion","model":"m-1"}
            gemini    |                      | chat        | {"candidates":[]}                                                        | 500 {"error":{"message":"transformation failed from type gemini://llm/v1/chat: no generation candidates received from Gemini, or max_tokens too short"}}
            bedrock   |                      | chat        | {"output":{"message":{"content":[{"text":"6"},{"toolUse":{"toolUseId":"c","name":"f","input":{"a":1}}}]}},"stopReason":"tool_use","usage":{"inputTokens":3,"outputTokens":4,"totalTokens":7}} | 200 {"choices":[{"index":0,"message":{"role":"assistant","content":"6","tool_calls":[{"function":{"name":"f","arguments":"{\\"a\\":1}"},"id":"c","type":"function"}]},"finish_reason":"tool_calls"}],"object":"chat.completion","model":"m-1","usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
            bedrock   |                      | chat        | {"message":"nothing"}                                                    | 500 {"error":{"message":"transformation failed from type bedrock://llm/v1/chat: no generation candidates received from Bedrock, or max_tokens too short"}}
            """)
    void an_answer_comes_back_in_openais_format(String provider, String options, String type, String answer,
            String client) {
        try (AiKit kit = new AiKit(_ -> new Response(200, Headers.of("Content-Type", "application/json", "Set-Cookie",
                "a=1"), Body.utf8(answer)))) {
            Response response = kit.send(
                    plugin(model(provider, options == null ? "" : options),
                            auth(provider) + "route_type: llm/v1/" + type),
                    AiKit.ask(type.equals("chat") ? CHAT : PROMPT));
            assertThat(AiKit.shown(response)).isEqualTo(client);
            assertThat(response.headers().first("X-Kong-LLM-Model")).isEqualTo(provider + "/m-1");
            assertThat(response.headers().contains("Set-Cookie"))
                    .isEqualTo(List.of("anthropic", "cohere", "llama2").contains(provider));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            route_type: llm/v1/chat        | {}                                                     | request body doesn't contain valid prompts
            route_type: llm/v1/chat        | {"messages":[]}                                        | request body doesn't contain valid prompts
            route_type: llm/v1/chat        | {"messages":"hello"}                                   | request body doesn't contain valid prompts
            route_type: llm/v1/chat        | [1]                                                    | request body doesn't contain valid prompts
            route_type: llm/v1/chat        | {"prompt":"Why?"}                                      | [llm/v1/completions] message format is not compatible with [llm/v1/chat] route type
            route_type: llm/v1/completions | {"messages":[{"role":"user","content":"a"}]}           | [llm/v1/chat] message format is not compatible with [llm/v1/completions] route type
            route_type: llm/v1/chat        | {"prompt":"a","messages":[{"role":"user"}]}            | request matches multiple LLM request formats
            route_type: llm/v1/chat        | {"model":"x","messages":[{"role":"user"}]}             | cannot use own model - must be: m-1
            route_type: llm/v1/chat        | {"stream":true,"messages":[{"role":"user"}]}           | response streaming is not enabled for this LLM
            route_type: llm/v1/chat, max_request_body_size: 20 | {"messages":[{"role":"user"}]}     | request body doesn't contain valid prompts
            """)
    void a_request_that_is_no_prompt_is_refused(String more, String request, String message) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            Response response = kit.send(plugin(model("openai", ""), more), AiKit.ask(request));
            assertThat(AiKit.shown(response)).isEqualTo("400 {\"error\":{\"message\":\"" + message + "\"}}");
            assertThat(response.headers().first("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(kit.server().requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {provider: openai, options: {upstream_url: 'http://127.0.0.1:PORT/'}}                              | /ask | 400 {"error":{"message":"model parameter not found in request, nor in gateway configuration"}}
            {provider: bedrock, name: amazon.titan-x, options: {upstream_url: 'http://127.0.0.1:PORT/'}}       | /ask | 400 {"error":{"message":"error transforming to bedrock://llm/v1/chat: system prompts are unsupported for model 'amazon.titan-x"}}
            {provider: gemini, name: gemini-1.0-pro, options: {upstream_url: 'http://127.0.0.1:PORT/'}}        | /ask | 400 {"error":{"message":"error transforming to gemini://llm/v1/chat: system prompts aren't supported on gemini-1.0 models"}}
            {provider: openai, name: $(headers.x-model), options: {upstream_url: 'http://127.0.0.1:PORT/'}}    | /ask | 400 {"error":{"message":"headers key x-model was not provided"}}
            {provider: openai, name: $(cookies.x), options: {upstream_url: 'http://127.0.0.1:PORT/'}}          | /ask | 400 {"error":{"message":"source 'cookies' is not supported"}}
            {provider: openai, name: $(headers), options: {upstream_url: 'http://127.0.0.1:PORT/'}}            | /ask | 400 {"error":{"message":"cannot parse expression for field '$(headers)'"}}
            {provider: openai, name: $(uri_captures.model), options: {upstream_url: 'http://127.0.0.1:PORT/$(query_params.p)'}} | /ask/gpt-4?p=a/b%3Fc | /a/b gpt-4
            """)
    void a_model_can_be_named_by_the_request(String model, String target, String outcome) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            Request request = PluginKit.withBody(PluginKit.request("POST", target), "application/json", CHAT);
            Response response = kit.send(plugin(model, "route_type: llm/v1/chat"), request);
            if (outcome.startsWith("400")) {
                assertThat(AiKit.shown(response)).isEqualTo(outcome);
            } else {
                Request sent = kit.server().requests().getFirst();
                assertThat(sent.target().rawPath() + " "
                        + JsonValue.parseObject(sent.body()).orElseThrow().text("model").orElseThrow())
                        .isEqualTo(outcome);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            {header_name: Authorization, header_value: Bearer k}                                | -            | /llm        | Bearer k
            {header_name: Authorization, header_value: Bearer k}                                | Bearer own   | /llm        | Bearer k
            {header_name: Authorization, header_value: Bearer k, allow_override: true}          | Bearer own   | /llm        | Bearer own
            {param_name: key, param_value: k v, param_location: query}                          | -            | /llm?key=k%20v | -
            {param_name: key, param_value: k, param_location: body}                             | -            | /llm        | -
            """)
    void the_gateway_proves_who_it_is(String auth, String own, String target, String authorization) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            kit.send(plugin(model("openai", ""), "route_type: llm/v1/chat, auth: " + auth),
                    own == null ? AiKit.ask(CHAT) : AiKit.ask(CHAT, "Authorization", own));
            Request sent = kit.server().requests().getFirst();
            String query = sent.target().rawQuery().isEmpty() ? "" : "?" + sent.target().rawQuery();
            assertThat(sent.target().rawPath() + query).isEqualTo(target);
            assertThat(sent.headers().first("Authorization")).isEqualTo(authorization == null ? "" : authorization);
            assertThat(sent.body().utf8().contains("\"key\":\"k\"")).isEqualTo(auth.contains("body"));
        }
    }

    @Test
    void bedrock_gets_a_signature() {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            kit.send(plugin(model("bedrock", "bedrock: {aws_region: eu-west-1}"),
                    auth("bedrock") + "route_type: llm/v1/chat"), AiKit.ask(CHAT, "Authorization", "Bearer own"));
            Request sent = kit.server().requests().getFirst();
            assertThat(sent.headers().all("Authorization")).singleElement().asString()
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20261125/eu-west-1/bedrock/aws4_request");
            assertThat(sent.headers().first("X-Amz-Date")).isEqualTo("20261125T102030Z");
        }
    }

    @Test
    void anthropic_and_azure_get_their_versions() {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            kit.send(plugin(model("anthropic", "anthropic_version: '2023-06-01'"), "route_type: llm/v1/chat"),
                    AiKit.ask(CHAT));
            kit.send(plugin(model("azure", "azure_instance: i, azure_deployment_id: d"), "route_type: llm/v1/chat"),
                    AiKit.ask(CHAT));
            assertThat(kit.server().requests().getFirst().headers().first("anthropic-version"))
                    .isEqualTo("2023-06-01");
            assertThat(kit.server().requests().getLast().target().rawQuery()).isEqualTo("api-version=2023-05-15");
        }
    }

    @Test
    void what_is_preserved_passes_unchanged() {
        try (AiKit kit = AiKit.answering("200 + Content-Type: text/plain + Set-Cookie: a=1 + body: anything")) {
            Response response = kit.send(plugin(model("openai", ""), "route_type: preserve"),
                    PluginKit.withBody(PluginKit.request("PUT", "/v1/files?a=1"), "text/csv", "1,2"));
            Request sent = kit.server().requests().getFirst();
            assertThat(sent.method() + " " + sent.target().rawPath() + "?" + sent.target().rawQuery() + " "
                    + sent.headers().first("Content-Type") + " " + sent.body().utf8())
                    .isEqualTo("PUT /v1/files?a=1 text/csv 1,2");
            assertThat(response.body().utf8()).isEqualTo("anything");
            assertThat(response.headers().first("Set-Cookie")).isEqualTo("a=1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            401 | {"error":{"message":"Incorrect API key"}}
            429 | slow down
            500 | {"x":1}
            """)
    void what_the_provider_refuses_is_handed_on(int status, String body) {
        try (AiKit kit = new AiKit(_ -> new Response(status, Headers.EMPTY, Body.utf8(body)))) {
            Response response = kit.send(plugin(model("openai", ""), "route_type: llm/v1/chat"), AiKit.ask(CHAT));
            assertThat(response.status() + " " + response.body().utf8()).isEqualTo(status + " " + body);
            assertThat(response.headers().contains("X-Kong-LLM-Model")).isFalse();
        }
    }

    @Test
    void a_compressed_answer_is_read() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(OPENAI_CHAT.getBytes(StandardCharsets.UTF_8));
        }
        try (AiKit kit = new AiKit(_ -> new Response(200, Headers.of("Content-Encoding", "gzip"),
                Body.of(compressed.toByteArray())))) {
            Response response = kit.send(
                    plugin(model("openai", ""), "route_type: llm/v1/chat, model_name_header: false"),
                    AiKit.ask(CHAT));
            assertThat(response.body().utf8()).isEqualTo(OPENAI_CHAT);
            assertThat(response.headers().contains("Content-Encoding")).isFalse();
            assertThat(response.headers().contains("X-Kong-LLM-Model")).isFalse();
            assertThat(kit.server().requests().getFirst().headers().first("Accept-Encoding")).isEqualTo("identity");
        }
    }

    @Test
    void an_answer_of_the_gateways_own_is_left_alone() {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            Response response = kit.send(plugin(model("openai", ""), "route_type: llm/v1/chat") + """

                    - {name: request-termination, config: {status_code: 200, message: stop}}""", AiKit.ask(CHAT));
            assertThat(AiKit.shown(response)).isEqualTo("200 {\"message\":\"stop\"}");
            assertThat(response.headers().contains("X-Kong-LLM-Model")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            llm/v1/chat        | {provider: openai, name: gpt-4}                                                        | https://api.openai.com/v1/chat/completions
            llm/v1/completions | {provider: openai, name: gpt-4}                                                        | https://api.openai.com/v1/completions
            preserve           | {provider: openai}                                                                     | https://api.openai.com/client/path
            preserve           | {provider: openai, options: {upstream_path: /v1/files}}                                | https://api.openai.com/v1/files
            llm/v1/chat        | {provider: openai, name: m, options: {upstream_path: '//v2/x'}}                        | https://api.openai.com/v2/x
            llm/v1/chat        | {provider: anthropic, name: m, options: {anthropic_version: v}}                        | https://api.anthropic.com/v1/messages
            llm/v1/completions | {provider: anthropic, name: m, options: {anthropic_version: v}}                        | https://api.anthropic.com/v1/complete
            llm/v1/chat        | {provider: azure, name: m, options: {azure_instance: i, azure_deployment_id: d}}       | https://i.openai.azure.com/openai/deployments/d/chat/completions
            llm/v1/chat        | {provider: azure, name: m, options: {azure_instance: i, azure_deployment_id: d, upstream_path: /x}} | https://i.openai.azure.com/openai/deployments/d/x
            llm/v1/chat        | {provider: cohere, name: m}                                                            | https://api.cohere.com/v1/chat
            llm/v1/completions | {provider: cohere, name: m}                                                            | https://api.cohere.com/v1/generate
            llm/v1/chat        | {provider: mistral, name: m, options: {mistral_format: openai}}                        | https://api.mistral.ai/v1/chat/completions
            llm/v1/chat        | {provider: gemini, name: gemini-1.5-flash}                                             | https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent
            llm/v1/chat        | {provider: gemini, name: ../x}                                                         | https://generativelanguage.googleapis.com/v1beta/models/..%2Fx:generateContent
            llm/v1/chat        | {provider: gemini, name: g, options: {gemini: {api_endpoint: eu-aiplatform.googleapis.com, project_id: p, location_id: eu}}} | https://eu-aiplatform.googleapis.com/v1/projects/p/locations/eu/publishers/google/models/g:generateContent
            llm/v1/chat        | {provider: bedrock, name: 'anthropic.claude-v2:1', options: {bedrock: {aws_region: eu-west-1}}} | https://bedrock-runtime.eu-west-1.amazonaws.com/model/anthropic.claude-v2%3A1/converse
            llm/v1/chat        | {provider: bedrock, name: m}                                                           | https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse
            """)
    void a_model_is_called_at_its_providers_address(String routeType, String model, String address) {
        AiProxy plugin = PluginKit.plugin(AiProxy.TYPE, "{route_type: " + routeType + ", model: " + model + "}");
        assertThat(ModelAddress.of(plugin.model(), "/client/path", new SdkAwsSigner(Map.of("AWS_REGION", "us-east-1"),
                _ -> Response.of(500), InstantSource.fixed(PluginKit.NOW)))).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {provider: openai}, response_streaming: always   | HG0205 config.response_streaming: always: Headgate does not stream answers. Write deny, or keep this route on Kong.
            {provider: openai}, response_streaming: deny     | -
            {provider: huggingface}                          | HG0205 config.model.provider: huggingface: Headgate does not speak the format of Hugging Face's inference API. Use its OpenAI-compatible endpoint: provider: openai with options.upstream_url.
            {provider: anthropic}                            | HG0103 config.model.options.anthropic_version: must set 'model.options.anthropic_version' for anthropic provider.
            {provider: mistral}                              | HG0103 config.model.options.mistral_format: must set 'model.options.mistral_format' for mistral provider.
            {provider: openai}, auth: {header_name: a}       | HG0108 config.auth.header_name: all or none of these fields must be set: 'auth.header_name', 'auth.header_value'.
            {provider: gemini}, auth: {allow_override: true} | HG0108 config.auth.allow_override: bedrock and gemini only support auth.allow_override = false.
            {provider: gemini}, auth: {gcp_use_service_account: true} | HG0202 config.auth.gcp_use_service_account: Headgate does not exchange a Google service account for tokens. Use an API key: param_name: key, param_location: query.
            {provider: gemini, options: {gemini: {project_id: p}}} | HG0108 config.model.options.gemini.api_endpoint: all or none of these fields must be set: 'model.options.gemini.api_endpoint', 'model.options.gemini.project_id', 'model.options.gemini.location_id'.
            {provider: bedrock}, llm_format: bedrock         | HG0202 config.llm_format: Headgate's AI plugins speak OpenAI's format with clients. Remove it, or use route_type: preserve without the prompt plugins.
            {provider: openai}, logging: {log_payloads: true} | HG0305 config.logging.log_payloads: Headgate logs neither the usage of models nor what is said to them.
            {provider: openai, options: {top_k: 501}}        | HG0106 config.model.options.top_k: 501: value should be between 0 and 500.
            """)
    void what_cannot_be_is_said_when_the_file_is_read(String config, String problem) {
        assertThat(PluginKit.problems(AiProxy.TYPE, "{route_type: llm/v1/chat, model: " + config + "}").stream()
                .map(line -> line.replaceFirst("^\\S+ (?:error|warning) (\\S+) plugin ai-proxy ", "$1 ")).toList())
                .isEqualTo(problem.equals("-") ? List.of() : List.of(problem));
    }
}
