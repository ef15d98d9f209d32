package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.health.FailingHealthStore;
import dev.headgate.health.HealthStore;
import dev.headgate.health.HealthTracking;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.health.ManualClock;
import dev.headgate.health.MemoryHealthStore;
import dev.headgate.model.HashInput;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.HealthChecks.Thresholds;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.model.Upstream.Algorithm;
import dev.headgate.plugin.UpstreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Ten targets, of which one is dead: what clients see of it, and what it sees of them.
class DeadTargetTest {
    private static final HealthChecks CHECKS = ProxyKit
            .checks(new Thresholds(1, Set.of(200), 2, 2, 2, Set.of(500, 503)));
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private final ManualTicker ticker = new ManualTicker();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:20:30Z"));
    private final BackendProxy proxy = new BackendProxy(1000, ProxyKit::resolve, ticker, () -> {
        throw new AssertionError("no TLS here");
    });
    private final List<ScriptedBackend> backends = new ArrayList<>();
    private final AtomicInteger requestsToTheSick = new AtomicInteger();
    private final AtomicReference<String> symptom = new AtomicReference<>("");

    @AfterEach
    void close() {
        backends.forEach(ScriptedBackend::close);
        proxy.close();
    }

    /// All is done with requests that may be repeated, until the dead target is out.
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void clients_see_nothing_of_a_dead_target(Algorithm algorithm) {
        Upstreams upstreams = environment(algorithm, new MemoryHealthStore());
        symptom.set("hangs up");
        assertThat(statuses("GET", upstreams, 100)).containsOnly(200);
        assertThat(requestsToTheSick).hasValueLessThanOrEqualTo(2);

        // By now it is out, whatever the method.
        requestsToTheSick.set(0);
        assertThat(statuses("POST", upstreams, 100)).containsOnly(200);
        assertThat(requestsToTheSick).hasValue(0);
    }

    @ParameterizedTest(name = "{0}, store {1}")
    @CsvSource({"hangs up, works", "hangs up, is down", "answers 503, works", "answers 503, is down"})
    void a_target_that_gets_well_gets_requests_again(String sickness, String store) {
        Upstreams upstreams = environment(Algorithm.ROUND_ROBIN,
                store.equals("works") ? new MemoryHealthStore() : new FailingHealthStore());
        symptom.set(sickness);
        statuses("GET", upstreams, 30);
        requestsToTheSick.set(0);

        for (int minute = 0; minute < 3; minute++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(statuses("GET", upstreams, 30)).as("a trial is made again elsewhere").containsOnly(200);
            assertThat(requestsToTheSick).as("one trial a minute").hasValue(minute + 1);
        }

        symptom.set("");
        clock.advance(Duration.ofMinutes(1));
        requestsToTheSick.set(0);
        assertThat(statuses("POST", upstreams, 30)).containsOnly(200);
        assertThat(requestsToTheSick).as("no trial with what cannot be repeated").hasValue(0);
        assertThat(statuses("GET", upstreams, 101)).containsOnly(200);
        assertThat(requestsToTheSick).hasValueBetween(10, 12);
    }

    @Test
    void another_environment_learns_of_it() {
        HealthStore store = new MemoryHealthStore();
        Upstreams first = environment(Algorithm.ROUND_ROBIN, store);
        symptom.set("hangs up");
        statuses("GET", first, 30);
        requestsToTheSick.set(0);
        assertThat(statuses("POST", another(store), 100)).containsOnly(200);
        assertThat(requestsToTheSick).hasValue(0);
    }

    /// Kong counts a backend's own 504 as a timeout.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"answers 504", "answers 500"})
    void bad_answers_reach_clients_until_the_target_is_out(String sickness) {
        Upstreams upstreams = environment(Algorithm.ROUND_ROBIN, new MemoryHealthStore());
        symptom.set(sickness);
        int status = Integer.parseInt(sickness.substring(8));
        assertThat(statuses("GET", upstreams, 100).filter(got -> got == status)).hasSize(2);
    }

