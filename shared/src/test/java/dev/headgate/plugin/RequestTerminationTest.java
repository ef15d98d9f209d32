package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.routing.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTerminationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                  | request                   | backend                  | client
            {}                                                      | GET /                     | -                        | 503 + Content-Type: application/json; charset=utf-8 + body: {"message":"Service unavailable"}
            {status_code: 401}                                      | GET /                     | -                        | 401 + Content-Type: application/json; charset=utf-8 + body: {"message":"Unauthorized"}
            {status_code: 404}                                      | GET /                     | -                        | 404 + Content-Type: application/json; charset=utf-8 + body: {"message":"Not found"}
            {status_code: 405}                                      | GET /                     | -                        | 405 + Content-Type: application/json; charset=utf-8 + body: {"message":"Method not allowed"}
            {status_code: 500}                                      | GET /                     | -                        | 500 + Content-Type: application/json; charset=utf-8 + body: {"message":"An unexpected error occurred"}
            {status_code: 502}                                      | GET /                     | -                        | 502 + Content-Type: application/json; charset=utf-8 + body: {"message":"Bad Gateway"}
            {status_code: 403}                                      | GET /                     | -                        | 403
            {status_code: 204}                                      | GET /                     | -                        | 204
            {status_code: 406, message: Inv"alid}                   | GET /                     | -                        | 406 + Content-Type: application/json; charset=utf-8 + body: {"message":"Inv\\"alid"}
            {status_code: 451, body: <h1>Gone</h1>}                 | GET /                     | -                        | 451 + body: <h1>Gone</h1>
            {body: <h1>Gone</h1>, content_type: text/html}          | GET /                     | -                        | 503 + Content-Type: text/html + body: <h1>Gone</h1>
            {status_code: 404, trigger: X-Off}                      | GET /a?x-off=1            | GET /a?x-off=1           | 200
            {status_code: 403, trigger: X-Off}                      | GET / + x-off: 0          | -                        | 403
            {status_code: 403, trigger: X_Off}                      | GET / + X-Off: 0          | -                        | 403
            {status_code: 403, trigger: X-Off}                      | GET /?X-Off               | -                        | 403
            {status_code: 403, trigger: X-Off}                      | GET /?X-Off=              | -                        | 403
            """)
    void requests_are_answered(String config, String request, String backend, String client) {
        assertThat(PluginKit.send(PluginKit.plugin(RequestTermination.TYPE, config),
                PluginKit.exchange(Written.request(request)), Response.of(200)))
                .isEqualTo(new PluginKit.Outcome(backend, client));
    }

    @Test
    void an_echo_describes_the_request() {
        Exchange exchange = PluginKit.exchange(Written.request(
                "POST /a/b?x=1&x=2&y + Host: Example.com:8000 + X-A: 1 + Content-Type: application/json + body: {\"k\": [1]}"),
                new Match.Captures(List.of("b"), Map.of("last", "b")));
        PluginKit.Outcome outcome = PluginKit.send(
                PluginKit.plugin(RequestTermination.TYPE, "{status_code: 404, echo: true}"), exchange,
                Response.of(200));
        assertThat(outcome.client()).isEqualTo("""
                404 + Content-Type: application/json; charset=utf-8 + body: \
                {"message":"Not found",\
                "kong":{"node_id":"11111111-2222-4333-8444-555555555555","worker_pid":42,"hostname":"gateway.test"},\
                "request":{"scheme":"http","host":"example.com","port":80,\
                "headers":{"host":"Example.com:8000","x-a":"1","content-type":"application/json"},\
                "query":{"x":["1","2"],"y":true},\
                "body":{"k":[1]},"raw_body":"{\\"k\\": [1]}","method":"POST","path":"/a/b",\
                "uri_captures":{"unnamed":["b"],"named":{"last":"b"}}},\
                "matched_route":{"id":"id-of-route","name":"route","protocols":["http","https"],"paths":["/"],\
                "https_redirect_status_code":426,"regex_priority":0,"strip_path":true,"path_handling":"v0",\
                "preserve_host":false,"request_buffering":true,"response_buffering":true},\
                "matched_service":{"id":"id-of-service","name":"service","protocol":"http","host":"backend.test",\
                "port":80,"retries":5,"connect_timeout":60000,"write_timeout":60000,"read_timeout":60000,\
                "enabled":true}}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                  | [1, {"a": null}]                                               | [1,{"a":null}]
            application/json                  | 5                                                              |
            application/json                  | {"a":                                                          |
            application/x-www-form-urlencoded | a=1&a=%20&b                                                    | {"a":["1"," "],"b":true}
            multipart/form-data; boundary=x   | --x⏎Content-Disposition: form-data; name="a"⏎⏎1⏎--x--⏎         | {"a":"1"}
            text/plain                        | a=1                                                            |
            """)
    void an_echo_shows_the_body_as_far_as_it_can_be_read(String contentType, String body, String shown) {
        Exchange exchange = PluginKit.exchange(PluginKit.withBody(PluginKit.request("POST", "/"), contentType,
                body.replace("⏎", "\r\n")));
        PluginKit.Outcome outcome = PluginKit.send(PluginKit.plugin(RequestTermination.TYPE, "{echo: true}"), exchange,
                Response.of(200));
        assertThat(outcome.client()).contains("\"query\":{}," + (shown == null ? "" : "\"body\":" + shown + ",")
                + "\"raw_body\":");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {status_code: 600}                                   | 1:15 error HG0106 plugin request-termination config.status_code: 600: value should be between 100 and 599.
            {status_code: 101}                                   | 1:15 error HG0205 plugin request-termination config.status_code: 101: API Gateway cannot end a request with an informational status. Write a status from 200 to 599.
            {status_code: abcd}                                  | 1:15 error HG0102 plugin request-termination config.status_code: "abcd": expected an integer. Write a whole number from 100 to 599.
            {message: error, body: test}                         | 1:11 error HG0108 plugin request-termination config: message cannot be used with content_type or body. Keep either message or body.
            {content_type: text/html}                            | 1:16 error HG0108 plugin request-termination config: content_type requires a body.
            {echo: true, body: test}                             | 1:8 error HG0108 plugin request-termination config: echo cannot be used with content_type and body. Keep either echo or body.
            {trigger: 'a:b'}                                     | 1:11 error HG0105 plugin request-termination config.trigger: bad header name 'a:b', allowed characters are A-Z, a-z, 0-9, '_', and '-'.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(RequestTermination.TYPE, config)).containsExactly("test.yaml:" + problem);
    }
}
