package dev.headgate.plugin.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiPromptTemplateTest {
    private static final String TEMPLATES = "templates: [{name: greet, template: '{\"prompt\":\"Hello {{who}} and {{ who }}\"}'},"
            + " {name: two, template: '{\"prompt\":\"{{a}} {{b}} {{a}}\"}'}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                                  | {"prompt":"{template://greet}","properties":{"who":"you"}}     | 200 {"prompt":"Hello you and {{ who }}"}
            -                                  | {"messages":"{template://greet}","properties":{"who":"a\\"b\\n$1"}} | 200 {"prompt":"Hello a\\"b\\n$1 and {{ who }}"}
            -                                  | {"prompt":"{template://two}","properties":{"a":"1"}}           | 400 missing template parameters: [b]
            -                                  | {"prompt":"{template://two}"}                                  | 400 missing template parameters: [a], [b]
            -                                  | {"prompt":"{template://two}","properties":{"a":"{{c}}","b":"x"}} | 400 missing template parameters: [c]
            -                                  | {"prompt":"{template://two}","properties":{"a":1,"b":"x"}}     | 400 property values must be a string, got number
            -                                  | {"prompt":"{template://two}","properties":["a"]}               | 400 properties must be an object
            -                                  | {"prompt":"{template://none}"}                                 | 400 could not find template name [none]
            -                                  | {"prompt":"Hello"}                                             | 200 {"prompt":"Hello"}
            -                                  | {"messages":[{"role":"user"}]}                                 | 200 {"messages":[{"role":"user"}]}
            allow_untemplated_requests: false  | {"prompt":"Hello"}                                             | 400 this LLM route only supports templated requests
            -                                  | {"prompt":"a","messages":"b"}                                  | 400 cannot run 'messages' and 'prompt' templates at the same time
            -                                  | {"question":"a"}                                               | 400 only 'llm/v1/chat' and 'llm/v1/completions' formats are supported for templating
            -                                  | hello                                                          | 400 this LLM route only supports application/json requests
            max_request_body_size: 5           | {"prompt":"Hello"}                                             | 400 this LLM route only supports application/json requests
            """)
    void a_request_is_made_of_the_template_that_it_names(String config, String request, String outcome) {
        try (AiKit kit = AiKit.answering("200 + body: {}")) {
            Response response = kit.send("- {name: ai-prompt-template, config: {" + TEMPLATES
                    + (config == null ? "" : ", " + config) + "}}", AiKit.ask(request));
            String expected = outcome.startsWith("400")
                    ? "400 {\"error\":{\"message\":\"" + outcome.substring(4) + "\"}}"
                    : outcome;
            assertThat(response.status() == 200
                    ? "200 " + kit.server().requests().getFirst().body().utf8()
                    : AiKit.shown(response)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                                   | HG0103 config.templates: required field missing. The templates.
            {templates: [{name: a}]}                                             | HG0103 config.templates[0].template: required field missing. The request's body, with `{{placeholders}}` for properties.
            {templates: [{name: a, template: b}], log_original_request: true}    | HG0305 config.log_original_request: Headgate does not log what is said to models.
            """)
    void what_cannot_be_is_said_when_the_file_is_read(String config, String problem) {
        assertThat(PluginKit.problems(AiPromptTemplate.TYPE, config).stream()
                .map(line -> line.replaceFirst("^\\S+ (?:error|warning) (\\S+) plugin ai-prompt-template ", "$1 "))
                .toList()).isEqualTo(List.of(problem));
    }
}
