package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {
    private static final String ALL_METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT";

    /// ACAO is Access-Control-Allow-Origin, ACAC …-Credentials, ACAH …-Headers, ACAM …-Methods, ACEH
    /// Access-Control-Expose-Headers, ACRM and ACRH Access-Control-Request-Method and -Headers.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                    | request                                                          | client
            {}                                                        | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: * + ACAM: ALL
            {origins: []}                                             | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: * + ACAM: ALL
            {origins: ['*']}                                          | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: * + ACAM: ALL
            {origins: ['*'], credentials: true}                       | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: http://a.test + Vary: Origin + ACAC: true + ACAM: ALL
            {origins: [http://a.test]}                                | OPTIONS / + Origin: http://evil.test + ACRM: PUT                 | 200 + Vary: Origin + ACAO: http://a.test + ACAM: ALL
            {origins: [http://a.test, 'http://b.test']}               | OPTIONS / + Origin: http://b.test + ACRM: PUT                    | 200 + Vary: Origin + ACAO: http://b.test + ACAM: ALL
            {origins: [http://a.test, 'http://b.test']}               | OPTIONS / + Origin: http://evil.test + ACRM: PUT                 | 200 + Vary: Origin + ACAM: ALL
            {origins: [http://a.test, '*']}                           | OPTIONS / + Origin: http://evil.test + ACRM: PUT                 | 200 + Vary: Origin + ACAO: * + ACAM: ALL
            {origins: [http://a.test, '*'], credentials: true}        | OPTIONS / + Origin: http://b.test + ACRM: PUT                    | 200 + Vary: Origin + ACAO: http://b.test + ACAC: true + ACAM: ALL
            {headers: [x-a, x-b], methods: [GET, PUT]}                | OPTIONS / + Origin: http://a.test + ACRM: PUT + ACRH: x-c        | 200 + ACAO: * + ACAH: x-a,x-b + ACAM: GET,PUT
            {}                                                        | OPTIONS / + Origin: http://a.test + ACRM: PUT + ACRH: x-c, x-d   | 200 + ACAO: * + ACAH: x-c, x-d + ACAM: ALL
            {max_age: 23}                                             | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: * + ACAM: ALL + Access-Control-Max-Age: 23
            {max_age: 0.5}                                            | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: * + ACAM: ALL + Access-Control-Max-Age: 0.5
            {exposed_headers: [x-a]}                                  | OPTIONS / + Origin: http://a.test + ACRM: PUT                    | 200 + ACAO: * + ACAM: ALL
            {private_network: true}                                   | OPTIONS / + Origin: a + ACRM: PUT + Access-Control-Request-Private-Network: true | 200 + ACAO: * + ACAM: ALL + Access-Control-Allow-Private-Network: true
            {private_network: true}                                   | OPTIONS / + Origin: a + ACRM: PUT                                | 200 + ACAO: * + ACAM: ALL
            {}                                                        | OPTIONS / + Origin: a + ACRM: PUT + Access-Control-Request-Private-Network: true | 200 + ACAO: * + ACAM: ALL
            """)
    void preflights_are_answered(String config, String request, String client) {
        assertThat(PluginKit.send(PluginKit.plugin(Cors.TYPE, config),
                PluginKit.exchange(Written.request(expanded(request))), Response.of(299)))
                .isEqualTo(new PluginKit.Outcome(Written.NOTHING, expanded(client)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                    | request                          | answer                            | client
            {}                                                        | GET /                            | 200                               | 200 + ACAO: *
            {}                                                        | OPTIONS / + Origin: a            | 200                               | 200 + ACAO: *
            {}                                                        | OPTIONS / + ACRM: PUT            | 200                               | 200 + ACAO: *
            {preflight_continue: true}                                | OPTIONS / + Origin: a + ACRM: PUT | 204 + ACAO: mine                 | 204 + ACAO: mine
            {preflight_continue: true}                                | GET / + Origin: a                | 200 + ACAO: mine                  | 200 + ACAO: *
            {origins: [http://a.test]}                                | GET / + Origin: http://b.test    | 200                               | 200 + Vary: Origin + ACAO: http://a.test
            {origins: [http://a.test]}                                | GET /                            | 200                               | 200 + Vary: Origin + ACAO: http://a.test
            {origins: [http://a.test], allow_origin_absent: false}    | GET /                            | 200 + ACAO: mine                  | 200 + ACAO: mine
            {origins: [http://a.test], allow_origin_absent: false}    | GET / + Origin:                  | 200                               | 200
            {origins: [http://a.test], allow_origin_absent: false}    | GET / + Origin: http://a.test    | 200                               | 200 + Vary: Origin + ACAO: http://a.test
            {origins: [http://a.test, 'http://b.test']}               | GET / + Origin: http://b.test    | 200 + ACAO: * + Vary: Accept      | 200 + ACAO: http://b.test + Vary: Accept + Vary: Origin
            {origins: [http://a.test, 'http://b.test']}               | GET / + Origin: http://c.test    | 200 + ACAO: *                     | 200 + Vary: Origin
            {origins: [http://a.test, 'http://b.test']}               | GET /                            | 200 + ACAO: *                     | 200 + Vary: Origin
            {origins: [http://a.test, '*']}                           | GET /                            | 200 + ACAO: x                     | 200 + Vary: Origin
            {credentials: true}                                       | GET / + Origin: http://a.test    | 200                               | 200 + ACAO: http://a.test + Vary: Origin + ACAC: true
            {credentials: true}                                       | GET /                            | 200                               | 200 + ACAO: *
            {credentials: true, origins: [http://a.test]}             | GET / + Origin: http://b.test    | 200                               | 200 + Vary: Origin + ACAO: http://a.test + ACAC: true
            {credentials: true, origins: [http://a.test, x.test]}     | GET / + Origin: http://b.test    | 200                               | 200 + Vary: Origin + ACAC: true
            {exposed_headers: [x-a, x-b], max_age: 5}                 | GET / + Origin: a                | 200                               | 200 + ACAO: * + ACEH: x-a,x-b
            """)
    void answers_get_the_fields(String config, String request, String answer, String client) {
        assertThat(PluginKit.send(PluginKit.plugin(Cors.TYPE, config),
                PluginKit.exchange(Written.request(expanded(request))), Written.response(expanded(answer))))
                .isEqualTo(new PluginKit.Outcome(Written.of(PluginKit.exchange(Written.request(expanded(request)))
                        .upstream()), expanded(client)));
    }

    /// What an origin gets as Access-Control-Allow-Origin; `-` for none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            origins                                     | origin                          | allowed
            foo.test                                    | http://evil.test                | foo.test
            foo\\.test                                  | http://foo.test                 | http://foo.test
            foo\\.test                                  | http://foo.test:80              | http://foo.test
            foo\\.test                                  | https://foo.test:443            | https://foo.test
            foo\\.test                                  | https://foo.test:8000           | https://foo.test:8000
            foo\\.test                                  | http://foo.test.evil.test       | -
            foo\\.test                                  | http://evilfoo.test             | -
            foo\\.test                                  | http://foobtest                 | -
            (.*[./])?foo\\.test                         | http://something.foo.test       | http://something.foo.test
            (.*[./])?foo\\.test:8000                    | http://foo.test:8000            | http://foo.test:8000
            (.*[./])?foo\\.test:8000                    | http://foo.test                 | -
            https://(.*[.])?foo\\.test:8000             | http://foo.test:8000            | -
            https://(.*[.])?foo\\.test:8000             | https://foo.test:8000           | https://foo.test:8000
            ^http://(.*[.])?foo\\.test(:(80X90))?$      | http://a.foo.test:90            | http://a.foo.test:90
            ^http://(.*[.])?foo\\.test(:(80X90))?$      | http://a.foo.test:91            | -
            foo\\.testXbar\\.test                       | http://bar.test                 | http://bar.test
            foo\\.testXbar\\.test                       | http://foo.test.evil.test       | -
            http://my.test, https://other.test:9000     | http://my.test:80               | http://my.test
            http://my.test, https://other.test:9000     | https://my.test                 | -
            http://my.test, https://other.test:9000     | https://other.test:9000         | https://other.test:9000
            http://my.test, https://other.test:9000     | https://other.test:9001         | -
            http://my.test:80, https://other.test:9000  | http://my.test                  | http://my.test
            my.test, other.test                         | my.test                         | my.test
            my.test, other.test                         | http://my.test                  | -
            http://a.test, null                         | null                            | null
            http://[::1]:3000, http://a.test            | http://[::1]:3000               | -
            http://\\[::1\\]:3000, http://a.test        | http://[::1]:3000               | http://[::1]:3000
            """)
    void origins_are_told_apart(String origins, String origin, String allowed) {
        List<String> entries = List.of(origins.replace('X', '|').split(", "));
        Plugin cors = PluginKit.plugin(Cors.TYPE, "{origins: ['" + String.join("', '", entries) + "']}");
        PluginKit.Outcome outcome = PluginKit.send(cors,
                PluginKit.exchange(PluginKit.request("GET", "/", "Origin", origin)), Response.of(200));
        assertThat(Written.response(outcome.client()).headers().all("Access-Control-Allow-Origin"))
                .isEqualTo(allowed.equals("-") ? List.of() : List.of(allowed));
    }

    @Test
    void a_refusal_by_a_later_plugin_can_be_read_too() {
        Plugin cors = PluginKit.plugin(Cors.TYPE, "");
        Plugin end = PluginKit.plugin(RequestTermination.TYPE, "{status_code: 403}");
        PluginChain chain = new PluginChain(List.of(PluginKit.instance(end), PluginKit.instance(cors)));
        Resources resources = PluginKit.context(cors).resources();
        PluginChain.Access access = chain.access(PluginKit.exchange(PluginKit.request("GET", "/")), resources);
        assertThat(Written.of(chain.response(access, access.answer().orElseThrow(), resources, new ArrayList<>())))
                .isEqualTo("403 + Access-Control-Allow-Origin: *");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {methods: [FAKE]}                            | 1:12 error HG0107 plugin cors config.methods[0]: "FAKE": expected one of: GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS, TRACE, CONNECT.
            {origins: ['.*.a.test', 'invalid_**regex']}  | 1:25 error HG0105 plugin cors config.origins[1]: 'invalid_**regex' is not a valid regex.
            {origins: ['(?!evil).*']}                    | 1:12 error HG0205 plugin cors config.origins[0]: '(?!evil).*' cannot be matched in linear time: invalid or unsupported Perl syntax. Write it without looking around, back references and possessive parts.
            {max_age: soon}                              | 1:11 error HG0102 plugin cors config.max_age: "soon": expected a number. Write a number from -1 to 2147483647.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(Cors.TYPE, config)).containsExactly("test.yaml:" + problem);
    }

    private static String expanded(String line) {
        return line.replace("ACAM: ALL", "ACAM: " + ALL_METHODS).replace("ACAO", "Access-Control-Allow-Origin")
                .replace("ACAC", "Access-Control-Allow-Credentials").replace("ACAH", "Access-Control-Allow-Headers")
                .replace("ACAM", "Access-Control-Allow-Methods").replace("ACEH", "Access-Control-Expose-Headers")
                .replace("ACRM", "Access-Control-Request-Method").replace("ACRH", "Access-Control-Request-Headers");
    }
}
