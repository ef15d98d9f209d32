package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.BackendCalls.Call;
import dev.headgate.local.assembly.rest.RestTemplate.Server;
import dev.headgate.local.assembly.rest.Undocumented.FieldNameCase;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Integrations of type HTTP_PROXY.
class HttpProxyTest {
    private final List<Call> calls = new ArrayList<>();
    @TempDir
    private Path folder;

    private Server server(String method, String uri, String mapping, Undocumented undocumented, BackendCalls backends) {
        return new RestTemplate(folder).undocumented(undocumented).resource("Pets", "Root", "pets")
                .resource("Pet", "Pets", "{id}").resource("All", "Root", "all").resource("Rest", "All", "{proxy+}")
                .method("ANY", "Pet", integration(method, uri, mapping), DECLARED)
                .method("ANY", "Rest", integration(method, uri, mapping), DECLARED).serve(backends, Map.of());
    }

    private static final String DECLARED = """
            , "RequestParameters": {"method.request.path.id": true, "method.request.path.proxy": true,
              "method.request.header.X-In": false, "method.request.querystring.q": false}""";

    private static String integration(String method, String uri, String mapping) {
        return "\"Type\": \"HTTP_PROXY\", \"IntegrationHttpMethod\": \"" + method + "\", \"Uri\": \"" + uri
                + "\", \"RequestParameters\": {" + mapping + "}";
    }

    private Server recording(String method, String uri, String mapping) {
        return server(method, uri, mapping, Undocumented.DEFAULT, call -> {
            calls.add(call);
            return Response.of(204);
        });
    }

