package dev.headgate.plugin.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiPromptGuardTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            allow_patterns: [cat, dog]                                         | {"messages":[{"role":"user","content":"My dog?"}]}                            | passes
            allow_patterns: [cat, dog]                                         | {"messages":[{"role":"user","content":"My Dog?"}]}                            | refused
            allow_patterns: ['(?i)dog']                                        | {"messages":[{"role":"user","content":"My Dog?"}]}                            | passes
            deny_patterns: [dog]                                               | {"messages":[{"role":"user","content":"My dog?"}]}                            | refused
            deny_patterns: [dog]                                               | {"messages":[{"role":"user","content":"My cat?"}]}                            | passes
            deny_patterns: [dog], allow_patterns: [dog]                        | {"messages":[{"role":"user","content":"My dog?"}]}                            | refused
            deny_patterns: [dog]                                               | {"prompt":"My dog?"}                                                          | refused
            allow_patterns: [dog]                                              | {"prompt":"My dog?"}                                                          | passes
            deny_patterns: [dog]                                               | {"messages":[{"role":"user","content":"dog"},{"role":"user","content":"x"}]}  | refused
            deny_patterns: [dog], allow_all_conversation_history: true         | {"messages":[{"role":"user","content":"dog"},{"role":"user","content":"x"}]}  | passes
            deny_patterns: [dog], allow_all_conversation_history: true         | {"messages":[{"role":"user","content":"dog"},{"role":"assistant","content":"x"}]} | refused
            deny_patterns: [dog]                                               | {"messages":[{"role":"system","content":"dog"},{"role":"user","content":"x"}]} | passes
            deny_patterns: [dog], match_all_roles: true                        | {"messages":[{"role":"system","content":"dog"},{"role":"user","content":"x"}]} | refused
            deny_patterns: ['^b a $']                                          | {"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}]}    | refused
            deny_patterns: [dog]                                               | {"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}         | refused
            deny_patterns: [dog]                                               | {"messages":[{"content":"x"}]}                                                | refused
            deny_patterns: [dog]                                               | {"messages":[]}                                                               | passes
            deny_patterns: [dog]                                               | {"question":"x"}                                                              | refused
            deny_patterns: [dog]                                               | x                                                                             | refused
            deny_patterns: [dog], max_request_body_size: 10                    | {"prompt":"My cat?"}                                                          | refused
            """)
    void a_prompt_passes_by_what_is_said(String config, String request, String outcome) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            Response response = kit.send("- {name: ai-prompt-guard, config: {" + config + "}}", AiKit.ask(request));
            assertThat(AiKit.shown(response)).isEqualTo(outcome.equals("passes")
                    ? "200 {}"
                    : "400 {\"error\":{\"message\":\"bad request\"}}");
            assertThat(kit.server().requests()).hasSize(outcome.equals("passes") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                    | HG0108 config: at least one of these fields must be non-empty: 'config.allow_patterns', 'config.deny_patterns'.
            {deny_patterns: ['(']}                                | HG0105 config.deny_patterns[0]: not a valid regex: (.
            {deny_patterns: ['(?=a)b']}                           | HG0205 config.deny_patterns[0]: '(?=a)b' cannot be matched in linear time: invalid or unsupported Perl syntax. Write it without looking around, back references and possessive parts.
            {deny_patterns: [a], match_all_roles: true, allow_all_conversation_history: true} | HG0108 config.allow_all_conversation_history: value must be false with match_all_roles: true.
            {deny_patterns: [a, b, c, d, e, f, g, h, i, j, k]}    | HG0106 config.deny_patterns: length must be at most 10.
            """)
    void what_cannot_be_is_said_when_the_file_is_read(String config, String problem) {
        assertThat(PluginKit.problems(AiPromptGuard.TYPE, config).stream()
                .map(line -> line.replaceFirst("^\\S+ (?:error|warning) (\\S+) plugin ai-prompt-guard ", "$1 "))
                .toList()).isEqualTo(List.of(problem));
    }
}
