package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.HeadgateSettings;
import dev.headgate.config.Settings;
import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.dynamodbemulator.fault.Hang;
import dev.headgate.health.HealthTracking;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.MetricsRegistry;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.ratelimit.dynamodb.BreakerSettings;
import dev.headgate.ratelimit.dynamodb.CounterTable;
import dev.headgate.ratelimit.dynamodb.CountingClient;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import dev.headgate.ratelimit.dynamodb.GuardedClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What clients and operators notice of a table of counters that does not do its part, through the whole router.
@Timeout(60)
class CountersUnreachableTest {
    private static final String TABLE = "counters";

    private final MetricsRegistry metrics = new MetricsRegistry();
    private final AtomicReference<Instant> time = new AtomicReference<>(PluginKit.NOW);
    private EmbeddedDynamoDb dynamoDb;
    private DynamoDbClient client;
    private BackendProxy proxy;
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = EmbeddedDynamoDb.start(0);
        client = client(Duration.ofSeconds(30));
        client.createTable(CounterTable.create(TABLE));
        proxy = BackendProxy.system();
        backend = ScriptedBackend.answering(
                "HTTP/1.1 200 OK\r\nx-kong-limit: a=2\r\nContent-Length: 0\r\n\r\n");
    }

    @AfterEach
    void stop() {
        backend.close();
        proxy.close();
        client.close();
        dynamoDb.close();
    }

    private DynamoDbClient client(Duration timeLimit) {
        return CountingClient.of(DynamoDbClient.builder().region(Region.US_EAST_1)
                .endpointOverride(dynamoDb.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))),
                timeLimit);
    }

    private ActiveGateway active(String settings, String plugins, DynamoDbClient counting) {
        Gateway gateway = GatewayKit.active("""
                services:
                - {name: s, host: 127.0.0.1, port: PORT, retries: 0, routes: [{name: r, paths: [/]}]}
                plugins: [{name: prometheus}, %s]
                """.formatted(plugins), backend.port()).compiled().gateway();
        Resources resources = PluginKit.resources(new DeclaredCredentials(gateway), new DynamoDbCounterStore(
                new GuardedClient(counting, BreakerSettings.DEFAULT, time::get), TABLE), time::get);
        Telemetry told = resources.telemetry();
        return new ActiveGateway(
                CompiledGateway.of(gateway, PluginRegistry.OWN,
                        HeadgateSettings.read("headgate.yaml", settings).settings().orElseThrow(),
                        HealthTracking.local(), new SplittableRandom(1)),
                resources.withTelemetry(new Telemetry(told.deliveries(), told.sockets(), told.files(), metrics)),
                Settings.Auth.EDGE);
    }

    private Handled handle(ActiveGateway active) {
        return new Router(proxy).handle(active, GatewayKit.request("GET", "/"), Attestation.NONE,
                Deadline.in(Duration.ofSeconds(30), proxy.ticker()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            the table     | plugins                                                                                         | status | uncounted                           | error
            is there      | {name: rate-limiting, config: {minute: 5}}                                                      | 200    | -                                   | -
            is throttled  | {name: rate-limiting, config: {minute: 5}}                                                      | 200    | rate-limiting                       | ProvisionedThroughputExceededException
            fails         | {name: rate-limiting, config: {minute: 5}}                                                      | 200    | rate-limiting                       | InternalServerErrorException
            loses answers | {name: rate-limiting, config: {minute: 5}}                                                      | 200    | rate-limiting                       | SdkClientException
            hangs         | {name: rate-limiting, config: {minute: 5}}                                                      | 200    | rate-limiting                       | ApiCallTimeoutException
            is gone       | {name: rate-limiting, config: {minute: 5}}                                                      | 200    | rate-limiting                       | SdkClientException
            is throttled  | {name: rate-limiting, config: {minute: 5, fault_tolerant: false}}                               | 500    | -                                   | ProvisionedThroughputExceededException
            hangs         | {name: rate-limiting, config: {minute: 5, fault_tolerant: false}}                               | 500    | -                                   | ApiCallTimeoutException
            is gone       | {name: rate-limiting, config: {minute: 5, fault_tolerant: false}}                               | 500    | -                                   | SdkClientException
            fails         | {name: rate-limiting-advanced, config: {limit: [5], window_size: [60]}}                         | 200    | rate-limiting-advanced              | InternalServerErrorException
            fails         | {name: response-ratelimiting, config: {limits: {a: {minute: 5}}}}                               | 200    | response-ratelimiting               | InternalServerErrorException
            fails         | {name: response-ratelimiting, config: {limits: {a: {minute: 5}}, fault_tolerant: false}}        | 500    | -                                   | InternalServerErrorException
            fails         | {name: rate-limiting, config: {minute: 5}}, {name: response-ratelimiting, config: {limits: {a: {minute: 5}}}} | 200 | rate-limiting, response-ratelimiting | InternalServerErrorException
            fails         | {name: rate-limiting, config: {minute: 5}}, {name: response-ratelimiting, config: {limits: {a: {minute: 5}}, fault_tolerant: false}} | 500 | rate-limiting | InternalServerErrorException
            """)
    void requests_pass_or_fail_and_operators_hear_of_it(String table, String plugins, int status, String uncounted,
            String error) {
        Hang hang = new Hang();
        DynamoDbClient counting = client(table.equals("hangs") ? Duration.ofMillis(50) : Duration.ofSeconds(30));
        ActiveGateway active = active("rate_limits: {uncounted_header: true}", plugins, counting);
        switch (table) {
            case "is throttled" -> allFail(Fault.throttled());
            case "fails" -> allFail(Fault.internalError());
            case "loses answers" -> allFail(Fault.droppedAnswer());
            case "hangs" -> allFail(hang);
            case "is gone" -> dynamoDb.close();
            default -> {
            }
        }
        Handled handled = handle(active);
        hang.release();
        counting.close();
        assertThat(handled.response().status()).isEqualTo(status);
        List<String> names = uncounted.equals("-") ? List.of() : List.of(uncounted.split(", "));
        assertThat(handled.trail().uncounted()).isEqualTo(names);
        assertThat(handled.response().headers().all("X-Headgate-Uncounted"))
                .isEqualTo(names.isEmpty() ? List.of() : List.of(uncounted));
        assertThat(handled.trail().errors()).isEqualTo(error.equals("-")
                ? List.of()
                : List.of("the table counters could not count: " + error));
        String line = handled.logLine("0", 1, false).json();
        assertThat(line.contains("\"uncounted\":[\"" + String.join("\",\"", names) + "\"]"))
                .isEqualTo(!names.isEmpty());
        assertThat(handled.logLine("0", 1, false).measures().values())
                .containsEntry(GatewayMetrics.Metric.UNCOUNTED_REQUESTS, names.isEmpty() ? 0L : 1L);
        names.forEach(name -> assertThat(metrics.text()).contains("headgate_uncounted_requests_total{service=\"s\","
                + "route=\"r\",plugin=\"" + name + "\",workspace=\"default\"} 1\n"));
        assertThat(metrics.text().contains("headgate_uncounted")).isEqualTo(!names.isEmpty());
    }

    private void allFail(Fault fault) {
        dynamoDb.faults().all("UpdateItem", fault);
        dynamoDb.faults().all("GetItem", fault);
    }

    /// An attacker learns nothing of when limits are not kept.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            rate_limits: {}
            rate_limits: {uncounted_header: false}
            """)
    void clients_are_told_nothing_unless_headgate_yaml_says_so(String settings) {
        allFail(Fault.throttled());
        Handled handled = handle(active(settings, "{name: rate-limiting, config: {minute: 5}}", client));
        assertThat(handled.trail().uncounted()).containsExactly("rate-limiting");
        assertThat(handled.response().headers().toString()).doesNotContainIgnoringCase("uncounted");
    }

    @Test
    void an_outage_is_passed_through_and_then_limits_hold_again() {
        ActiveGateway active = active("{}", "{name: rate-limiting, config: {minute: 2}}", client);
        assertThat(handle(active).response().status()).isEqualTo(200);
        dynamoDb.faults().all("UpdateItem", Fault.internalError());
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Handled handled = handle(active);
            assertThat(handled.response().status()).isEqualTo(200);
            errors.add(handled.trail().errors().getFirst().replaceAll(".*: ", ""));
        }
        assertThat(String.join(" ", errors)).isEqualTo("InternalServerErrorException ".repeat(5)
                + "BreakerOpenException BreakerOpenException BreakerOpenException");
        dynamoDb.faults().clear();
        assertThat(handle(active).trail().uncounted()).containsExactly("rate-limiting");
        time.set(PluginKit.NOW.plusSeconds(1));
        assertThat(handle(active).response().headers().first("RateLimit-Remaining")).isEqualTo("0");
        assertThat(handle(active).response().status()).isEqualTo(429);
    }
}
