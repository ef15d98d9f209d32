package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.routing.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestValidatorTest {
    /// In quotation marks of their own, as YAML wants a text with JSON in it.
    private static final String ORDER = "'{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {\"id\": {\"type\": \"integer\"}}}'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # type                           | body            | answer
            application/json                 | {"id": 1}       | passes
            application/json                 | {"id": 1.0}     | passes
            application/json                 | {"id": "1"}     | 400
            application/json                 | {}              | 400
            application/json                 |                 | 400
            application/json                 | {"id":          | 400
            application/json                 | [1]             | 400
            application/json                 | {"id": 1e999999999} | 400
            Application/JSON                 | {"id": 1}       | passes
            application/json; charset=utf-8  | {"id": 1}       | 400
            text/plain                       | {"id": 1}       | 400
            application/merge-patch+json     | {"id": 1}       | 400
            """)
    void bodies_obey_the_schema(String type, String body, String answer) {
        assertThat(sendBody("{version: draft4, body_schema: " + ORDER + "}", type, body == null ? "" : body))
                .isEqualTo(answer.equals("passes")
                        ? "passes"
                        : "400 {\"message\":\"request body doesn't conform to schema\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # allowed                              | checked | type                              | passes
            [application/json]                     | true    | application/json;charset=utf-8    | no
            [application/json]                     | false   | application/json;charset=utf-8    | yes
            [application/json; charset=UTF-8]      | true    | application/JSON;Charset="utf-8"  | yes
            [application/json; charset=UTF-8]      | true    | application/json                  | no
            [application/json; charset=UTF-8]      | false   | application/json                  | yes
            [text/xml, application/json]           | true    | text/xml                          | yes
            [application/*]                        | true    | application/json                  | no
            [multipart/form-data]                  | true    | multipart/form-data; boundary=x   | yes
            [application/vnd.api+json]             | true    | application/vnd.api+json          | body
            [application/json]                     | true    | ` `                               | no
            """)
    void types_are_compared_with_their_parameter(String allowed, String checked, String type, String passes) {
        String config = "{version: draft4, verbose_response: true, content_type_parameter_validation: " + checked
                + ", allowed_content_types: " + allowed.replaceAll("([^\\[\\], ][^\\[\\],]*)", "\"$1\"")
                + ", body_schema: '{\"type\": \"array\"}'}";
        String body = passes.equals("body") ? "{}" : "[]";
        assertThat(sendBody(config, type.strip(), body)).isEqualTo(switch (passes) {
            case "yes" -> "passes";
            case "body" -> "400 {\"message\":\"Value is [object] but should be [array]\"}";
            default -> "400 {\"message\":\"specified Content-Type is not allowed\"}";
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # field                                                        | value                | problem
            {"type": "string"}                                             | "a"                  | -
            {"type": "string"}                                             | ""                   | length must be at least 1
            {"type": "string", "len_min": 0}                               | ""                   | -
            {"type": "string"}                                             | 1                    | expected a string
            {"type": "string"}                                             | null                 | -
            {"type": "string", "required": true}                           | null                 | required field missing
            {"type": "number"}                                             | 1.5                  | -
            {"type": "number"}                                             | "1.5"                | expected a number
            {"type": "integer"}                                            | 2.0                  | -
            {"type": "integer"}                                            | 1.5                  | expected an integer
            {"type": "integer", "between": [1, 9]}                         | 10                   | value should be between 1 and 9
            {"type": "integer", "timestamp": true}                         | 0                    | expected a valid timestamp
            {"type": "boolean"}                                            | "true"               | expected a boolean
            {"type": "string", "len_eq": 2}                                | "abc"                | length must be 2
            {"type": "string", "len_max": 2}                               | "äö"                 | length must be at most 2
            {"type": "string", "one_of": ["a", "b"]}                       | "c"                  | expected one of: a, b
            {"type": "integer", "one_of": [1, 2]}                          | 2                    | -
            {"type": "string", "starts_with": "/"}                         | "a"                  | should start with: /
            {"type": "string", "uuid": true}                               | "1"                  | expected a valid UUID
            {"type": "string", "match": "^%d+$"}                           | "12"                 | -
            {"type": "string", "match": "^%d+$"}                           | "12a"                | invalid value: 12a
            {"type": "string", "match": "^[%w_-]+@%a-%.com$"}              | "a-b@x.com"          | -
            {"type": "string", "match": "a.c"}                             | "xa+c"               | -
            {"type": "string", "not_match": "%s"}                          | "a b"                | invalid value: a b
            {"type": "string", "match_all": [{"pattern": "a", "err": "no a"}, {"pattern": "b", "err": "no b"}]} | "a" | no b
            {"type": "string", "match_none": [{"pattern": "a", "err": "has an a"}]} | "a"         | has an a
            {"type": "string", "match_any": {"patterns": ["^a", "^b"], "err": "neither"}} | "c"  | neither
            {"type": "array", "elements": {"type": "integer"}}             | [1, "2"]             | expected an integer
            {"type": "array", "elements": {"type": "integer"}, "len_min": 2} | [1]                | length must be at least 2
            {"type": "array", "elements": {"type": "integer"}}             | {}                   | -
            {"type": "array", "elements": {"type": "integer"}}             | {"a": 1}             | expected an array
            {"type": "map", "keys": {"type": "string"}, "values": {"type": "boolean"}} | {"a": true} | -
            {"type": "map", "keys": {"type": "string"}, "values": {"type": "boolean"}} | {"a": 1}  | expected a boolean
            {"type": "map", "keys": {"type": "string", "len_max": 1}, "values": {"type": "boolean"}} | {"ab": true} | length must be at most 1
            """)
    void bodies_obey_a_schema_of_kongs_own(String field, String value, String problem) {
        String config = "{verbose_response: true, body_schema: '[{\"f\": " + field + "}]'}";
        assertThat(sendBody(config, "application/json", "{\"f\": " + value + "}")).isEqualTo(
                problem.equals("-") ? "passes" : "400 {\"message\":{\"f\":\"" + problem + "\"}}");
    }

    @Test
    void a_record_of_kongs_own_form_knows_all_its_fields() {
        String config = "{verbose_response: true, body_schema: '[{\"a\": {\"type\": \"record\", \"fields\":"
                + " [{\"zip\": {\"type\": \"string\", \"required\": true}}]}}]'}";
        assertThat(sendBody(config, "application/json", "{\"a\": {\"zip\": \"1\"}}")).isEqualTo("passes");
        assertThat(sendBody(config, "application/json", "")).isEqualTo("passes");
        assertThat(sendBody(config, "application/json", "{\"a\": {\"street\": \"x\"}, \"b\": 1}")).isEqualTo(
                "400 {\"message\":{\"a\":{\"zip\":\"required field missing\",\"street\":\"unknown field\"},\"b\":\"unknown field\"}}");
        assertThat(sendBody(config, "application/json", "[1]")).isEqualTo("400 {\"message\":\"expected a record\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version   | schema                                                               | value                      | obeys
            draft4      | {"properties": {"a": {"minimum": 1, "exclusiveMinimum": true}}}      | {"a": 1}                   | no
            draft7      | {"properties": {"a": {"exclusiveMinimum": 1}}}                       | {"a": 1}                   | no
            draft4      | {"type": "array", "maxLength": 1}                                    | [1, 2]                     | no
            draft7      | {"type": "array", "maxLength": 1}                                    | [1, 2]                     | yes
            draft4      | {"properties": {"d": {"format": "date"}}}                            | {"d": "2026-02-29"}        | no
            draft4      | {"properties": {"d": {"format": "date"}}}                            | {"d": "2024-02-29"}        | yes
            draft4      | {"properties": {"d": {"format": "date-time"}}}                       | {"d": "20200-06-05T14:48:00.000Z"} | no
            draft4      | {"properties": {"d": {"format": "date-time"}}}                       | {"d": "2020-06-05T14:48:00.000Z"} | yes
            draft4      | {"properties": {"d": {"format": "time"}}}                            | {"d": "24:00:00Z"}         | no
            draft4      | {"properties": {"d": {"format": "email"}}}                           | {"d": "x"}                 | yes
            draft4      | {"definitions": {"x": {"type": "string"}}, "additionalProperties": {"$ref": "#/definitions/x"}} | {"a": 1} | no
            draft4      | {"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false} | {"x-a": "1"} | yes
            draft4      | {"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false} | {"x-a": 1}   | no
            draft4      | {"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false} | {"y": "1"}   | no
            draft202012 | {"patternProperties": {"^x-": true}, "unevaluatedProperties": false} | {"x-a": "1"}               | yes
            draft202012 | {"patternProperties": {"^x-": true}, "unevaluatedProperties": false} | {"y": "1"}                 | no
            draft4      | {"properties": {"a": {"pattern": "^(a+)+$"}}}                        | {"a": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"} | no
            draft4      | {"properties": {"a": {"pattern": "^[\\\\u00e4\\\\u00f6]$"}}}                | {"a": "ö"}                 | yes
            draft4      | {"uniqueItems": true}                                                | [1, 1.0]                   | no
            draft4      | {"uniqueItems": true}                                                | [{"a": 1, "b": 2}, {"b": 2, "a": 1}] | no
            draft4      | {"uniqueItems": true}                                                | [1, "1", true]             | yes
            draft7      | {"enum": [1.50, "x"]}                                                | 1.5                        | yes
            draft7      | {"const": {"a": [1]}}                                                | {"a": [1.0]}               | yes
            draft7      | {"if": {"required": ["a"]}, "then": {"required": ["b"]}}             | {"a": 1}                   | no
            draft6      | {"contains": {"const": 2}}                                           | [1, 3]                     | no
            draft201909 | {"dependentRequired": {"a": ["b"]}}                                  | {"a": 1}                   | no
            draft202012 | {"prefixItems": [{"type": "string"}], "items": false}                | ["a", 1]                   | no
            draft202012 | {"$schema": "http://json-schema.org/draft-04/schema#", "const": 1}   | 2                          | no
            draft4      | {"multipleOf": 0.01}                                                 | 0.07                       | yes
            draft4      | {"oneOf": [{"type": "string"}, {"maximum": 5}]}                      | 9                          | no
            """)
    void bodies_obey_a_json_schema(String version, String schema, String value, String obeys) {
        String config = "{version: " + version + ", body_schema: '" + schema + "'}";
        assertThat(sendBody(config, "application/json", value)).startsWith(obeys.equals("yes") ? "passes" : "400");
    }

    @Test
    void a_large_array_of_unique_items_is_no_burden() {
        StringBuilder items = new StringBuilder("[0");
        for (int i = 1; i < 200_000; i++) {
            items.append(',').append(i);
        }
        assertThat(sendBody("{version: draft4, body_schema: '{\"uniqueItems\": true}'}", "application/json",
                items.append(']').toString())).isEqualTo("passes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # parameter                                                                   | request                      | problem
            {in: query, name: q, required: true}                                          | GET /?q=                     | -
            {in: query, name: q, required: true}                                          | GET /                        | query 'q' validation failed, [error] required parameter missing
            {in: query, name: q, required: false}                                         | GET /                        | -
            {in: header, name: X-A, required: true}                                       | GET / + x-a: 1               | -
            {in: path, name: id, required: true}                                          | GET /                        | -
            {in: path, name: other, required: true}                                       | GET /                        | path 'other' validation failed, [error] required parameter missing
            {in: path, name: id, required: true, style: simple, explode: false, schema: '{"type": "integer", "minimum": 8}'} | GET / | path 'id' validation failed, [error] 7 is less than 8 ... 7
            {in: query, name: q, required: true, style: form, explode: false, schema: '{"type": "integer"}'} | GET /?q=5 | -
            {in: query, name: q, required: true, style: form, explode: false, schema: '{"type": "integer"}'} | GET /?q=x | query 'q' validation failed, [error] Value is [string] but should be [integer] ... "x"
            {in: query, name: q, required: true, style: form, explode: false, schema: '{"type": "integer"}'} | GET /?q=5&q=x | query 'q' validation failed, [error] Value is [string] but should be [integer] ... "x"
            {in: query, name: q, required: true, style: form, explode: false, schema: '{"type": "boolean"}'} | GET /?q=true | -
            {in: query, name: q, required: true, style: form, explode: true, schema: '{"type": "array", "items": {"type": "integer"}}'} | GET /?q=1&q=2 | -
            {in: query, name: q, required: true, style: form, explode: false, schema: '{"type": "array", "items": {"type": "integer"}}'} | GET /?q=1,2 | -
            {in: query, name: q, required: true, style: pipeDelimited, explode: false, schema: '{"type": "array", "maxItems": 1}'} | GET /?q=1%7C2 | query 'q' validation failed, [error] Array has more than 1 items ... ["1","2"]
            {in: query, name: q, required: true, style: spaceDelimited, explode: false, schema: '{"type": "array", "items": {"enum": ["a", "b"]}}'} | GET /?q=a%20b | -
            {in: query, name: q, required: true, style: form, explode: true, schema: '{"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}'} | GET /?a=1&z=2 | -
            {in: query, name: q, required: true, style: form, explode: false, schema: '{"type": "object", "properties": {"a": {"type": "integer"}}}'} | GET /?q=a,1 | -
            {in: query, name: q, required: true, style: deepObject, explode: true, schema: '{"type": "object", "properties": {"a": {"type": "integer"}}}'} | GET /?q[a]=1 | -
            {in: query, name: q, required: true, style: deepObject, explode: true, schema: '{"type": "object"}'} | GET /?a=1 | query 'q' validation failed, [error] required parameter missing
            {in: header, name: X-A, required: true, style: simple, explode: false, schema: '{"type": "array", "items": {"type": "integer"}}'} | GET / + X-A: 1, 2 + X-A: 3 | -
            {in: header, name: X-A, required: true, style: simple, explode: false, schema: '{"type": "array", "items": {"type": "integer"}}'} | GET / + X-A: a,b | header 'X-A' validation failed, [error] /0: Value is [string] but should be [integer] ... ["a","b"]
            {in: header, name: X-A, required: true, style: simple, explode: true, schema: '{"type": "object", "properties": {"role": {"enum": ["admin"]}}, "additionalProperties": false}'} | GET / + X-A: role=admin | -
            {in: header, name: X-A, required: true, style: simple, explode: false, schema: '{"type": "object", "properties": {"role": {"enum": ["admin"]}}}'} | GET / + X-A: role , admin | -
            """)
    void parameters_obey_their_schemas(String parameter, String request, String problem) {
        RequestValidator plugin = PluginKit.plugin(RequestValidator.TYPE,
                "{verbose_response: true, parameter_schema: [" + parameter + "]}");
        String client = PluginKit.send(plugin, PluginKit.exchange(Written.request(request),
                new Match.Captures(List.of("7"), Map.of("id", "7"))), Response.of(200)).client();
        String[] parts = problem.split(" \\.\\.\\. ", 2);
        String data = parts.length > 1 ? ",\"data\":" + parts[1] : "";
        assertThat(client).isEqualTo(problem.equals("-")
                ? "200"
                : "400 + Content-Type: application/json; charset=utf-8 + body: {\"message\":\"" + parts[0] + "\"" + data
                        + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # style  | explode | schema                                    | captured          | passes
            label    | false   | {"type": "integer"}                       | .5                | yes
            label    | false   | {"type": "array", "minItems": 2}          | .a,b              | yes
            label    | true    | {"type": "array", "minItems": 2}          | .a.b              | yes
            matrix   | false   | {"type": "integer"}                       | ;id=5             | yes
            matrix   | true    | {"type": "array", "minItems": 2}          | ;id=a;id=b        | yes
            matrix   | false   | {"type": "object", "required": ["a"]}     | ;id=a,1           | yes
            matrix   | true    | {"type": "object", "required": ["a"]}     | ;a=1;b=2          | yes
            label    | true    | {"type": "object", "required": ["a"]}     | .b=1              | no
            """)
    void styles_of_a_path(String style, String explode, String schema, String captured, String passes) {
        RequestValidator plugin = PluginKit.plugin(RequestValidator.TYPE, "{parameter_schema: [{in: path, name: id,"
                + " required: true, style: " + style + ", explode: " + explode + ", schema: '" + schema + "'}]}");
        String client = PluginKit.send(plugin, PluginKit.exchange(Written.request("GET /"),
                new Match.Captures(List.of(captured), Map.of("id", captured))), Response.of(200)).client();
        assertThat(client).isEqualTo(passes.equals("yes")
                ? "200"
                : "400 + Content-Type: application/json; charset=utf-8 + body: {\"message\":\"request param doesn't conform to schema\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                             | HG0108 plugin request-validator config: at least one of these fields must be non-empty: 'body_schema', 'parameter_schema'.
            {body_schema: "no JSON"}                                       | HG0105 plugin request-validator config.body_schema: this schema cannot be used: it is no JSON.
            {body_schema: '{"type": "object"}'}                            | for a JSON Schema, set version to draft4.
            {body_schema: '[{"a": {"type": "text"}}]'}                     | the field a has the type text; there are string,
            {body_schema: '[{"a": {"type": "string", "is_regex": true}}]'} | HG0205 plugin request-validator config.body_schema: this schema cannot be used: the field a has is_regex, which Headgate does not check.
            {body_schema: '[{"a": {"type": "string", "match": "%b()"}}]'}  | HG0205 plugin request-validator config.body_schema: this schema cannot be used: '%b()' cannot be matched in linear time: %b.
            {version: draft4, body_schema: '{"type": "text"}'}             | HG0105 plugin request-validator config.body_schema: this schema cannot be used: not a valid schema of draft4
            {version: draft4, body_schema: '{"$ref": "https://example.com/s.json"}'} | HG0205 plugin request-validator config.body_schema: this schema cannot be used: it refers to https://example.com/s.json, and no schema is fetched.
            {version: draft4, body_schema: '{"$ref": "#/definitions/x"}'}  | it refers to #/definitions/x, where nothing is.
            {version: draft4, body_schema: '{"pattern": "(?=a)"}'}         | HG0205 plugin request-validator config.body_schema: this schema cannot be used: '(?=a)' cannot be matched in linear time
            {version: draft4, body_schema: '{"pattern": "("}'}             | HG0105 plugin request-validator config.body_schema: this schema cannot be used: '(' is no regular expression
            {parameter_schema: [{in: query, name: q, required: true, style: form}]} | all or none of these fields must be set: 'style', 'explode', 'schema'.
            {parameter_schema: [{in: path, name: q, required: true, style: form, explode: true, schema: '{"type": "string"}'}]} | style 'form' is not for parameters in a path.
            {parameter_schema: [{in: path, name: q, required: true, style: simple, explode: true, schema: '{}'}]} | config.parameter_schema[0].schema: this schema cannot be used: it has no type.
            {version: draft4, body_schema: '{}', allowed_content_types: [json]} | 'json' is no media type.
            """)
    void what_cannot_be_checked_is_refused(String config, String problem) {
        assertThat(PluginKit.problems(RequestValidator.TYPE, config)).singleElement().asString().contains(problem);
    }

    private static String sendBody(String config, String type, String body) {
        RequestValidator plugin = PluginKit.plugin(RequestValidator.TYPE, config);
        Request request = PluginKit.withBody(PluginKit.request("POST", "/"), type, body);
        String client = PluginKit.send(plugin, PluginKit.exchange(request), Response.of(200)).client();
        return client.equals("200")
                ? "passes"
                : client.replace(" + Content-Type: application/json; charset=utf-8 + body:", "");
    }
}
