package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Request;
import dev.headgate.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonThreatProtectionTest {
    private static final String REFUSED = "400 + Content-Type: application/json; charset=utf-8"
            + " + body: {\"message\":\"Bad Request\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # config                                      | body                        | passes
            {}                                            | {"a": [1, {"b": null}]}     | yes
            {}                                            | "text"                      | yes
            {}                                            | {"a": 1                     | no
            {}                                            | {"a": 1} {}                 | no
            {}                                            | not JSON                    | no
            {}                                            | ` `                         | no
            {max_body_size: 8}                            | {"a": 1}                    | yes
            {max_body_size: 7}                            | {"a": 1}                    | no
            {max_container_depth: 2}                      | {"a": [1]}                  | yes
            {max_container_depth: 2}                      | {"a": [[1]]}                | no
            {max_container_depth: 0}                      | 1                           | yes
            {max_container_depth: 0}                      | {}                          | no
            {max_array_element_count: 2}                  | [[1, 2], {"a": 1}]          | yes
            {max_array_element_count: 2}                  | [1, 2, 3]                   | no
            {max_array_element_count: 2}                  | {"a": ["x", [], {}]}        | no
            {max_array_element_count: 0}                  | []                          | yes
            {max_object_entry_count: 1}                   | {"a": {"b": [1, 2, 3]}}     | yes
            {max_object_entry_count: 1}                   | {"a": 1, "b": 2}            | no
            {max_object_entry_name_length: 2}             | {"äö": 1}                   | yes
            {max_object_entry_name_length: 2}             | {"abc": 1}                  | no
            {max_string_value_length: 2}                  | ["äö", "\\u00e4b", 12345]   | yes
            {max_string_value_length: 2}                  | ["abc"]                     | no
            {max_string_value_length: 1}                  | "😀"                        | yes
            {}                                            | {"a": 1, "a": 2}            | yes
            {allow_duplicate_object_entry_name: false}    | {"a": 1, "a": 2}            | no
            {allow_duplicate_object_entry_name: false}    | {"a": {"a": 1}, "b": {"a": 2}} | yes
            """)
    void a_body_is_within_the_limits(String config, String body, String passes) {
        assertThat(send(config, "POST", "application/json", body)).isEqualTo(passes.equals("yes") ? "200" : REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # config                          | method | type                 | body  | passes
            {}                                | POST   | text/plain           | hello | no
            {allow_non_json_requests: true}   | POST   | text/plain           | hello | yes
            {allow_non_json_requests: true}   | POST   | application/json     | hello | no
            {allow_non_json_requests: true}   | PATCH  | application/x+json   | hello | no
            {}                                | PUT    | application/json     | hello | no
            {}                                | DELETE | application/json     | hello | yes
            {}                                | GET    | application/json     | hello | yes
            {}                                | POST   | application/json     | ''    | yes
            """)
    void a_request_is_looked_at(String config, String method, String type, String body, String passes) {
        assertThat(send(config, method, type, body)).isEqualTo(passes.equals("yes") ? "200" : REFUSED);
    }

    @Test
    void the_answer_is_configured() {
        assertThat(send("{error_status_code: 422, error_message: Nope}", "POST", "application/json", "{"))
                .isEqualTo("422 + Content-Type: application/json; charset=utf-8 + body: {\"message\":\"Nope\"}");
    }

    @Test
    void a_body_that_is_deep_beyond_all_measure_is_turned_away() {
        assertThat(send("{max_body_size: -1}", "POST", "application/json", "[".repeat(1_000_000))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {enforcement_mode: log_only} | HG0202 plugin json-threat-protection config.enforcement_mode
            {error_status_code: 500}     | HG0106 plugin json-threat-protection config.error_status_code: 500: value should be between 400 and 499.
            {max_body_size: -2}          | HG0106 plugin json-threat-protection config.max_body_size
            """)
    void a_wrong_configuration_is_reported(String config, String problem) {
        assertThat(PluginKit.problems(JsonThreatProtection.TYPE, config)).singleElement().asString().contains(problem);
    }

    private static String send(String config, String method, String type, String body) {
        Request request = PluginKit.withBody(PluginKit.request(method, "/"), type, body);
        return PluginKit.send(PluginKit.plugin(JsonThreatProtection.TYPE, config), PluginKit.exchange(request),
                Response.of(200)).client();
    }
}
