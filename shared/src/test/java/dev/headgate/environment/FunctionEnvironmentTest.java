package dev.headgate.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.config.Settings;
import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.http.Request;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.Authenticator;
import dev.headgate.router.FunctionLog;
import dev.headgate.router.GatewayKit;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.StandardWebhooks;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.Operation;
import dev.headgate.router.OriginSecret;
import dev.headgate.router.Readiness;
import dev.headgate.router.Verdict;
import dev.headgate.snapshot.Restartable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionEnvironmentTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("kong.yaml"), """
                _format_version: "3.0"
                services: [{name: s, host: backend.test, routes: [{name: r, paths: [/]}]}]
                plugins: [{name: key-auth}]
                consumers: [{username: alice, keyauth_credentials: [{key: secret}]}]
                """);
        Files.writeString(folder.resolve("limited.yaml"), """
                _format_version: "3.0"
                services: [{name: s, host: backend.test, routes: [{name: r, paths: [/]}]}]
                plugins: [{name: rate-limiting, config: {minute: 5}}]
                """);
        Files.writeString(folder.resolve("broken.yaml"), "_format_version: \"3.0\"\nservices: [{name: s}]\n");
        Files.writeString(folder.resolve("headgate.yaml"), "auth: strict\ntrusted_ips: [10.0.0.0/8]\n");
        Files.writeString(folder.resolve("wrong.yaml"), "auth: perhaps\n");
        Files.writeString(folder.resolve("split.yaml"),
                "rate_limits: {regions: {eu-west-1: 2, us-east-1: 1}}\n");
        Files.createDirectory(folder.resolve("empty"));
    }

    @Test
    void both_functions_serve_the_configuration_that_the_environment_names() {
        FunctionEnvironment environment = environment("HEADGATE_CONFIG", "kong.yaml", "HEADGATE_SETTINGS",
                "headgate.yaml");
        for (ActiveGateway gateway : List.of(environment.router(), environment.authorizer())) {
            assertThat(gateway.auth()).isEqualTo(Settings.Auth.STRICT);
            assertThat(gateway.compiled().clientAddress().trusted().contains("10.1.2.3")).isTrue();
            Request request = GatewayKit.request("GET", "/", "apikey", "secret");
            assertThat(Authenticator.authenticate(gateway, request)).isInstanceOf(Verdict.Attested.class);
        }
        assertThat(environment.router().compiled().gateway()).isEqualTo(environment.authorizer().compiled().gateway());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HEADGATE_NAME          | ''       | HEADGATE_NAME is ""; as a dimension of metrics it has to be 1 to 255 printable ASCII characters, and begin with no space
            HEADGATE_NAME          | bestellübersicht | HEADGATE_NAME is "bestellübersicht"; as a dimension of metrics it has to be 1 to 255 printable ASCII characters, and begin with no space
            HEADGATE_ROUTE_METRICS | yes      | HEADGATE_ROUTE_METRICS is "yes"; it has to be true or false
            """)
    void a_log_that_cannot_be_made_is_refused(String variable, String value, String message) {
        assertThatThrownBy(() -> new OperationEnvironment(environment(variable, value).variables()).log())
                .isInstanceOf(EnvironmentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"ready", "/a//b", "/a/../b", "/%72eady"})
    void a_path_for_health_checks_that_no_request_would_match_is_refused(String path) {
        FunctionEnvironment environment = environment("HEADGATE_READY_PATH", path);
        for (ThrowingCallable operation : List.<ThrowingCallable>of(environment::routerOperation,
                environment::authorizerOperation)) {
            assertThatThrownBy(operation).isInstanceOf(EnvironmentException.class)
                    .hasMessageStartingWith(
                            "HEADGATE_READY_PATH is \"" + path + "\"; it has to be a path as it is matched");
        }
    }

    @Test
    void health_checks_are_answered_where_the_environment_says() {
        Request request = GatewayKit.request("GET", "/ready");
        assertThat(environment().routerOperation().readiness().isAskedBy(request)).isFalse();
        FunctionEnvironment told = environment("HEADGATE_READY_PATH", "/ready");
        assertThat(told.authorizerOperation().readiness().isAskedBy(request)).isTrue();
        Readiness router = told.routerOperation().readiness();
        assertThat(router.isAskedBy(request)).isTrue();
        assertThat(router.answer(request).response().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            answer                                                     | problem
            200 {"SecretString":"the-secret-of-cloudfront"}            |
            200 {"SecretString":"short"}                               | HEADGATE_ORIGIN_SECRET names the secret edge, which cannot be used: a secret has 16 to 1024 printable ASCII characters
            400 {"__type":"com.amazonaws#ResourceNotFoundException"}   | HEADGATE_ORIGIN_SECRET: Secrets Manager has no secret edge in eu-west-1. Create it, or correct the name or Region.
            400 {"__type":"AccessDeniedException"}                     | HEADGATE_ORIGIN_SECRET: the secret edge cannot be read: AccessDeniedException. Allow secretsmanager:GetSecretValue on it, and kms:Decrypt where it has a key of its own.
            """)
    void the_secret_of_the_origin_is_read_at_the_start(String answer, String problem) throws IOException {
        HttpServer manager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        manager.createContext("/", exchange -> {
            byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        manager.start();
        System.setProperty("aws.accessKeyId", "AKID");
        System.setProperty("aws.secretAccessKey", "x");
        try {
            FunctionEnvironment environment = environment("HEADGATE_ORIGIN_SECRET", "edge", "AWS_REGION", "eu-west-1",
                    "AWS_ENDPOINT_URL",
                    "http://127.0.0.1:" + manager.getAddress().getPort());
            for (Supplier<Operation> made : List.<Supplier<Operation>>of(environment::routerOperation,
                    environment::authorizerOperation)) {
                if (problem == null) {
                    assertThat(made.get().origin().admits(GatewayKit.request("GET", "/", OriginSecret.HEADER,
                            "the-secret-of-cloudfront"))).isTrue();
                } else {
                    assertThatThrownBy(made::get).isInstanceOf(EnvironmentException.class)
                            .hasMessageStartingWith(problem);
                }
            }
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            manager.stop(0);
        }
    }

    @Test
    void a_restored_snapshot_takes_the_secret_of_the_origin_that_is_current() throws IOException {
        AtomicInteger count = new AtomicInteger();
        HttpServer manager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        manager.createContext("/", exchange -> {
            byte[] body = ("{\"SecretString\":\"the-secret-of-cloudfront-" + count.incrementAndGet() + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        manager.start();
        System.setProperty("aws.accessKeyId", "AKID");
        System.setProperty("aws.secretAccessKey", "x");
        try {
            FunctionEnvironment environment = environment("HEADGATE_ORIGIN_SECRET", "edge", "AWS_REGION", "eu-west-1",
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:" + manager.getAddress().getPort());
            for (Supplier<Restartable<Operation>> start : List.<Supplier<Restartable<Operation>>>of(
                    environment::operatedByRouter, environment::operatedByAuthorizer)) {
                Restartable<Operation> operated = start.get();
                operated.restart();
                assertThat(operated.get().origin().admits(GatewayKit.request("GET", "/", OriginSecret.HEADER,
                        "the-secret-of-cloudfront-" + count.get()))).isTrue();
            }
            assertThat(count).hasValue(4);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            manager.stop(0);
        }
    }

    @Test
    void metrics_are_those_of_the_deployment_unless_routes_are_asked_for() {
        assertThat(new OperationEnvironment(environment().variables()).log().deployment()).isEqualTo("headgate");
        assertThat(new OperationEnvironment(environment().variables()).log().isPerRoute()).isFalse();
        FunctionLog told = new OperationEnvironment(
                environment("HEADGATE_NAME", "orders", "HEADGATE_ROUTE_METRICS", "true").variables()).log();
        assertThat(told.deployment()).isEqualTo("orders");
        assertThat(told.isPerRoute()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parts/services.yaml,parts/routes.yaml
            parts
            parts/services.yaml, parts/routes.yaml
            """)
    void several_files_and_folders_are_one_configuration(String files) throws IOException {
        Files.createDirectories(folder.resolve("parts/.git"));
        Files.writeString(folder.resolve("parts/services.yaml"),
                "_format_version: \"3.0\"\nservices: [{name: s, host: '${{ env \"DECK_HOST\" }}'}]\n");
        Files.writeString(folder.resolve("parts/routes.yaml"), "routes: [{name: $NAME, service: s, paths: [/]}]\n");
        Files.writeString(folder.resolve("parts/.git/other.yaml"), "broken");
        Files.writeString(folder.resolve("parts/headgate.yaml"), "env: true\n");
        var gateway = environment("HEADGATE_CONFIG", files, "HEADGATE_SETTINGS", "parts/headgate.yaml", "DECK_HOST",
                "h.test", "NAME", "r").router().compiled().gateway();
        assertThat(gateway.routes()).singleElement().satisfies(route -> {
            assertThat(route.name()).isEqualTo("r");
            assertThat(route.service().orElseThrow().host()).isEqualTo("h.test");
        });
    }

    @Test
    void without_settings_the_defaults_hold() {
        ActiveGateway gateway = environment("HEADGATE_CONFIG", folder.resolve("kong.yaml").toString()).router();
        assertThat(gateway.auth()).isEqualTo(Settings.Auth.EDGE);
        assertThat(gateway.compiled().clientAddress().trusted().contains("10.1.2.3")).isFalse();
    }

    @Test
    void probes_need_a_table_to_tell_what_they_found() throws IOException {
        Files.writeString(folder.resolve("probed.yaml"), """
                _format_version: "3.0"
                services: [{name: s, host: u, routes: [{name: r, paths: [/]}]}]
                upstreams:
                - {name: u, targets: [{target: 'a:80'}], healthchecks: {active: {healthy: {interval: 60}}}}
                """);
        FunctionEnvironment without = environment("HEADGATE_CONFIG", "probed.yaml");
        for (ThrowingCallable function : List.<ThrowingCallable>of(without::router, without::probes)) {
            assertThatThrownBy(function).isInstanceOf(EnvironmentException.class).hasMessage(
                    "HEADGATE_HEALTH_TABLE is not set, and the configuration has active health checks; what probes find"
                            + " out would reach nobody");
        }
        assertThat(without.authorizer().compiled().gateway().upstreams()).hasSize(1);
        assertThat(environment("HEADGATE_CONFIG", "kong.yaml").probes().areAny()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '{vault://aws/orders}' | s1 s2 s3 | 3
            '{vault://env/orders}' | e e e    | 0
            'written'              | written written written | 0
            """)
    void secrets_that_may_have_changed_are_read_again_after_a_restore(String written, String seen, int reads)
            throws IOException {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedBackend manager = ScriptedBackend.serving(conversation -> {
            for (String head = conversation.readHead(); !head.isEmpty(); head = conversation.readHead()) {
                conversation.readBody(Integer.parseInt(
                        head.replaceFirst("(?s).*\ncontent-length: ([0-9]+)\n.*", "$1")
                                .replaceFirst("(?s).*\nContent-Length: ([0-9]+)\n.*", "$1")));
                String json = "{\"SecretString\":\"s" + count.incrementAndGet() + "\"}";
                conversation.send("HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
            }
        })) {
            System.setProperty("aws.accessKeyId", "AKID");
            System.setProperty("aws.secretAccessKey", "hunter2");
            Files.writeString(folder.resolve("secret.yaml"), """
                    _format_version: "3.0"
                    routes: [{name: r, paths: [/]}]
                    plugins: [{name: standard-webhooks, config: {secret_v1: "SECRET"}}]
                    """.replace("SECRET", written));
            Restartable<ActiveGateway> served = environment("HEADGATE_CONFIG", "secret.yaml", "AWS_REGION",
                    "eu-central-1", "ORDERS", "e", "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                    "http://127.0.0.1:" + manager.port()).servedByRouter();
            List<String> secrets = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                secrets.add(((StandardWebhooks) served.get().compiled().gateway().plugins().getFirst().config())
                        .secret());
                if (i < 2) {
                    served.restart();
                }
            }
            assertThat(String.join(" ", secrets)).isEqualTo(seen);
            assertThat(count).hasValue(reads);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    /// Five calls find out that the table does not answer; the sixth request does not wait for another.
    @Test
    void a_table_that_does_not_answer_is_not_asked_for_every_request() throws IOException {
        Map<String, String> properties = new HashMap<>(
                Map.of("aws.accessKeyId", "AKID", "aws.secretAccessKey", "hunter2", "aws.region", "eu-central-1"));
        try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0)) {
            properties.put("aws.endpointUrlDynamoDb", dynamoDb.endpoint().toString());
            properties.forEach(System::setProperty);
            Files.writeString(folder.resolve("patient.yaml"), "rate_limits: {time_limit_millis: 2000}\n");
            // Found when the function starts, and not counted against the table: nobody has created it.
            CounterStore counters = environment("HEADGATE_CONFIG", "limited.yaml", "HEADGATE_SETTINGS", "patient.yaml",
                    "HEADGATE_COUNTERS_TABLE", "counters").router().resources().counters();
            dynamoDb.faults().all("UpdateItem", Fault.internalError());
            List<String> failures = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                assertThatThrownBy(() -> counters.count("key", List.of(new Limit(Period.MINUTE, 1)), Instant.now()))
                        .isInstanceOf(CounterStoreUnavailableException.class)
                        .satisfies(failure -> failures.add(failure.getMessage().replaceFirst(".*: ", "")));
            }
            assertThat(String.join(" ", failures)).isEqualTo("InternalServerErrorException ".repeat(5)
                    + "BreakerOpenException BreakerOpenException");
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void the_authorizer_counts_nothing() {
        ActiveGateway gateway = environment("HEADGATE_CONFIG", "limited.yaml").authorizer();
        assertThatThrownBy(() -> gateway.resources().counters().count("key", List.of(), Instant.EPOCH))
                .isInstanceOf(CounterStoreUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # settings    | Region     | limits | of 5 a minute
            split.yaml    | eu-west-1  | region | 3
            split.yaml    | us-east-1  | region | 2
            split.yaml    | sa-east-1  | whole  | 5
            headgate.yaml | sa-east-1  | region | 5
            split.yaml    | sa-east-1  | region | AWS_REGION is sa-east-1, which rate_limits.regions in headgate.yaml does not name; it has eu-west-1, us-east-1
            split.yaml    | ''         | region | AWS_REGION is not set, and rate_limits.regions in headgate.yaml splits limits over eu-west-1, us-east-1
            split.yaml    | eu-west-1  | half   | HEADGATE_LIMITS is "half"; it has to be region or whole
            """)
    void a_function_counts_with_its_regions_share(String settings, String region, String limits, String expected) {
        FunctionEnvironment environment = environment("HEADGATE_CONFIG", "limited.yaml", "HEADGATE_SETTINGS", settings,
                "AWS_REGION", region, "HEADGATE_LIMITS", limits, "HEADGATE_COUNTERS_TABLE", "counters");
        if (expected.length() == 1) {
            // The router has the same gateway, and clients of AWS beside.
            CountingPlugin plugin = (CountingPlugin) environment.authorizer().compiled().gateway().plugins().getFirst()
                    .config();
            assertThat(plugin.limitsByField().get("minute").count()).isEqualTo(Long.parseLong(expected));
        } else {
            assertThatThrownBy(environment::router).isInstanceOf(EnvironmentException.class).hasMessage(expected);
        }
    }

    @Test
    void a_limit_that_leaves_the_region_nothing_is_refused() throws IOException {
        Files.writeString(folder.resolve("split.yaml"), "rate_limits: {regions: {eu-west-1: 9, us-east-1: 1}}\n");
        assertThatThrownBy(() -> environment("HEADGATE_CONFIG", "limited.yaml", "HEADGATE_SETTINGS", "split.yaml",
                "AWS_REGION", "eu-west-1", "HEADGATE_COUNTERS_TABLE", "counters").router())
                .isInstanceOf(EnvironmentException.class).hasMessageContaining("limited.yaml:3:50 error HG0502");
    }

    @ParameterizedTest(name = "{0}={1} {2}={3}")
    @CsvSource(delimiter = '|', textBlock = """
            X               | x            | X                 | x            | HEADGATE_CONFIG is not set
            HEADGATE_CONFIG | nowhere.yaml | X                 | x            | nowhere.yaml, which cannot be read: there is no file
            HEADGATE_CONFIG | kong.yaml,empty | X                 | x            | empty, which cannot be read: there is no .yaml, .yml or .json file in
            HEADGATE_CONFIG | broken.yaml  | X                 | x            | broken.yaml:2:
            HEADGATE_CONFIG | limited.yaml | X                 | x            | HEADGATE_COUNTERS_TABLE is not set
            HEADGATE_CONFIG | kong.yaml    | HEADGATE_SETTINGS | wrong.yaml   | wrong.yaml:1:
            HEADGATE_CONFIG | kong.yaml    | HEADGATE_SETTINGS | nowhere.yaml | nowhere.yaml, which cannot be read
            """)
    void what_is_wrong_is_named(String name, String value, String otherName, String otherValue, String message) {
        assertThatThrownBy(() -> environment(name, value, otherName, otherValue).router())
                .isInstanceOf(EnvironmentException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"simple, SIMPLE", "policy, POLICY"})
    void the_authorizer_answers_in_the_form_that_is_asked_for(String value, Form form) {
        assertThat(environment("HEADGATE_AUTHORIZER_FORM", value).authorizerForm()).isEqualTo(form);
        assertThat(environment().authorizerForm()).isEqualTo(Form.SIMPLE);
        assertThatThrownBy(() -> environment("HEADGATE_AUTHORIZER_FORM", "other").authorizerForm())
                .hasMessageContaining("it has to be simple or policy");
    }

    private FunctionEnvironment environment(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(Map.of("LAMBDA_TASK_ROOT", folder.toString()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new FunctionEnvironment(variables);
    }
}
