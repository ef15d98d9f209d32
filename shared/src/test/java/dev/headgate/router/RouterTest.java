package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.plugin.Attestation;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ManualTicker;
import dev.headgate.proxy.NameResolver;
import dev.headgate.proxy.Product;
import dev.headgate.proxy.ScriptedBackend;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private final ManualTicker ticker = new ManualTicker();
    private final BackendProxy proxy = new BackendProxy(1_000, NameResolver.system(), ticker, () -> {
        throw new AssertionError("no TLS here");
    });

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void an_answer_of_a_backend_has_kongs_fields() {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            ticker.advance(Duration.ofMillis(25));
            conversation.send("HTTP/1.1 201 Made\r\nServer: nginx\r\nVia: 1.0 inner\r\nVia: 2 outer\r\n"
                    + "X-Kong-Request-Id: forged\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\nhi");
        })) {
            Response response = handle(anyRoute(), backend, GatewayKit.request("GET", "/")).response();
            assertThat(response.status()).isEqualTo(201);
            assertThat(lines(response)).isEqualTo("""
                    Server: nginx
                    Via: 1.0 inner, 2 outer, 1.1 %s
                    X-Kong-Request-Id: 0123456789abcdef0123456789abcdef
                    Content-Length: 2
                    Set-Cookie: a=1
                    Set-Cookie: b=2
                    X-Kong-Upstream-Latency: 25
                    X-Kong-Proxy-Latency: 0""".formatted(Product.TOKEN));
            assertThat(response.body().utf8()).isEqualTo("hi");
        }
    }

    @Test
    void an_answer_of_the_gateways_own_has_others() {
        Response response = handle(anyRoute().replace("paths: [/]", "paths: [/there]"),
                GatewayKit.request("GET", "/not-there"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(lines(response)).isEqualTo("""
                Content-Type: application/json; charset=utf-8
                X-Kong-Response-Latency: 0
                Server: %s
                X-Kong-Request-Id: 0123456789abcdef0123456789abcdef
                Content-Length: 103""".formatted(Product.TOKEN));
        assertThat(response.body().utf8()).isEqualTo("""
                {
                  "message":"no Route matched with those values",
                  "request_id":"0123456789abcdef0123456789abcdef"
                }""");
    }

    @ParameterizedTest(name = "{0} by {1} {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            closes        | GET  | ''                    | 502 text/plain An invalid response was received from the upstream server
            closes        | GET  | Accept: */*           | 502 application/json An invalid response was received from the upstream server
            closes        | GET  | Accept: text/html     | 502 text/html An invalid response was received from the upstream server
            closes        | GET  | Content-Type: text/html | 502 text/html An invalid response was received from the upstream server
            falls silent  | GET  | ''                    | 504 text/plain The upstream server is timing out
            falls silent  | GET  | Accept: application/xml | 504 application/xml The upstream server is timing out
            is not there  | GET  | ''                    | 502 text/plain An invalid response was received from the upstream server
            has no name   | GET  | ''                    | 503 application/json name resolution failed
            has no name   | GET  | Accept: text/plain    | 503 text/plain name resolution failed
            has no target | GET  | ''                    | 503 application/json failure to get a peer from the ring-balancer
            has no service| GET  | ''                    | 503 application/json no Service found with those values
            answers       | TRACE| ''                    | 405 text/plain Method not allowed
            answers       | CONNECT | ''                 | 405 text/plain Method not allowed
            """)
    void a_backend_that_fails_is_answered_for_as_by_kong(String backend, String method, String header,
            String answer) {
        String[] headers = header.isEmpty() ? new String[0] : header.split(": ");
        String yaml = anyRoute().replace("retries: 0", "retries: 0, read_timeout: 20");
        Response response = switch (backend) {
            case "has no name" -> handle(yaml.replace("127.0.0.1", "nowhere.invalid"),
                    GatewayKit.request(method, "/", headers));
            case "has no target" -> handle(yaml.replace("127.0.0.1", "crowded") + "upstreams: [{name: crowded}]\n",
                    GatewayKit.request(method, "/", headers));
            case "has no service" ->
                    handle("routes: [{name: r, paths: [/]}]\n", GatewayKit.request(method, "/", headers));
            case "is not there" -> handle(yaml.replace("PORT", "1"), GatewayKit.request(method, "/", headers));
            default -> {
                try (ScriptedBackend scripted = ScriptedBackend.serving(conversation -> {
                    conversation.readHead();
                    if (backend.equals("falls silent")) {
                        conversation.holdOn(ticker);
                    }
                })) {
                    yield handle(yaml, scripted, GatewayKit.request(method, "/", headers)).response();
                }
            }
        };
        assertThat(response.status() + " " + response.headers().first("Content-Type") + " " + response.body().utf8())
                .startsWith(answer.substring(0, answer.indexOf(' ', 4)))
                .contains(answer.substring(answer.indexOf(' ', 4) + 1), GatewayKit.REQUEST_ID);
        boolean called = response.status() == 502 || response.status() == 504;
        assertThat(response.headers().contains("X-Kong-Upstream-Latency")).isEqualTo(called);
        assertThat(response.headers().contains("X-Kong-Proxy-Latency")).isEqualTo(called);
        assertThat(response.headers().contains("Via")).isEqualTo(called);
        assertThat(response.headers().contains("X-Kong-Response-Latency")).isEqualTo(!called);
        assertThat(response.headers().first("Server")).isEqualTo(Product.TOKEN);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/a%", "/a%2", "/a%zz", "/a%00b", "/%g0"})
    void a_path_with_a_broken_escape_is_refused_before_it_is_matched(String path) {
        Response response = handle(anyRoute(), GatewayKit.request("GET", path, "Accept", "text/plain"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body().utf8()).startsWith("Bad request\n");
    }

    @ParameterizedTest(name = "{0} {1} over {2}")
    @CsvSource(delimiter = '|', textBlock = """
            [https]       | 426 | http  | 426 - Please use HTTPS protocol
            [https]       | 301 | http  | 301 https://example.com/a%20b?q=1 -
            [https]       | 302 | http  | 302 https://example.com/a%20b?q=1 -
            [https]       | 307 | http  | 307 https://example.com/a%20b?q=1 -
            [https]       | 308 | http  | 308 https://example.com/a%20b?q=1 -
            [https]       | 426 | https | 200 - hi
            [http]        | 426 | https | 200 - hi
            [http, https] | 426 | http  | 200 - hi
            """)
    void a_route_for_https_sends_others_there(String protocols, int status, String scheme, String answer) {
        String yaml = anyRoute().replace("paths: [/]",
                "paths: [/], protocols: " + protocols + ", https_redirect_status_code: " + status);
        Request request = GatewayKit.request("GET", "/a%20b?q=1", "Host", "Example.com:8000");
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            Response response = handle(yaml, backend,
                    scheme.equals("https") ? GatewayKit.overHttps(request) : request).response();
            String location = response.headers().contains("Location") ? response.headers().first("Location") : "-";
            String body = response.body().isEmpty() ? "-" : response.body().utf8();
            String[] expected = answer.split(" ", 3);
            assertThat(response.status() + " " + location).isEqualTo(expected[0] + " " + expected[1]);
            assertThat(body).contains(expected[2]);
            assertThat(response.headers().first("Upgrade")).isEqualTo(expected[0].equals("426")
                    ? "TLS/1.2, HTTP/1.1"
                    : "");
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            service path /base, strip | GET    | /shop/x%2Fy?b=%zz&a | GET /base/x%2Fy?b=%zz&a | /shop | example.com
            no strip                  | GET    | /shop/./a//b/../c   | GET /shop/a/c           | ''    | example.com
            root                      | DELETE | /x                  | DELETE /x               | ''    | example.com
            preserve host             | GET    | /x                  | GET /x                  | ''    | example.com
            """)
    void a_request_reaches_the_backend(String what, String method, String target, String line, String prefix,
            String forwardedHost) {
        String yaml = switch (what) {
            case "no strip" -> anyRoute().replace("paths: [/]", "paths: [/shop], strip_path: false");
            case "root" -> anyRoute();
            case "preserve host" -> anyRoute().replace("paths: [/]", "paths: [/], preserve_host: true");
            default -> anyRoute().replace("retries: 0", "retries: 0, path: /base").replace("[/]", "[/shop]");
        };
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            handle(yaml, backend, GatewayKit.request(method, target, "Host", "Example.com:8000"));
            String head = backend.heads().getFirst();
            assertThat(head).startsWith(line + " HTTP/1.1\nHost: " + (what.equals("preserve host")
                    ? "Example.com:8000"
                    : "127.0.0.1:" + backend.port()) + "\n");
            assertThat(head).contains("X-Forwarded-Host: " + forwardedHost + "\n");
            assertThat(head).contains("X-Forwarded-Path: " + target.replaceAll("\\?.*", "") + "\n");
            assertThat(head.contains("X-Forwarded-Prefix: ")).isEqualTo(!prefix.isEmpty());
            assertThat(head).contains(prefix.isEmpty() ? "" : "X-Forwarded-Prefix: " + prefix + "\n");
        }
    }

    @Test
    void a_client_cannot_have_the_fields_removed_that_say_who_it_is() {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            handle(anyRoute() + """
                    plugins: [{name: key-auth}]
                    consumers: [{username: alice, keyauth_credentials: [{key: secret}]}]
                    """, backend, GatewayKit.request("GET", "/", "apikey", "secret", "Connection",
                    "X-Consumer-Username, X-Mine", "X-Mine", "1", "X-Consumer-Username", "bob"));
            assertThat(backend.heads().getFirst()).contains("X-Consumer-Username: alice\n")
                    .doesNotContain("X-Mine", "bob");
        }
    }

    @Test
    void global_plugins_see_the_answer_to_a_request_without_a_route_and_no_others_do() {
        String yaml = anyRoute().replace("[/]", "[/there]") + """
                plugins:
                - {name: cors, config: {origins: ["https://a.test"]}}
                - {name: key-auth}
                - {name: response-transformer, service: s, config: {add: {headers: ["X-Service:1"]}}}
                """;
        Response response = handle(yaml, GatewayKit.request("GET", "/not-there", "Origin", "https://a.test"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().first("Access-Control-Allow-Origin")).isEqualTo("https://a.test");
        assertThat(response.headers().contains("X-Service")).isFalse();
    }

    @Test
    void a_plugin_answers_for_a_route_without_a_service() {
        Response response = handle("""
                routes: [{name: r, paths: [/]}]
                plugins: [{name: request-termination, route: r, config: {status_code: 418, message: short and stout}}]
                """, GatewayKit.request("GET", "/"));
        assertThat(response.status()).isEqualTo(418);
        assertThat(response.body().utf8()).isEqualTo("{\"message\":\"short and stout\"}");
        assertThat(response.headers().first("Content-Length")).isEqualTo("29");
    }

    @ParameterizedTest(name = "{0} {1} with {2} bytes, changed: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | 200 | 10   | no  | 10   | {"a": "b"}
            GET  | 200 | 10   | yes | 17   | {"a":"b","c":"d"}
            HEAD | 200 | 1234 | no  | 1234 | -
            GET  | 304 | 1234 | no  | 1234 | -
            """)
    void the_length_is_that_of_the_content(String method, int status, int bytes, String changed, String length,
            String body) {
        String yaml = anyRoute() + (changed.equals("yes")
                ? "plugins: [{name: response-transformer, config: {add: {json: [\"c:d\"]}}}]\n"
                : "");
        String head = "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nContent-Length: " + bytes
                + "\r\n\r\n";
        boolean empty = method.equals("HEAD") || status == 304;
        try (ScriptedBackend backend = ScriptedBackend.answering(head + (empty ? "" : "{\"a\": \"b\"}"))) {
            Response response = handle(yaml, backend, GatewayKit.request(method, "/")).response();
            assertThat(response.body().isEmpty() ? "-" : response.body().utf8()).isEqualTo(body);
            if (!changed.equals("yes")) {
                assertThat(response.headers().first("Content-Length")).isEqualTo(length);
            }
        }
    }

    @Test
    void head_gets_the_length_of_an_own_answer_and_not_its_content() {
        Response response = handle("routes: [{name: r, paths: [/there]}]\n", GatewayKit.request("HEAD", "/not-there"));
        assertThat(response.body().isEmpty()).isTrue();
        assertThat(response.headers().first("Content-Length")).isEqualTo("103");
    }

    @Test
    void an_answer_too_large_for_lambda_fails_the_function() {
        try (ScriptedBackend backend = ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")) {
            assertThatThrownBy(() -> handle(anyRoute(), backend, GatewayKit.request("GET", "/")))
                    .isInstanceOf(AnswerTooLargeException.class)
                    .hasMessage("the backend's answer has more than 1000 bytes");
        }
    }

    @Test
    void the_trail_names_route_consumer_plugin_and_what_went_wrong() {
        String yaml = anyRoute() + """
                plugins: [{name: key-auth}, {name: request-termination, consumer: alice}]
                consumers: [{username: alice, keyauth_credentials: [{key: secret}]},
                            {username: bob, keyauth_credentials: [{key: other}]}]
                """;
        Trail refused = handleAll(yaml, GatewayKit.request("GET", "/")).trail();
        assertThat(refused.decision()).isEqualTo(Trail.Decision.PLUGIN);
        assertThat(refused.plugin()).map(plugin -> plugin.name()).hasValue("key-auth");
        assertThat(refused.consumer()).isEmpty();
        Trail ended = handleAll(yaml, GatewayKit.request("GET", "/", "apikey", "secret")).trail();
        assertThat(ended.plugin()).map(plugin -> plugin.name()).hasValue("request-termination");
        assertThat(ended.consumer()).map(consumer -> consumer.username()).hasValue("alice");
        Trail failed = handleAll(yaml, GatewayKit.request("GET", "/", "apikey", "other")).trail();
        assertThat(failed.decision()).isEqualTo(Trail.Decision.FAILED);
        assertThat(failed.route()).map(route -> route.name()).hasValue("r");
        assertThat(failed.errors()).singleElement().asString().startsWith("no connection to 127.0.0.1 port 1: ");
        Trail unmatched = handleAll("routes: [{name: r, paths: [/there]}]\n", GatewayKit.request("GET", "/")).trail();
        assertThat(unmatched.decision()).isEqualTo(Trail.Decision.REFUSED);
        assertThat(unmatched.route()).isEmpty();
    }

    /// One route, `/`, to the backend.
    private static String anyRoute() {
        return """
                services: [{name: s, host: 127.0.0.1, port: PORT, retries: 0, routes: [{name: r, paths: [/]}]}]
                """;
    }

    private Response handle(String yaml, Request request) {
        return handleAll(yaml, request).response();
    }

    /// With a backend's port where nobody listens.
    private Handled handleAll(String yaml, Request request) {
        return router().handle(GatewayKit.active(yaml, 1), request, Attestation.NONE, deadline());
    }

    private Handled handle(String yaml, ScriptedBackend backend, Request request) {
        return router().handle(GatewayKit.active(yaml, backend.port()), request, Attestation.NONE, deadline());
    }

    private Router router() {
        return new Router(proxy);
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofDays(1000), ticker);
    }

    private static String lines(Response response) {
        return response.headers().fields().stream().map(RouterTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Headers.Field field) {
        return field.name() + ": " + field.value();
    }
}