    @Test
    void where_all_are_dead_kong_says_so_until_a_trial_succeeds() {
        ScriptedBackend backend = add(sick());
        Upstream upstream = upstream(Algorithm.ROUND_ROBIN, List.of(backend), CHECKS);
        Upstreams upstreams = new Upstreams(List.of(upstream), tracking(new MemoryHealthStore()),
                new SplittableRandom(1));
        symptom.set("hangs up");
        assertThat(statuses("GET", upstreams, 2)).containsExactly(503, 503);
        symptom.set("");
        assertThat(statuses("GET", upstreams, 2)).containsExactly(503, 503);
        clock.advance(Duration.ofSeconds(30));
        assertThat(statuses("POST", upstreams, 2)).containsExactly(200, 200);
    }

    @Test
    void hashed_requests_come_back_to_their_target() {
        Upstreams upstreams = environment(Algorithm.CONSISTENT_HASHING, new MemoryHealthStore());
        List<String> before = owners(upstreams);
        symptom.set("hangs up");
        owners(upstreams);
        owners(upstreams);
        List<String> meanwhile = owners(upstreams);
        IntStream.range(0, 200).filter(i -> !before.get(i).equals("sick"))
                .forEach(i -> assertThat(meanwhile.get(i)).isEqualTo(before.get(i)));
        assertThat(meanwhile).doesNotContain("sick");
        symptom.set("");
        clock.advance(Duration.ofMinutes(1));
        owners(upstreams);
        assertThat(owners(upstreams)).isEqualTo(before).contains("sick");
    }

    /// Which target each of 200 clients gets.
    private List<String> owners(Upstreams upstreams) {
        return IntStream.range(0, 200).mapToObj(client -> {
            Outcome outcome = call("GET", upstreams, "client-" + client);
            return outcome instanceof Outcome.Answered answered ? answered.response().headers().first("X-Name") : "";
        }).toList();
    }

    private Stream<Integer> statuses(String method, Upstreams upstreams, int count) {
        return IntStream.range(0, count).mapToObj(i -> ProxyKit.status(call(method, upstreams, "client-" + i))).toList()
                .stream();
    }

    private Outcome call(String method, Upstreams upstreams, String client) {
        Service service = ProxyKit.service(Protocol.HTTP, "ten", 80, 5);
        UpstreamRequest request = ProxyKit.request(method, "/", "");
        HashSource hashes = input -> java.util.Optional.of(client)
                .filter(_ -> input instanceof HashInput.ClientAddress);
        return proxy.call(service, request, ProxyKit.forwarded(), upstreams, hashes,
                Deadline.in(Duration.ofDays(1000), ticker));
    }

    /// Nine well targets and one that is as the symptom says.
    private Upstreams environment(Algorithm algorithm, HealthStore store) {
        add(sick());
        for (int i = 0; i < 9; i++) {
            add(well("well-" + i));
        }
        return new Upstreams(List.of(upstream(algorithm, backends, CHECKS)), tracking(store), new SplittableRandom(1));
    }

    private Upstreams another(HealthStore store) {
        return new Upstreams(List.of(upstream(Algorithm.ROUND_ROBIN, backends, CHECKS)), tracking(store),
                new SplittableRandom(2));
    }

    private HealthTracking tracking(HealthStore store) {
        return new HealthTracking(store, clock, Runnable::run, _ -> true, Breaker.DEFAULT);
    }

    private static Upstream upstream(Algorithm algorithm, List<ScriptedBackend> backends, HealthChecks checks) {
        Upstream plain = ProxyKit.upstream("ten", "", backends.stream()
                .map(backend -> "target-" + backend.port() + ".test:" + backend.port() + ":100")
                .toArray(String[]::new));
        return new Upstream(plain.id(), plain.name(), algorithm, new HashInput.ClientAddress(), new HashInput.None(),
                10_000, checks, "", plain.targets(), List.of(), plain.location());
    }

    private ScriptedBackend add(ScriptedBackend backend) {
        backends.add(backend);
        return backend;
    }

    private static ScriptedBackend well(String name) {
        return ScriptedBackend.answering(named(name));
    }

    private ScriptedBackend sick() {
        return ScriptedBackend.serving(conversation -> {
            while (!conversation.readHead().isEmpty()) {
                requestsToTheSick.incrementAndGet();
                switch (symptom.get()) {
                    case "hangs up" -> {
                        return;
                    }
                    case "" -> conversation.send(named("sick"));
                    default -> conversation.send("HTTP/1.1 " + symptom.get().substring(8)
                            + " Sick\r\nContent-Length: 0\r\n\r\n");
                }
            }
        });
    }

    private static String named(String name) {
        return OK.replace("Content", "X-Name: " + name + "\r\nContent");
    }
}
