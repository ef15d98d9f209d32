package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings.Auth;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.FunctionLog;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Operation;
import dev.headgate.router.OriginSecret;
import dev.headgate.router.Readiness;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of requests that go around CloudFront, and of the secret of those that do not.
class OriginTest {
    private static final String SECRET = "the-secret-of-cloudfront";

    private final List<String> written = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "{0} {1} with {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            HTTP       | /      | the-secret-of-cloudfront | 200 by the backend
            HTTP       | /      | another-one-of-somebody  | 403 by the authorizer
            HTTP       | /      | ''                       | 403 by the authorizer
            HTTP       | /ready | ''                       | 200 by the router
            HTTP_V1    | /      | the-secret-of-cloudfront | 200 by the backend
            HTTP_V1    | /      | ''                       | 403 by the authorizer
            REST       | /      | the-secret-of-cloudfront | 200 by the backend
            REST       | /      | ''                       | 403 by the router
            REST_TOKEN | /      | the-secret-of-cloudfront | 200 by the backend
            REST_TOKEN | /      | ''                       | 403 by the router
            """)
    void a_request_needs_the_secret(Style style, String path, String secret, String answer) {
        try (ScriptedBackend backend = backend(); TestApi api = api(style, backend)) {
            Response response = api.sendAuthorized(request(path, secret));
            String by = response.headers().contains("X-Kong-Upstream-Latency")
                    ? "backend"
                    : written.stream().anyMatch(line -> line.contains("\"Requests\"")) || path.equals("/ready")
                            ? "router"
                            : "authorizer";
            assertThat(response.status() + " by the " + by).isEqualTo(answer);
            assertThat(response.body().utf8()).contains(response.status() == 403 ? "\"message\":\"Forbidden\"" : "");
            assertThat(backend.heads()).hasSize(by.equals("backend") ? 1 : 0)
                    .allSatisfy(head -> assertThat(head).doesNotContainIgnoringCase(OriginSecret.HEADER, SECRET));
            assertThat(written).allSatisfy(line -> assertThat(line).doesNotContain(SECRET, "somebody"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "REST"})
    void what_the_authorizer_let_pass_before_needs_it_too(Style style) {
        try (ScriptedBackend backend = backend(); TestApi api = api(style, backend)) {
            Response response = api.sendToRouter(request("/", ""), Map.of());
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.headers().first("X-Kong-Request-Id")).isNotEmpty();
            assertThat(response.body().utf8()).contains("\"message\":\"Forbidden\"", "\"request_id\":");
            assertThat(written).singleElement().asString().contains("\"level\":\"WARN\"", "\"decision\":\"refused\"",
                    "the request did not come through CloudFront", "\"Requests\":1,", "\"ClientErrors\":1,");
            assertThat(backend.heads()).isEmpty();
        }
    }

    private static Request request(String path, String secret) {
        return secret.isEmpty()
                ? GatewayKit.request("GET", path, "Authorization", "none")
                : GatewayKit.request("GET", path, "Authorization", "none", OriginSecret.HEADER, secret);
    }

    private TestApi api(Style style, ScriptedBackend backend) {
        ActiveGateway gateway = GatewayKit.active("""
                services:
                - {name: s, host: 127.0.0.1, port: PORT, retries: 0, routes: [{name: r, paths: [/]}]}
                """, backend.port(), PluginKit.NOW, Auth.EDGE);
        return new TestApi(style, gateway, Operation.NONE.withOrigin(OriginSecret.parse(SECRET))
                .withReadiness(new Readiness("/ready", List.of(), Ticker.system()))
                .withLog(new FunctionLog("orders", false, gateway.resources().clock(), written::add)));
    }

    private static ScriptedBackend backend() {
        return ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
}