    private static final String ID = "\"integration.request.path.id\": \"method.request.path.id\"";
    private static final String PROXY = "\"integration.request.path.proxy\": \"method.request.path.proxy\"";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # the client's target           | what the backend gets
                    GET | /live/pets/7              | /v1/7
                    PUT | /live/pets/7/             | /v1/7
                    GET | /live/pets/a%20b          | /v1/a%20b
                    GET | /live/pets/a%2Fb          | /v1/a/b
                    GET | /live/pets/%252F          | /v1/%252F
                    GET | /live/pets/%3Fq           | /v1/%3Fq
                    GET | /live/pets/%C3%BC         | /v1/%C3%BC
                    GET | /live/pets/100%           | /v1/100%25
                    GET | /live/pets/7?a=1&a=2&b    | /v1/7?a=1&a=2&b=
                    GET | /live/pets/7?a=x+y%2B;c=3 | /v1/7?a=x%20y%2B&c=3
                    """)
    void the_uri_is_filled_with_decoded_parameters(String method, String target, String expected) {
        var _ = recording("ANY", "https://b.example/v1/{id}", ID).answer(RequestKit.of(method, target));
        assertThat(calls.getFirst().method() + " " + calls.getFirst().target()).isEqualTo(method + " " + expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    /live/all/a/b/                 | /a/b
                    /live/all/a//b                 | /a//b
                    /live/all/../x                 | /../x
                    """)
    void a_greedy_variable_keeps_its_slashes(String target, String expected) {
        var _ = recording("ANY", "https://b.example/{proxy}", ID + ", " + PROXY).answer(RequestKit.get(target));
        assertThat(calls.getFirst().target()).isEqualTo(expected);
    }

    @Test
    void fields_reach_the_backend_as_they_were_recorded() {
        var _ = recording("POST", "https://b.example:8443/v1/{id}", ID).answer(RequestKit.get("/live/pets/7")
                .header("accept", "text/html").header("Authorization", "Basic abc").header("Connection", "close")
                .header("Content-Encoding", "gzip").header("Content-MD5", "x").header("Cookie", "a=b")
                .header("Expect", "100-continue").header("Keep-Alive", "5").header("Referer", "r")
                .header("Server", "s").header("TE", "deflate").header("Transfer-Encoding", "chunked")
                .header("Upgrade", "h2").header("User-Agent", "test").header("Via", "p").header("X-A", "1")
                .header("X-A", "2").header("X-Forwarded-For", "198.51.100.1"));
        Call call = calls.getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.scheme() + " " + call.host() + " " + call.port()).isEqualTo("https b.example 8443");
        assertThat(call.timeout()).hasSeconds(29);
        assertThat(call.headers().fields()).extracting(field -> field.name() + ": " + field.value()).containsExactly(
                "Host: b.example:8443", "accept: text/html", "Authorization: Basic abc", "Cookie: a=b", "Referer: r",
                "User-Agent: test", "X-A: 1", "X-A: 2", "X-Forwarded-For: 198.51.100.1, 192.0.2.7",
                "X-Forwarded-Port: 443", "X-Forwarded-Proto: https",
                "X-Amzn-Trace-Id: Root=1-6a5145a9-0a1b2c3d4e5f60718293a4b5", "X-Amzn-Apigateway-Api-Id: "
                        + call.headers().first("X-Amzn-Apigateway-Api-Id"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    header.X-Out       | method.request.header.X-In | X-Out    | in
                    header.X-Out       | 'constant'                 | X-Out    | constant
                    header.X-Out       | context.requestId          | X-Out    | 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9
                    header.X-Out       | context.authorizer.none    | X-Out    | -
                    header.X-Out       | method.request.path.id     | X-Out    | a b
                    header.X-Out       | method.request.querystring.q | X-Out  | last
                    header.X-Out       | method.request.multivaluequerystring.q | X-Out | first,last
                    header.x-in        | 'mine'                     | X-In     | mine
                    header.Host        | 'h.example'                | Host     | h.example
                    header.User-Agent  | 'agent'                    | User-Agent | agent
                    header.Via         | 'v'                        | Via      | -
                    header.Connection  | 'close'                    | Connection | -
                    header.Content-Encoding | 'gzip'                | Content-Encoding | gzip
                    """)
    void header_fields_are_mapped(String target, String source, String field, String expected) {
        var _ = recording("ANY", "https://b.example/v1/{id}",
                ID + ", \"integration.request." + target + "\": \"" + source + "\"")
                .answer(RequestKit.get("/live/pets/a%20b?q=first&q=last").header("X-In", "in"));
        assertThat(calls.getFirst().headers().all(field)).isEqualTo(
                expected.equals("-") ? List.of() : List.of(expected));
    }

    @Test
    void a_parameter_is_one_more_value() {
        var _ = recording("ANY", "https://b.example/v1/{id}?fixed=1",
                ID + ", \"integration.request.querystring.q\": \"'more'\", "
                        + "\"integration.request.querystring.r\": \"method.request.header.X-In\"")
                .answer(RequestKit.get("/live/pets/7?q=sent").header("X-In", "in"));
        assertThat(calls.getFirst().target()).isEqualTo("/v1/7?fixed=1&q=sent&q=more&r=in");
    }

    @Test
    void the_case_of_a_field_may_be_of_no_account() {
        String mapping = ID + ", \"integration.request.header.X-Out\": \"method.request.header.X-In\"";
        for (FieldNameCase fieldNames : FieldNameCase.values()) {
            var _ = server("ANY", "https://b.example/{id}", mapping, Undocumented.DEFAULT.with(fieldNames), call -> {
                calls.add(call);
                return Response.of(204);
            }).answer(RequestKit.get("/live/pets/7").header("x-in", "in"));
        }
        assertThat(calls).extracting(call -> call.headers().all("X-Out")).containsExactly(List.of(), List.of("in"));
    }

    @ParameterizedTest
    @CsvSource({"Content-Length", "Transfer-Encoding", "X-Amzn-Trace-Id"})
    void a_field_that_must_not_be_mapped_answers_500(String field) {
        assertThat(recording("ANY", "https://b.example/{id}",
                ID + ", \"integration.request.header." + field + "\": \"'0'\"")
                .told(RequestKit.get("/live/pets/7"))).isEqualTo("500 {\"message\":\"Internal server error\"}");
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Connection: keep-alive     | x-amzn-Remapped-Connection: keep-alive
            content-length: 790        | x-amzn-Remapped-Content-Length: 790
            Date: today                | x-amzn-Remapped-Date: today
            server: gunicorn           | x-amzn-Remapped-Server: gunicorn
            WWW-Authenticate: Basic    | x-amzn-Remapped-WWW-Authenticate: Basic
            x-amzn-requestid: abc      | x-amzn-Remapped-x-amzn-RequestId: abc
            Transfer-Encoding: chunked | -
            Via: p                     | -
            Keep-Alive: 5              | -
            Set-Cookie: a=b            | Set-Cookie: a=b
            Content-Encoding: gzip     | Content-Encoding: gzip
            """)
    void fields_of_the_answer_are_renamed(String field, String expected) {
        String[] parts = field.split(": ");
        Response response = server("ANY", "https://b.example/{id}", ID, Undocumented.DEFAULT,
                _ -> new Response(201, Headers.of(parts), Body.utf8("made"))).answer(RequestKit.get("/live/pets/7"));
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().fields().stream().filter(other -> !other.name().startsWith("x-amz-")
                && !other.name().equals("x-amzn-RequestId")).map(other -> other.name() + ": " + other.value())
                .collect(Collectors.joining())).isEqualTo(expected.equals("-") ? "" : expected);
    }

    @Test
    void a_backend_that_does_not_answer_has_its_gateway_response() {
        assertThat(server("ANY", "https://b.example/{id}", ID, Undocumented.DEFAULT, _ -> {
            throw new HttpTimeoutException("late");
        }).told(RequestKit.get("/live/pets/7"))).isEqualTo("504 {\"message\":\"Endpoint request timed out\"}");
        assertThat(server("ANY", "https://b.example/{id}", ID, Undocumented.DEFAULT, _ -> {
            throw new IOException("refused");
        }).told(RequestKit.get("/live/pets/7")))
                .isEqualTo("504 {\"message\":\"Network error communicating with endpoint\"}");
    }
}
