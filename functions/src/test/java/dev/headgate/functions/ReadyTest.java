package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings.Auth;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.http.Response;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.FunctionLog;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Operation;
import dev.headgate.router.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What health checks get from the two functions of a deployment.
class ReadyTest {
    private static final ActiveGateway GATEWAY = GatewayKit.active("""
            routes: [{name: all, paths: [/]}]
            plugins: [{name: key-auth}]
            """, 80, PluginKit.NOW, Auth.EDGE);

    private final List<String> written = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "{0} {1} on {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            GET     | /internal/ready              | HTTP       | 200 {"status":"ready"}
            GET     | /internal/ready?x=1          | HTTP_V1    | 200 {"status":"ready"}
            GET     | /internal/ready              | REST       | 200 {"status":"ready"}
            GET     | /internal/ready              | REST_TOKEN | 200 {"status":"ready"}
            HEAD    | /internal/ready              | HTTP       | 200
            GET     | //internal/./x/../%72eady    | HTTP       | 200 {"status":"ready"}
            POST    | /internal/ready              | HTTP       | 401
            OPTIONS | /internal/ready              | HTTP       | 401
            GET     | /internal/ready/             | HTTP       | 401
            GET     | /internal/READY              | HTTP       | 401
            GET     | /ready                       | HTTP       | 401
            """)
    void only_the_path_is_answered_and_needs_no_credential(String method, String target, Style style, String answer) {
        try (TestApi api = api(style, Optional.empty())) {
            Response response = api.sendAuthorized(GatewayKit.request(method, target, "Authorization", "none"));
            assertThat(answer).startsWith(Integer.toString(response.status()));
            if (response.status() == 200) {
                assertThat((response.status() + " " + response.body().utf8()).strip()).isEqualTo(answer);
                assertThat(response.headers().first("Cache-Control")).isEqualTo("no-store");
                assertThat(written).as("the router's").noneMatch(line -> line.contains("\"Requests\""));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "REST"})
    void why_it_is_unavailable_stands_in_the_log_alone(Style style) {
        try (TestApi api = api(style, Optional.of("the table headgate-keys cannot be read: AccessDeniedException"))) {
            Response response = api.sendAuthorized(GatewayKit.request("GET", "/internal/ready"));
            assertThat(response.status() + " " + response.body().utf8()).isEqualTo("503 {\"status\":\"unavailable\"}");
            assertThat(written).filteredOn(line -> line.contains("\"decision\":\"unavailable\"")).singleElement()
                    .asString().contains("\"level\":\"ERROR\"",
                            "\"error\":{\"message\":\"the table headgate-keys cannot be read: AccessDeniedException\"}")
                    .doesNotContain("_aws");
        }
    }

    private TestApi api(Style style, Optional<String> problem) {
        Readiness readiness = new Readiness("/internal/ready", List.of(Optional::empty, () -> problem),
                Ticker.system());
        return new TestApi(style, GATEWAY, Operation.NONE.withReadiness(readiness).withLog(
                new FunctionLog("orders", false, GATEWAY.resources().clock(), written::add)));
    }
}
