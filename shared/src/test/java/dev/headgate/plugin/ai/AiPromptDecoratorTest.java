package dev.headgate.plugin.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiPromptDecoratorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {prepend: [{content: Be kind.}]}                          | {"messages":[{"role":"user","content":"Hi"}],"x":1} | {"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}],"x":1}
            {append: [{role: user, content: Why?}]}                   | {"messages":[{"role":"user","content":"Hi"}]}       | {"messages":[{"role":"user","content":"Hi"},{"role":"user","content":"Why?"}]}
            {prepend: [{content: a}, {role: assistant, content: b}], append: [{content: c}]} | {"messages":[{"role":"user","content":"Hi"}]} | {"messages":[{"role":"system","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"Hi"},{"role":"system","content":"c"}]}
            {prepend: [{content: a}]}                                 | {"prompt":"Hi"}                                     | 400 {"error":{"message":"this LLM route only supports llm/chat type requests"}}
            {prepend: [{content: a}]}                                 | {"messages":[]}                                     | 400 {"error":{"message":"this LLM route only supports llm/chat type requests"}}
            {prepend: [{content: a}]}                                 | hello                                               | 400 {"error":{"message":"this LLM route only supports llm/chat type requests"}}
            """)
    void messages_are_added_to_a_chat(String prompts, String request, String outcome) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            Response response = kit.send("- {name: ai-prompt-decorator, config: {prompts: " + prompts + "}}",
                    AiKit.ask(request));
            assertThat(response.status() == 200
                    ? kit.server().requests().getFirst().body().utf8()
                    : AiKit.shown(response)).isEqualTo(outcome);
        }
    }

    @Test
    void a_chat_that_grows_beyond_the_limit_still_reaches_the_model() {
        String text = "x".repeat(400);
        try (AiKit kit = AiKit.answering("200 + body: {\"choices\":[]}")) {
            Response response = kit.send("""
                    - {name: ai-prompt-decorator, config: {max_request_body_size: 100, prompts: {append: [{content: %s}]}}}
                    - {name: ai-proxy, config: {route_type: llm/v1/chat, max_request_body_size: 100,
                       model: {provider: openai, name: m, options: {upstream_url: 'http://127.0.0.1:PORT/x'}}}}"""
                    .formatted(text), AiKit.ask("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
            assertThat(response.status()).isEqualTo(200);
            assertThat(kit.server().requests().getFirst().body().utf8()).contains(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                          | HG0108 config.prompts: at least one of these fields must be non-empty: 'config.prompts.prepend', 'config.prompts.append'.
            {prompts: {prepend: []}}                    | HG0108 config.prompts: at least one of these fields must be non-empty: 'config.prompts.prepend', 'config.prompts.append'.
            {prompts: {prepend: [{content: ''}]}}       | HG0106 config.prompts.prepend[0].content: length must be at least 1.
            {prompts: {prepend: [{content: a}]}, llm_format: gemini} | HG0202 config.llm_format: Headgate's AI plugins speak OpenAI's format with clients. Remove it, or use route_type: preserve without the prompt plugins.
            """)
    void what_cannot_be_is_said_when_the_file_is_read(String config, String problem) {
        assertThat(PluginKit.problems(AiPromptDecorator.TYPE, config).stream()
                .map(line -> line.replaceFirst("^\\S+ (?:error|warning) (\\S+) plugin ai-prompt-decorator ", "$1 "))
                .toList()).isEqualTo(List.of(problem));
    }
}
