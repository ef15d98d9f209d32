package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.health.FailingHealthStore;
import dev.headgate.health.HealthStore;
import dev.headgate.health.HealthStoreUnavailableException;
import dev.headgate.health.HealthTracking;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.health.ManualClock;
import dev.headgate.health.MemoryHealthStore;
import dev.headgate.health.Status;
import dev.headgate.model.HashInput;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.model.HealthChecks.Thresholds;
import dev.headgate.model.Upstream;
import dev.headgate.proxy.HealthProbes.Round;
import dev.headgate.proxy.ScriptedBackend.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthProbesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    /// A limit that passes when the test's clock moves.
    private static final Duration LOOKED_AT_OFTEN = Duration.ofMillis(20);
    private static TestCertificate certificate;

    private final ManualTicker ticker = new ManualTicker();
    private final ManualClock clock = new ManualClock(NOW);
    private final HealthStore store = new MemoryHealthStore();
    private final AtomicReference<String> behaviour = new AtomicReference<>("200");

    @BeforeAll
    static void makeCertificate(@TempDir Path directory) throws Exception {
        certificate = TestCertificate.in(directory);
    }

    /// A letter for each round, H while the target is thought to be healthy. Intervals are a minute, thresholds two.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HTTP | 200 200 200         | HHH
            HTTP | 500 500 500         | HUU
            HTTP | 500 200 500 500     | HHHU
            HTTP | 404 404             | HU
            HTTP | 403 403 403         | HHH
            HTTP | hangs-up hangs-up   | HU
            HTTP | rubbish rubbish     | HU
            HTTP | silence silence     | HU
            HTTP | 500 hangs-up 500    | HHU
            HTTP | 500 500 200 200     | HUUH
            HTTP | 500 500 200 500 200 200 | HUUUUH
            TCP  | silence hangs-up    | HH
            """)
    void probes_add_up_as_in_kong(HealthChecks.Type type, String answers, String states) {
        try (ScriptedBackend backend = ScriptedBackend.serving(asSaid())) {
            HealthProbes probes = probes(List.of(upstream(backend, active(type, 60, 60), "")));
            StringBuilder seen = new StringBuilder();
            for (String answer : answers.split(" ")) {
                behaviour.set(answer);
                assertThat(probes.round(deadline()).probed()).isEqualTo(1);
                clock.advance(Duration.ofMinutes(1));
                boolean up = store.read("id-of-orders").statuses().values().stream().allMatch(Status::up);
                seen.append(up ? 'H' : 'U');
            }
            assertThat(seen.toString()).isEqualTo(states);
        }
    }

    @ParameterizedTest(name = "healthy every {0} s, unhealthy every {1} s, target {2}")
    @CsvSource(delimiter = '|', textBlock = """
            60 | 60  | up   | 0 56 116 176
            60 | 0   | up   | 0 56 116 176
            60 | 0   | down | -
            0  | 60  | up   | -
            0  | 60  | down | 0 56 116 176
            90 | 120 | up   | 0 86 176
            60 | 120 | down | 0 116
            """)
    void targets_are_probed_when_their_time_has_come(int healthy, int unhealthy, String state, String seconds) {
        try (ScriptedBackend backend = ScriptedBackend.serving(asSaid())) {
            Upstream upstream = upstream(backend, active(HealthChecks.Type.HTTP, healthy, unhealthy), "");
            if (state.equals("down")) {
                behaviour.set("500");
                store.tell(upstream.id(), "127.0.0.1:" + backend.port() + " a.test",
                        new Status(false, NOW, NOW.plusSeconds(30)));
            }
            HealthProbes probes = probes(List.of(upstream));
            List<String> probed = IntStream.range(0, 200).filter(_ -> {
                boolean was = probes.round(deadline()).probed() > 0;
                clock.advance(Duration.ofSeconds(1));
                return was;
            }).mapToObj(Integer::toString).toList();
            // A probe may be five seconds early, so those that are asked for each second come after 55 and 60.
            assertThat(probed.isEmpty() ? "-" : probed.getFirst()).isEqualTo(seconds.split(" ")[0]);
            assertThat(probed.size()).isBetween(seconds.split(" ").length - 1, seconds.split(" ").length + 1);
        }
    }

    @ParameterizedTest(name = "Host {1}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''               | a.test
            other.example:81 | other.example:81
            """)
    void a_probe_is_a_plain_request(String hostHeader, String host) {
        try (ScriptedBackend backend = ScriptedBackend.serving(asSaid())) {
            probes(List.of(upstream(backend, active(HealthChecks.Type.HTTP, 60, 60), hostHeader))).round(deadline());
            assertThat(backend.heads()).containsExactly("""
                    GET /ready HTTP/1.1
                    Host: %s
                    Connection: keep-alive
                    X-Probe: 1
                    User-Agent: %s

                    """.formatted(host, Product.TOKEN));
        }
    }

    @ParameterizedTest(name = "verified {0}, sni \"{1}\"")
    @CsvSource(emptyValue = "", textBlock = """
            true,'',true
            true,elsewhere.test,false
            false,elsewhere.test,true
            """)
    void a_probe_over_tls_checks_the_certificate(boolean verify, String sni, boolean good)
            throws IOException, GeneralSecurityException {
        ServerSocket socket = certificate.server().getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        try (ScriptedBackend backend = ScriptedBackend.over(socket, asSaid())) {
            Active tls = new Active(HealthChecks.Type.HTTPS, Duration.ofSeconds(30), 1, "/", Map.of(), sni, verify,
                    Duration.ofMinutes(1), Duration.ofMinutes(1), new Thresholds(1, Set.of(200), 1, 1, 1, Set.of(500)));
            new HealthProbes(List.of(upstream(backend, tls, "")), tracking(store), ProxyKit::resolve,
                    HealthProbesTest::trust).round(deadline());
            assertThat(store.read("id-of-orders").statuses().values().stream().allMatch(Status::up)).isEqualTo(good);
        }
    }

    @Test
    void routers_follow_what_probes_find() {
        try (ScriptedBackend one = ScriptedBackend.serving(asSaid());
                ScriptedBackend two = ScriptedBackend.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Upstream plain = ProxyKit.upstream("orders", "", "one.test:" + one.port() + ":1",
                    "two.test:" + two.port() + ":1");
            Upstream upstream = with(plain, active(HealthChecks.Type.HTTP, 60, 60));
            HealthProbes probes = probes(List.of(upstream));
            Balancer balancer = new Balancer(upstream, tracking(store), new SplittableRandom(1));
            assertThat(hosts(balancer)).contains("one.test", "two.test");
            behaviour.set("500");
            probes.round(deadline());
            clock.advance(Duration.ofMinutes(1));
            Round second = probes.round(deadline());
            assertThat(second.changes()).singleElement()
                    .matches(change -> !change.up() && change.address().endsWith("one.test"));
            clock.advance(Duration.ofSeconds(5));
            assertThat(hosts(balancer)).containsOnly("two.test");

            // Probes are heard of, so there are no trials: the address comes back when they say so.
            clock.advance(Duration.ofSeconds(55));
            assertThat(hosts(balancer)).containsOnly("two.test");
            behaviour.set("200");
            probes.round(deadline());
            clock.advance(Duration.ofMinutes(1));
            probes.round(deadline());
            clock.advance(Duration.ofSeconds(5));
            assertThat(hosts(balancer)).contains("one.test", "two.test");
        }
    }

    @Test
    void a_round_says_whether_another_would_change_something() {
        try (ScriptedBackend backend = ScriptedBackend.serving(asSaid())) {
            HealthProbes probes = probes(List.of(upstream(backend, active(HealthChecks.Type.HTTP, 60, 60), "")));
            StringBuilder undecided = new StringBuilder();
            for (String answer : "200 500 500 500 200 200 500 200".split(" ")) {
                behaviour.set(answer);
                undecided.append(probes.round(deadline()).undecided() ? '?' : '.');
                clock.advance(Duration.ofMinutes(1));
            }
            assertThat(undecided.toString()).isEqualTo(".?..?.?.");
        }
    }

    @Test
    void without_active_checks_nothing_is_asked() {
        HealthProbes probes = new HealthProbes(List.of(ProxyKit.upstream("orders", "", "a.test:80:1")),
                tracking(new FailingHealthStore()), ProxyKit::resolve, HealthProbesTest::trust);
        assertThat(probes.areAny()).isFalse();
        assertThat(probes.shortestInterval()).isEmpty();
        assertThat(probes.round(deadline())).isEqualTo(new Round(0, List.of(), false));
    }

    @Test
    void a_round_without_a_store_fails() {
        HealthProbes probes = new HealthProbes(
                List.of(with(ProxyKit.upstream("orders", "", "a.test:80:1"), active(HealthChecks.Type.TCP, 60, 90))),
                tracking(new FailingHealthStore()), ProxyKit::resolve, HealthProbesTest::trust);
        assertThat(probes.shortestInterval()).contains(Duration.ofMinutes(1));
        assertThatThrownBy(() -> probes.round(deadline())).isInstanceOf(HealthStoreUnavailableException.class);
    }

    /// What has not ended when the function's time is over tells nothing.
    @Test
    void a_probe_that_the_deadline_cuts_says_nothing_of_its_target() {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> conversation.holdOn(ticker))) {
            HealthProbes probes = probes(List.of(upstream(backend, active(HealthChecks.Type.HTTP, 60, 60), "")));
            Round round = probes.round(Deadline.in(Duration.ofMillis(10), ticker));
            assertThat(round).isEqualTo(new Round(0, List.of(), false));
        }
    }

    private static SSLContext trust() {
        try {
            return certificate.trust();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> hosts(Balancer balancer) {
        return IntStream.range(0, 10).mapToObj(_ -> balancer.new Turn(ProxyKit::resolve,
                Deadline.in(Duration.ofMinutes(1), new ManualTicker()), true, HashSource.NONE).next().orElseThrow()
                .address().host()).distinct().toList();
    }

    private HealthProbes probes(List<Upstream> upstreams) {
        return new HealthProbes(upstreams, tracking(store), ProxyKit::resolve, HealthProbesTest::trust);
    }

    private HealthTracking tracking(HealthStore in) {
        return new HealthTracking(in, clock, Runnable::run, _ -> true, Breaker.DEFAULT);
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofDays(1000), ticker);
    }

    private static Active active(HealthChecks.Type type, int healthy, int unhealthy) {
        return new Active(type, LOOKED_AT_OFTEN, 10, "/ready", Map.of("X-Probe", List.of("1")), "", true,
                Duration.ofSeconds(healthy), Duration.ofSeconds(unhealthy),
                new Thresholds(2, Set.of(200), 2, 2, 2, Set.of(404, 500)));
    }

    private static Upstream upstream(ScriptedBackend backend, Active active, String hostHeader) {
        return with(ProxyKit.upstream("orders", hostHeader, "a.test:" + backend.port() + ":1"), active);
    }

    private static Upstream with(Upstream plain, Active active) {
        return new Upstream(plain.id(), plain.name(), plain.algorithm(), new HashInput.None(), new HashInput.None(),
                10_000, new HealthChecks(0, active, ProxyKit.NO_CHECKS.passive()), plain.hostHeader(), plain.targets(),
                List.of(), plain.location());
    }

    /// Behaves as is said when the request comes.
    private Script asSaid() {
        return conversation -> {
            if (behaviour.get().equals("hangs-up")) {
                return;
            }
            if (conversation.readHead().isEmpty()) {
                return;
            }
            switch (behaviour.get()) {
                case "silence" -> conversation.holdOn(ticker);
                case "rubbish" -> conversation.send("220 mail.example ESMTP\r\n\r\n");
                default -> conversation.send("HTTP/1.1 " + behaviour.get() + " Said\r\nContent-Length: 0\r\n\r\n");
            }
        };
    }
}
