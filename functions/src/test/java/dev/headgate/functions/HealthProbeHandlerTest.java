package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.health.HealthTracking;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.health.ManualClock;
import dev.headgate.health.MemoryHealthStore;
import dev.headgate.model.Upstream;
import dev.headgate.proxy.HealthProbes;
import dev.headgate.proxy.ManualTicker;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.GatewayKit;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Invocations a minute apart, of a function whose target answers one status until the given second and another one from
/// then on.
class HealthProbeHandlerTest {
    private final ManualTicker ticker = new ManualTicker();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:20:30Z"));
    private final Instant start = clock.instant();

    @ParameterizedTest(name = "every {0} s, {1} times; {2}, from second {3} on {4}: {5}")
    @CsvSource(delimiter = '|', textBlock = """
            5  | 3 | 200 | 0   | 500 | 10 unhealthy           | 0 5 10 60 120 180
            5  | 3 | 200 | 60  | 500 | 70 unhealthy           | 0 60 65 70 120 180
            5  | 3 | 500 | 60  | 200 | 10 unhealthy, 70 healthy | 0 5 10 60 65 70 120 180
            60 | 3 | 200 | 0   | 500 | 120 unhealthy          | 0 60 120 180
            60 | 1 | 500 | 120 | 200 | 0 unhealthy, 120 healthy | 0 60 120 180
            5  | 3 | 200 | 300 | 500 | -                      | 0 60 120 180
            20 | 9 | 200 | 0   | 500 | 160 unhealthy          | 0 20 40 60 80 100 120 140 160 180
            """)
    void a_target_is_decided_upon_within_an_invocation(int interval, int threshold, int status, int second, int then,
            String changes, String probes) {
        List<String> probed = new ArrayList<>();
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            probed.add(Long.toString(second()));
            conversation.send("HTTP/1.1 " + (second() < second ? status : then) + " x\r\nContent-Length: 0\r\n\r\n");
        })) {
            List<String> lines = new ArrayList<>();
            List<String> logged = new ArrayList<>();
            HealthProbeHandler handler = new HealthProbeHandler(
                    HealthProbes.system(upstreams(interval, threshold, backend.port()), tracking()), ticker,
                    this::advance);
            for (int minute = 0; minute < 4; minute++) {
                advance(start.plusSeconds(60L * minute).minusMillis(clock.millis()).toEpochMilli());
                handler.handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                        new TestContext(logged, 55_000));
                // An invocation ends with what it decides.
                logged.forEach(line -> lines.add(second() + " " + shortened(line, backend)));
                logged.clear();
            }
            assertThat(String.join(" ", probed)).isEqualTo(probes);
            assertThat(lines.isEmpty() ? "-" : String.join(", ", lines)).isEqualTo(changes);
        }
    }

    private static String shortened(String line, ScriptedBackend backend) {
        return line.replaceFirst("\\{\"upstreamId\":\"[0-9a-f-]{36}\",\"address\":\"127.0.0.1:" + backend.port()
                + "\",\"decision\":\"(.*)\"}", "$1");
    }

    private long second() {
        return Duration.between(start, clock.instant()).toSeconds();
    }

    private void advance(long millis) {
        advance(Duration.ofMillis(millis));
    }

    private void advance(Duration time) {
        clock.advance(time);
        ticker.advance(time);
    }

    private HealthTracking tracking() {
        return new HealthTracking(new MemoryHealthStore(), clock, Runnable::run, _ -> true, Breaker.DEFAULT);
    }

    private static List<Upstream> upstreams(int interval, int threshold, int port) {
        return GatewayKit.active("""
                upstreams:
                - name: orders.upstream
                  targets: [{target: '127.0.0.1:%d'}]
                  healthchecks:
                    active:
                      timeout: 30
                      healthy: {interval: %d, successes: %d}
                      unhealthy: {interval: %d, http_failures: %d}
                """.formatted(port, interval, threshold, interval, threshold), 0).compiled().gateway().upstreams();
    }
}
