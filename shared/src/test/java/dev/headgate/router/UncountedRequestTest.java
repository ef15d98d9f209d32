package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ManualTicker;
import dev.headgate.proxy.NameResolver;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncountedRequestTest {
    private static final Gateway NOBODY = new Gateway(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            fault_tolerant | status | error in the log
            true           | 418    | the table counters could not count: ApiCallTimeoutException
            false          | 500    | the table counters could not count: ApiCallTimeoutException
            """)
    void the_log_says_that_a_request_was_not_counted(boolean faultTolerant, int status, String error) {
        ManualTicker ticker = new ManualTicker();
        ActiveGateway any = GatewayKit.active("""
                routes: [{name: r, paths: [/]}]
                plugins:
                  - {name: rate-limiting, config: {minute: 5, fault_tolerant: %s}}
                  - {name: request-termination, config: {status_code: 418, message: passed}}
                """.formatted(faultTolerant), 1);
        ActiveGateway active = new ActiveGateway(any.compiled(),
                PluginKit.resources(new DeclaredCredentials(NOBODY), (_, _, _, _) -> {
                    throw new CounterStoreUnavailableException(error, new IllegalStateException());
                }), any.auth());
        try (BackendProxy proxy = new BackendProxy(1_000, NameResolver.system(), ticker, () -> {
            throw new AssertionError("no TLS here");
        })) {
            Handled handled = new Router(proxy).handle(active, GatewayKit.request("GET", "/"), Attestation.NONE,
                    Deadline.in(Duration.ofDays(1), ticker));
            assertThat(handled.response().status()).isEqualTo(status);
            assertThat(handled.trail().errors()).containsExactly(error);
        }
    }
}
