package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTransformerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                  | answer                               | client
            {}                                                                      | 201 + X: 1 + body: a                 | 201 + X: 1 + body: a
            {remove: {headers: [x-a, 'X-B:any']}}                                   | 200 + X-A: 1 + X-B: 2 + X-A: 3 + C: 4 | 200 + C: 4
            {rename: {headers: [x-a:X-B]}}                                          | 200 + X-A: 1 + X-A: 2 + x-b: 3       | 200 + X-B: 1 + X-B: 2
            {rename: {headers: [x-a:X-B]}}                                          | 200 + X-B: 3                         | 200 + X-B: 3
            {replace: {headers: [x-a:b:c]}}                                         | 200 + X-A: 1 + X-A: 2                | 200 + x-a: b:c
            {replace: {headers: [x-a:1]}}                                           | 200                                  | 200
            {add: {headers: [x-a:1, x-b:2]}}                                        | 200 + X-B: 0                         | 200 + X-B: 0 + x-a: 1
            {add: {headers: [x-a:1, x-a:2]}}                                        | 200                                  | 200 + x-a: 2
            {append: {headers: [x-a:1, x-b:2]}}                                     | 200 + X-A: 0                         | 200 + X-A: 0 + x-a: 1 + x-b: 2
            {remove: {headers: [a]}, replace: {headers: [a:2]}}                     | 200 + a: 1                           | 200 + a: 2
            {remove: {headers: [a]}, add: {headers: [a:2]}}                         | 200 + a: 1                           | 200
            {remove: {headers: [a]}, rename: {headers: [a:b]}}                      | 200 + a: 1                           | 200 + b: 1
            {rename: {headers: [a:b]}, add: {headers: [b:2]}}                       | 200 + a: 1                           | 200 + b: 2
            """)
    void header_fields_are_edited_with_the_answer_as_it_came_in_mind(String config, String answer, String client) {
        assertClientGets(config, answer, client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                       | body                                 | client
            {remove: {json: [a]}}                                                        | {"a":1, "b" : 1.10, "c": [ ]}        | {"b":1.10,"c":[ ]}
            {remove: {json: [a, b]}}                                                     | {"a":1,"b":2}                        | {}
            {remove: {json: [a]}}                                                        | [{"a":1}]                            | [{"a":1}]
            {remove: {json: [a]}}                                                        | not json                             | not json
            {rename: {json: [a:b, c:d]}}                                                 | {"a":false,"c":null}                 | {"b":false,"d":null}
            {rename: {json: [a:b]}}                                                      | {"b":0,"a":[1]}                      | {"b":[1]}
            {replace: {json: ['a:/x/y', 'b:"v"', c:1]}}                                  | {"a":1,"b":2}                        | {"a":"/x/y","b":"\\"v\\""}
            {replace: {json: [a:-1, b:false, c:true, d:1.5e3], json_types: [number, boolean, boolean, number]}} | {"a":"1","b":"2","c":3,"d":4} | {"a":-1,"b":false,"c":true,"d":1.5e3}
            {replace: {json: [a:1]}}                                                     | {"a":false}                          | {"a":false}
            {add: {json: [p1:v1, p3:value:3, p5:-1, p6:no], json_types: [string, string, number, boolean]}} | {"p2":1}          | {"p2":1,"p1":"v1","p3":"value:3","p5":-1,"p6":false}
            {add: {json: [a:1]}}                                                         | {"a":0}                              | {"a":0}
            {add: {json: [a:1]}}                                                         | {"a":false}                          | {"a":"1"}
            {add: {json: [a:x, b:2], json_types: [number]}}                              | {}                                   | {"b":"2"}
            {add: {json: ['a:']}}                                                        | {}                                   | {"a":"null"}
            {append: {json: [a:1, b:2, c:true], json_types: [string, number, boolean]}}  | {"a":"0","c":[false]}                | {"a":["0","1"],"c":[false,true],"b":[2]}
            {remove: {json: [p1]}, rename: {json: [p4:p2]}, replace: {json: [p2:v2]}, add: {json: [p3:v1]}, append: {json: [p3:v2]}} | {"p1":"v1","p4":"v1"} | {"p2":"v2","p3":["v1","v2"]}
            """)
    void json_members_are_edited(String config, String body, String client) {
        assertClientGets(config, "200 + Content-Type: application/json + body: " + body,
                "200 + Content-Type: application/json + body: " + client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            content type                                    | edited
            application/json                                | true
            Application/JSON                                | true
            application/json; charset=utf-8                 | true
            application/json; charset="utf-8"; v=1          | true
            application/vnd.api+json                        | true
            application/x-resource+json; charset=utf-8      | true
            text/plain, application/json                    | true
            application/json;                               | false
            application/json; charset                       | false
            application/jsonp                               | false
            application/*                                   | false
            text/json                                       | false
            text/plain                                      | false
            ''                                              | false
            """)
    void only_json_answers_are_edited(String contentType, boolean edited) {
        String answer = "200 + Content-Type: " + contentType + " + body: ";
        assertClientGets("{remove: {json: [a]}}", answer + "{\"a\":1}", answer + (edited ? "{}" : "{\"a\":1}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {replace: {headers: ['content-type:application/json']}, remove: {json: [a]}} | 200 + Content-Type: text/plain + body: {"a":1}       | 200 + content-type: application/json + body: {}
            {replace: {headers: ['content-type:text/plain']}, remove: {json: [a]}}       | 200 + Content-Type: application/json + body: {"a":1} | 200 + content-type: text/plain + body: {"a":1}
            """)
    void the_type_that_counts_is_the_one_the_client_gets(String config, String answer, String client) {
        assertClientGets(config, answer, client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {add: {headers: [abc]}}                               | 1:18 error HG0105 C.add.headers[0]: invalid value: abc. Write name:value.
            {add: {headers: ['a b:c']}}                           | 1:18 error HG0105 C.add.headers[0]: 'a b' is not a valid header.
            {rename: {headers: ['a:']}}                           | 1:21 error HG0105 C.rename.headers[0]: '' is not a valid header.
            {rename: {json: ['a:']}}                              | 1:18 warning HG0305 C.rename.json[0]: 'a' has no new name, so that nothing changes.
            {add: {headers: ['a:']}}                              | 1:18 warning HG0305 C.add.headers[0]: 'a' has no value, so that nothing changes.
            {add: {json: ['a:x'], json_types: [number]}}          | 1:15 warning HG0305 C.add.json[0]: 'x' is no number, so that nothing changes.
            {add: {json: ['a:x'], json_types: [object]}}          | 1:36 error HG0107 C.add.json_types[0]: "object": expected one of: boolean, number, string.
            {remove: {body: [a]}}                                 | 1:11 error HG0104 C.remove.body: unknown field. Known fields: headers, json.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(ResponseTransformer.TYPE, config))
                .containsExactly("test.yaml:" + problem.replace(" C.", " plugin response-transformer config."));
    }

    private static void assertClientGets(String config, String answer, String client) {
        assertThat(PluginKit.send(PluginKit.plugin(ResponseTransformer.TYPE, config),
                PluginKit.exchange(PluginKit.request("GET", "/")), Written.response(answer)))
                .isEqualTo(new PluginKit.Outcome("GET /", client));
    }

    /// An answer of the gateway's own is edited as well.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {remove: {json: [message]}, add: {json: [code:401], json_types: [number]}} | {"code":401}
            """)
    void the_gateways_answers_are_edited_too(String config, String body) {
        Plugin plugin = PluginKit.plugin(ResponseTransformer.TYPE, config);
        Response answer = dev.headgate.answer.Answers.exit(401, "Unauthorized");
        assertThat(plugin.response(PluginKit.exchange(PluginKit.request("GET", "/")), answer,
                PluginKit.context(plugin)).body().utf8()).isEqualTo(body);
    }
}
