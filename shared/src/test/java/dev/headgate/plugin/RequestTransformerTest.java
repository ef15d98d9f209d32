package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http.Response;
import dev.headgate.plugin.transform.RenderException;
import dev.headgate.routing.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTransformerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                  | request                              | backend
            {}                                                                      | GET /a?b=%2c + X: 1                  | GET /a?b=%2c + X: 1
            {remove: {headers: [x-a, X-C]}}                                         | GET / + X-A: 1 + X-B: 2 + X-A: 3     | GET / + X-B: 2
            {remove: {headers: [x-a:ignored]}}                                      | GET / + X-A: 1                       | GET /
            {remove: {headers: [Host]}}                                             | GET / + Host: a.test                 | GET / + Host: a.test
            {rename: {headers: [x-a:X-B]}}                                          | GET / + X-A: 1 + Y: 2 + X-A: 3       | GET / + X-B: 1 + Y: 2 + X-B: 3
            {rename: {headers: [x-a:X-B]}}                                          | GET / + x-b: old + X-A: new          | GET / + X-B: new
            {rename: {headers: [x-a:X-B]}}                                          | GET / + x-b: old                     | GET / + x-b: old
            {rename: {headers: [rename:Rename]}}                                    | GET / + rename: 1                    | GET / + Rename: 1
            {rename: {headers: [same:same]}}                                        | GET / + same: 1                      | GET / + same: 1
            {rename: {headers: [x-host:host]}}                                      | GET / + X-Host: b.test               | GET / + to host: b.test
            {replace: {headers: [x-a:b:c]}}                                         | GET / + X-A: 1 + X-A: 2              | GET / + X-A: b:c
            {replace: {headers: [x-a:b]}}                                           | GET /                                | GET /
            {replace: {headers: [Host:b.test]}}                                     | GET / + Host: a.test                 | GET / + to host: b.test + Host: a.test
            {add: {headers: [X-aDDed:1, h2:value:2]}}                               | GET /                                | GET / + X-aDDed: 1 + h2: value:2
            {add: {headers: [x-a:1]}}                                               | GET / + X-A: 0                       | GET / + X-A: 0
            {add: {headers: [X_A:1]}}                                               | GET / + X-A: 0                       | GET / + X-A: 0
            {add: {headers: ['X-A:::1']}}                                           | GET /                                | GET / + X-A: 1
            {append: {headers: [h1:v1, h1:v2, 'h2:#v']}}                            | GET /                                | GET / + h1: v1 + h1: v2 + h2: #v
            {append: {headers: [X-aDDed:a2]}}                                       | GET / + x-added: a0                  | GET / + X-aDDed: a0 + X-aDDed: a2
            {remove: {headers: [x-a]}, add: {headers: [X-A:new]}}                   | GET / + x-a: old                     | GET / + X-A: new
            {rename: {headers: [a:b]}, replace: {headers: [b:2]}, append: {headers: [b:3]}} | GET / + a: 1                 | GET / + b: 2 + b: 3
            """)
    void header_fields_are_edited(String config, String request, String backend) {
        assertBackendSees(config, request, Match.Captures.NONE, backend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                  | request                              | backend
            {remove: {querystring: [a]}}                                            | GET /?a=1&b=%2c&a&c=x+y              | GET /?b=%2c&c=x+y
            {remove: {querystring: ['a b']}}                                        | GET /?a+b=1&a%20b=2                  | GET /
            {rename: {querystring: [a:z]}}                                          | GET /?a=%2C1&b=2&a&z=0               | GET /?z=%2C1&b=2&z
            {rename: {querystring: [a:b]}}                                          | GET /?b=2                            | GET /?b=2
            {rename: {querystring: [b:b]}}                                          | GET /?b=2                            | GET /?b=2
            {replace: {querystring: [a:x y]}}                                       | GET /?a=1&b=2&a=3                    | GET /?a=x%20y&b=2
            {replace: {querystring: [a:1]}}                                         | GET /?b=2                            | GET /?b=2
            {add: {querystring: [a:1, 'p[x][1]:2']}}                                | GET /?q=1                            | GET /?q=1&a=1&p%5Bx%5D%5B1%5D=2
            {add: {querystring: [a:1]}}                                             | GET /?a                              | GET /?a
            {append: {querystring: [a:1, a:2, b:3]}}                                | GET /?a=0                            | GET /?a=0&a=1&a=2&b=3
            {append: {querystring: [a:1, a:2]}}                                     | GET /?a                              | GET /?a=1&a=2
            {append: {querystring: [a:1]}}                                          | GET /                                | GET /?a=1
            {add: {querystring: ['a:ü']}}                                           | GET /                                | GET /?a=%C3%BC
            """)
    void query_parameters_are_edited(String config, String request, String backend) {
        assertBackendSees(config, request, Match.Captures.NONE, backend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                            | request                                                                          | backend
            {http_method: POST}                               | GET /a?b=1                                                                       | POST /a?b=1
            {http_method: GET}                                | POST /?a=1 + Content-Type: application/x-www-form-urlencoded + body: a=2&b=%20c  | GET /?a=1&a=2&b=%20c + Content-Type: application/x-www-form-urlencoded + body: a=2&b=%20c
            {http_method: TRACE}                              | POST / + Content-Type: application/x-www-form-urlencoded + body: a=b c\\r\\nd    | TRACE /?a=b%20c%0D%0Ad + Content-Type: application/x-www-form-urlencoded + body: a=b c\\r\\nd
            {http_method: HEAD}                               | POST /?a=1 + Content-Type: application/x-www-form-urlencoded                     | HEAD /?a=1 + Content-Type: application/x-www-form-urlencoded
            {http_method: GET}                                | POST / + Content-Type: application/json + body: {"a":1}                          | GET / + Content-Type: application/json + body: {"a":1}
            {http_method: PUT}                                | POST / + Content-Type: application/x-www-form-urlencoded + body: a=2             | PUT / + Content-Type: application/x-www-form-urlencoded + body: a=2
            {http_method: GET, remove: {querystring: [b]}}    | POST / + Content-Type: application/x-www-form-urlencoded + body: a=2&b=3         | GET /?a=2 + Content-Type: application/x-www-form-urlencoded + body: a=2&b=3
            {replace: {uri: /new}}                            | GET /old?q=1                                                                     | GET /new?q=1
            {replace: {uri: '/tést x#%zz%41'}}                | GET /old                                                                         | GET /t%C3%A9st%20x%23%25zz%41
            {http_method: POST, add: {headers: ['Content-Type:application/json'], body: ['a:b']}} | GET /                                        | POST / + Content-Type: application/json + body: {"a":"b"}
            """)
    void method_and_path_are_set(String config, String request, String backend) {
        assertBackendSees(config, request.replace("\\r\\n", "\r\n"), Match.Captures.NONE,
                backend.replace("\\r\\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                        | body                                      | backend
            {remove: {body: [a]}}                         | {"a":1, "b" : 1.10, "a":2,"c":[ ]}        | {"b":1.10,"c":[ ]}
            {remove: {body: [a]}}                         | { "b": 1 }                                | { "b": 1 }
            {remove: {body: [a]}}                         | {"a":"x"}                                 | {}
            {remove: {body: [a]}}                         | {"a":                                     | {"a":
            {remove: {body: [a]}}                         | {"a":1} {"a":2}                           | {"a":1} {"a":2}
            {remove: {body: [a]}}                         | [{"a":1}]                                 | [{"a":1}]
            {remove: {body: [a]}}                         | "a"                                       | "a"
            {remove: {body: [ü]}}                         | {"\\u00fc":1,"ö":"\\u00f6"}               | {"ö":"\\u00f6"}
            {rename: {body: [a:z]}}                       | {"z":0,"a":{"k": 1},"b":2}                | {"z":{"k": 1},"b":2}
            {rename: {body: [a:z]}}                       | {"a":false}                               | {"a":false}
            {rename: {body: [a:z]}}                       | {"a":null}                                | {"z":null}
            {replace: {body: [a:9]}}                      | {"x":1,"a":1,"b":12345678901234567890}    | {"x":1,"a":"9","b":12345678901234567890}
            {replace: {body: [a:9]}}                      | {"a":false}                               | {"a":false}
            {replace: {body: [a:9]}}                      | {"b":1}                                   | {"b":1}
            {add: {body: ['a:x"y', 'b:1']}}               | {"b":0}                                   | {"b":0,"a":"x\\"y"}
            {add: {body: [a:1]}}                          | {"a":false}                               | {"a":"1"}
            {add: {body: [a:1]}}                          | {"a":null}                                | {"a":null}
            {add: {body: [a:1]}}                          |                                           | {"a":"1"}
            {remove: {body: [a]}, replace: {body: [b:1]}} |                                           |
            {append: {body: [a:1, a:2]}}                  | {"a":"0"}                                 | {"a":["0","1","2"]}
            {append: {body: [a:1, a:2]}}                  | {"a":[ 0 ]}                               | {"a":[ 0 ,"1","2"]}
            {append: {body: [a:1, a:2]}}                  | {"a":[ ]}                                 | {"a":["1","2"]}
            {append: {body: [a:1, a:2]}}                  | {"a":5}                                   | {"a":["1","2"]}
            {append: {body: [a:1, a:2]}}                  | {"a":{"k":0}}                             | {"a":{"k":0,"1":"1","2":"2"}}
            {append: {body: [a:1]}}                       | {"a":{}}                                  | {"a":["1"]}
            {append: {body: [a:1]}}                       |                                           | {"a":["1"]}
            """)
    void json_members_are_edited(String config, String body, String backend) {
        assertThat(bodyOf(config, "Application/JSON; charset=utf-8", body)).isEqualTo(backend == null ? "" : backend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                        | body                 | backend
            {remove: {body: [a]}}                         | a=1&b=x+y%21&a=2     | b=x+y%21
            {rename: {body: [a:z]}}                       | a=%21&z=0            | z=%21
            {replace: {body: [a:9]}}                      | a=1&a=2&b=3          | a=9&b=3
            {add: {body: [a:9, 'b:ü']}}                   | a=1                  | a=1&b=%C3%BC
            {add: {body: [a:9]}}                          |                      | a=9
            {append: {body: [a:8, a:9, c:1]}}             | a=1&b=2              | a=1&b=2&a=8&a=9&c=1
            """)
    void form_fields_are_edited(String config, String body, String backend) {
        assertThat(bodyOf(config, "application/x-www-form-urlencoded", body)).isEqualTo(backend);
    }

    /// ⏎ is a line end; a part is written as its name and its content.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                        | parts                 | backend
            {remove: {body: [a]}}                         | a=1 b=2 a=3           | b=2
            {remove: {body: [a]}}                         | a=1                   |
            {rename: {body: [a:z]}}                       | a=1 b=2 a=3           | b=2 z=1
            {rename: {body: [a:z]}}                       | z=0 a=1               | z=1
            {rename: {body: [a:a]}}                       | a=1                   | a=1
            {replace: {body: [a:9]}}                      | a=1 b=2               | b=2 a=9
            {replace: {body: [c:9]}}                      | a=1 b=2               | a=1 b=2
            {add: {body: [c:ü, a:9]}}                     | a=1⏎2                 | a=1⏎2 c=ü
            {append: {body: [a:9]}}                       | a=1                   | a=1
            {add: {body: [c:1]}}                          |                       | c=1
            """)
    void multipart_fields_are_edited(String config, String parts, String backend) {
        assertThat(bodyOf(config, "multipart/form-data; boundary=\"b\"", multipart(parts)))
                .isEqualTo(multipart(backend));
    }

    private static String multipart(String parts) {
        if (parts == null) {
            return "";
        }
        StringBuilder body = new StringBuilder();
        for (String part : parts.split(" ")) {
            String[] nameAndContent = part.split("=", 2);
            body.append("--b⏎Content-Disposition: form-data; name=\"").append(nameAndContent[0]).append("\"⏎⏎")
                    .append(nameAndContent[1]).append('⏎');
        }
        return body.append("--b--⏎").toString().replace("⏎", "\r\n");
    }

    @Test
    void a_part_that_no_edit_touches_keeps_its_fields() {
        String file = """
                --b
                Content-Type: text/plain
                Content-Disposition: form-data; filename="a;b"; name=f

                --x
                --b
                """.replace("\n", "\r\n");
        String body = bodyOf("{add: {body: [c:1]}}", "multipart/form-data; charset=utf-8; boundary=b", file);
        assertThat(body).startsWith(file)
                .endsWith("\r\n\r\n1\r\n--b--\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                                        | request                         | backend
            {add: {querystring: ['u:$(uri_captures.user)', 'n:$(uri_captures[2])']}}      | GET /                           | GET /?u=ann&n=7
            {add: {querystring: ['u:$(uri_captures["user"])', 'n:$(uri_captures[3])']}}   | GET /                           | GET /?u=ann&n=
            {replace: {uri: '/u/$(uri_captures.user)/x$(uri_captures[0])'}}               | GET /                           | GET /u/ann/x/matched
            {replace: {uri: '/$(query_params.p)'}}                                        | GET /?p=a%20b%3Fc               | GET /a%20b?c?p=a%20b%3Fc
            {add: {headers: ["x:$(uri_captures.none or 'default')"]}}                     | GET /                           | GET / + x: default
            {add: {headers: ["x:$(headers['x-a'] or query_params.a or '')"]}}             | GET /?a=1                       | GET /?a=1 + x: 1
            {add: {headers: ['x:$(headers.x_a) and $(headers["X-A"])']}}                  | GET / + X-A: 1                  | GET / + X-A: 1 + x: 1 and 1
            {add: {headers: ['x:$(headers.host)']}}                                       | GET / + Host: a.test            | GET / + Host: a.test + x: a.test
            {add: {headers: ['x:$(headers.host)']}}                                       | GET /                           | GET / + x: example.com
            {add: {headers: ['x:$(query_params.a)']}}                                     | GET /?a                         | GET /?a + x: true
            {add: {headers: ['x:$(query_params.a)']}}                                     | GET /?a=1%0D%0AX-Admin:%201     | GET /?a=1%0D%0AX-Admin:%201 + x: 1%0D%0AX-Admin: 1
            {remove: {headers: [a]}, add: {headers: ['x:$(headers.a)']}}                  | GET / + a: 1                    | GET / + x: 1
            {replace: {headers: [a:new], querystring: ['q:$(headers.a)']}}                | GET /?q=0 + a: old              | GET /?q=old + a: new
            {remove: {querystring: [q]}, add: {headers: ['x:$(query_params.q)']}}         | GET /?q=1                       | GET / + x: 1
            {rename: {querystring: ['a:$(query_params.to)']}}                             | GET /?a=1&to=b                  | GET /?b=1&to=b
            {add: {querystring: ["q:$('$(uri_captures.user)')"]}}                         | GET /                           | GET /?q=%24%28uri_captures.user%29
            {add: {headers: ['x:$(shared.authenticated_jwt_token)']}}                     | GET /                           | GET / + x: abc
            {add: {headers: ['x:a $ b $(c']}}                                             | GET /                           | GET / + x: a $ b $(c
            {add: {headers: ['x:$(  headers.no  or  [[(z)]] )']}}                         | GET /                           | GET / + x: (z)
            """)
    void templates_see_the_request_as_it_came(String config, String request, String backend) {
        Match.Captures captures = new Match.Captures(List.of("ann", "7", ""), Map.of("user", "ann"));
        assertBackendSees(config, request, captures, backend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {add: {headers: ['x:$(headers.a)']}}             | GET / + a: 1 + A: 2   | the request has 2 values of the header a, of which a template can take only one
            {add: {headers: ['x:$(query_params.a)']}}        | GET /?a=1&a=2         | the request has 2 values of the query parameter a, of which a template can take only one
            {replace: {uri: '$(query_params.a)'}}            | GET /?a=x             | the template of replace.uri has made a path that does not begin with a slash
            """)
    void a_template_that_fails_is_answered_with_500(String config, String request, String failure) {
        Plugin plugin = PluginKit.plugin(RequestTransformer.TYPE, config);
        Exchange exchange = PluginKit.exchange(Written.request(request));
        PluginContext context = PluginKit.context(plugin);
        assertThatThrownBy(() -> plugin.access(exchange, context)).isInstanceOf(RenderException.class)
                .hasMessage(failure);
        PluginChain.Access access = new PluginChain(List.of(PluginKit.instance(plugin))).access(exchange,
                context.resources());
        assertThat(access.answer().orElseThrow().status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {http_method: hello}                                  | 1:15 error HG0105 C.http_method: invalid value: hello. Write a method in capitals, such as POST.
            {http_method: HELLO}                                  | 1:15 error HG0105 C.http_method: invalid method: HELLO. Write one of HTTP's or WebDAV's methods.
            {add: {headers: [abc]}}                               | 1:18 error HG0105 C.add.headers[0]: invalid value: abc. Write name:value.
            {add: {headers: ['a b:c']}}                           | 1:18 error HG0105 C.add.headers[0]: 'a b' is not a valid header.
            {remove: {headers: ['a b']}}                          | 1:21 error HG0105 C.remove.headers[0]: 'a b' is not a valid header.
            {rename: {headers: ['a:']}}                           | 1:21 error HG0105 C.rename.headers[0]: '' is not a valid header.
            {add: {querystring: ['a:']}}                          | 1:22 error HG0105 C.add.querystring[0]: key 'a' has no value. Write name:value.
            {append: {headers: ['Host:a']}}                       | 1:21 error HG0105 C.append.headers[0]: 'Host' can have one value only. Set it with replace.
            {add: {headers: ['Host:a']}}                          | 1:18 warning HG0305 C.add.headers[0]: 'Host' is always there, so that nothing is added; use replace.
            {add: {headers: ['a:']}}                              | 1:18 warning HG0305 C.add.headers[0]: 'a' has no value, so that nothing changes.
            {add: {headers: ['a:$(shared.b)']}}                   | 1:18 warning HG0305 C.add.headers[0]: shared.b has never a value, since no plugin of Headgate shares one under this name.
            {add: {body: ['a:b'], json: [x]}}                     | 1:23 error HG0104 C.add.json: unknown field. Known fields: headers, querystring, body.
            {replace: {uri: '/$(10 * uri_captures.a)'}}           | 1:17 error HG0205 C.replace.uri: value '/$(10 * uri_captures.a)' is not in supported format: Headgate's templates do not take numbers: 10 * uri_captures.a. HINT
            {add: {querystring: ['a:$(uri_captures b)']}}         | 1:22 error HG0105 C.add.querystring[0]: value '$(uri_captures b)' is not in supported format: unexpected b. HINT
            """)
    void mistakes_are_named(String config, String problem) {
        String expanded = problem.replace(" C.", " plugin request-transformer config.").replace("HINT",
                """
                Templates take headers, query_params, uri_captures, shared and texts in quotes, with "or" between them.""");
        assertThat(PluginKit.problems(RequestTransformer.TYPE, config)).containsExactly("test.yaml:" + expanded);
    }

    private static void assertBackendSees(String config, String request, Match.Captures captures, String backend) {
        Exchange plain = PluginKit.exchange(Written.request(request), captures);
        Match match = new Match(plain.match().route(), plain.match().normalizedPath(), "/matched", captures);
        Exchange exchange = new Exchange(plain.request(), match, plain.upstream(), Attestation.NONE)
                .withNote(new SharedValues(Map.of("authenticated_jwt_token", "abc")));
        assertThat(PluginKit.send(PluginKit.plugin(RequestTransformer.TYPE, config), exchange, Response.of(200)))
                .isEqualTo(new PluginKit.Outcome(backend, "200"));
    }

    private static String bodyOf(String config, String contentType, String body) {
        Exchange exchange = PluginKit.exchange(PluginKit.withBody(PluginKit.request("POST", "/"), contentType,
                body == null ? "" : body));
        Plugin plugin = PluginKit.plugin(RequestTransformer.TYPE, config);
        return plugin.access(exchange, PluginKit.context(plugin)).exchange().upstream().body().utf8();
    }
}
