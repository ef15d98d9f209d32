package dev.headgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.balancer.Address;
import dev.headgate.balancer.AddressKit;
import dev.headgate.diagnostic.Location;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.model.HashInput;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.model.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Environments, called X and Y, that share a store, and the addresses a, b and c.
class UpstreamHealthTest {
    private static final List<Address> ALL = AddressKit.addresses("a:1", "b:1", "c:2");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:20:30Z"));
    private final Map<String, UpstreamHealth> environments = new HashMap<>();
    private final Set<String> unreachable = new HashSet<>();
    private HealthStore store = new MemoryHealthStore();
    private Breaker breaker = Breaker.DEFAULT;
    private HealthChecks checks = checks(0, Duration.ZERO, "successes=1 http=2 tcp=2");

    /// A scenario is a list of steps: `X.a 500` tells X of an answer, `+31` lets seconds pass, `X.a try 200` expects a trial
    /// at a and ends it, `X try -` expects none, `X = abc` says which addresses X takes for healthy.
    @ParameterizedTest
    @ValueSource(
            strings = {
                    "X.a 500; X = abc; X.a 500; X = bc",
                    "X.a 500; X.a 200; X.a 500; X = abc",
                    "X.a tcp; X.a 500; X = abc; X.a tcp; X = bc",
                    // What one environment finds out the others know a moment later.
                    "Y = abc; X.a 500; X.a 500; Y = abc; +5; Y = bc",
                    "X.a 500; X.a 500; Y = bc",
                    // A trial brings an address back, for all.
                    "X.a 500; X.a 500; X try -; +29; X try -; +1; X.a try 200; X = abc; Y = abc",
                    "X.a 500; X.a 500; +30; X.a try 404; X = abc",
                    // One that fails costs another half minute.
                    "X.a 500; X.a 500; +30; X.a try 500; X = bc; +29; X try -; +1; X.a try 200; X = abc",
                    "X.a tcp; X.a tcp; +30; X.a try tcp; X try -; +30; X.a try time; X try -; +30; X.a try 200; X = abc",
                    // One environment tries; the others wait for what it finds.
                    "X.a 500; X.a 500; Y = bc; +30; Y.a try 500; X try -; Y try -; +30; X.a try 200; Y try -; +5; Y = abc",
                    "X.a 500; X.a 500; Y = bc; +30; X.a trying; Y try -; Y = bc; X.a ends 200; +5; Y = abc",
                    // An address that takes no connections is not tried.
                    "X.a 500; X.a 500; down a; +30; X try -; X = bc; up a; +29; X try -; +1; X.a try 200; X = abc",
                    // Both find out at once.
                    "X = abc; Y = abc; X.a 500; X.a 500; Y.a 500; Y.a 500; +30; X.a try 200; +5; Y = abc",
                    // An environment is not told what it knows better.
                    "X.a 500; X.a 500; +30; X.a try 200; +1; X.b 500; X.b 500; X = ac; Y = ac"})
    void environments_agree(String scenario) {
        run(scenario);
    }

    /// Without the store each environment finds out by itself.
    @ParameterizedTest
    @ValueSource(
            strings = {
                    "X.a 500; X.a 500; X = bc; Y = abc; +10; Y = abc; Y.a 500; Y.a 500; Y = bc",
                    "X.a 500; X.a 500; +30; X.a try 500; X = bc; +30; X.a try 200; X = abc"})
    void without_a_store_all_goes_on(String scenario) {
        store = new FailingHealthStore();
        run(scenario);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            successes=2 tcp=1 | X.a tcp; +30; X.a try 200; X = bc; X.a try 200; X = abc
            successes=2 tcp=1 | X.a tcp; +30; X.a try 200; X.a try tcp; X try -; +30; X.a try 200; X.a try 200; X = abc
            successes=0 tcp=1 | X.a tcp; +30; X.a try 200; X = abc
            successes=0 tcp=3 | X.a tcp; X.a tcp; X.a 200; X.a tcp; X = bc
            """)
    void a_trial_wants_as_many_successes_as_kong(String passive, String scenario) {
        checks = checks(0, Duration.ZERO, passive);
        run(scenario);
    }

    @Test
    void with_no_time_to_retry_an_address_stays_out_as_in_kong() {
        breaker = new Breaker(Duration.ZERO, Duration.ofSeconds(5));
        run("X.a 500; X.a 500; X = bc; +86400; X try -; X = bc");
    }

    /// A trial that clients would see the failure of waits until another time has passed.
    @Test
    void requests_that_cannot_be_repeated_are_no_trials_at_first() {
        run("X.a 500; X.a 500; +30");
        UpstreamHealth health = environment("X");
        health.refresh(ALL);
        assertThat(health.trial(ALL, false)).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(health.trial(ALL, false)).contains(ALL.getFirst());
    }

    @Test
    void probes_that_are_heard_of_bring_addresses_back_by_themselves() {
        checks = checks(0, Duration.ofSeconds(10), "successes=1 http=2");
        store.keep("id", Map.of(ALL.getFirst().key(), new Probed(Tally.UNHEALTHY, clock.instant())));
        run("X.a 500; X.a 500; +31; X try -; X = bc");
        run("+300; X.a try 200; X = abc");
    }

    @Test
    void what_probes_find_is_heard() {
        Instant now = clock.instant();
        store.tell("id", ALL.getFirst().key(), new Status(false, now, now.plusSeconds(30)));
        run("X = bc");
        store.tell("id", ALL.getFirst().key(), new Status(true, now.plusMillis(1), Instant.EPOCH));
        run("+5; X = abc");
    }

    @ParameterizedTest(name = "threshold {0} with {1} healthy: {2}")
    @CsvSource({"0, abc, true", "0, a, true", "0, '', false", "25, a, false", "24.9, a, true", "50, c, false",
            "50, bc, true", "75, bc, false", "100, abc, false"})
    void an_upstream_is_used_while_enough_of_its_weight_is_healthy(double threshold, String healthy, boolean used) {
        checks = checks(threshold, Duration.ZERO, "successes=1 tcp=1");
        UpstreamHealth health = environment("X");
        ALL.stream().filter(address -> !healthy.contains(address.host()))
                .forEach(address -> health.report(address, new Report.TcpFailure()));
        assertThat(health.isEnough(ALL)).isEqualTo(used);
    }

    @Test
    void a_store_that_hangs_holds_up_nobody_for_long() {
        CountDownLatch end = new CountDownLatch(1);
        HealthTracking hanging = new HealthTracking(new MemoryHealthStore(), clock,
                task -> Thread.ofVirtual().start(() -> {
                    try {
                        end.await();
                        task.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                }), _ -> true, breaker);
        UpstreamHealth health = new UpstreamHealth(upstream(), hanging);
        for (int i = 0; i < 100; i++) {
            health.refresh(ALL);
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(health.isUp(ALL.getFirst())).isTrue();
        end.countDown();
    }

    private void run(String scenario) {
        for (String step : scenario.split("; ")) {
            String[] words = step.split(" ");
            if (words[0].startsWith("+")) {
                clock.advance(Duration.ofSeconds(Long.parseLong(words[0].substring(1))));
            } else if (words[0].equals("down")) {
                unreachable.add(words[1]);
            } else if (words[0].equals("up")) {
                unreachable.remove(words[1]);
            } else {
                step(step, words);
            }
        }
    }

    private void step(String step, String[] words) {
        UpstreamHealth health = environment(words[0].substring(0, 1));
        Optional<Address> address = ALL.stream().filter(any -> words[0].endsWith("." + any.host())).findFirst();
        health.refresh(ALL);
        switch (words[1]) {
            case "=" -> assertThat(healthy(health)).as(step).isEqualTo(words[2]);
            case "trying" -> assertThat(health.trial(ALL, true)).as(step).isEqualTo(address);
            case "ends" -> health.endTrial(address.orElseThrow(), report(words[2]));
            case "try" -> {
                assertThat(health.trial(ALL, true)).as(step).isEqualTo(address);
                address.ifPresent(tried -> health.endTrial(tried, report(words[2])));
            }
            default -> health.report(address.orElseThrow(), report(words[1]));
        }
    }

    private static String healthy(UpstreamHealth health) {
        StringBuilder names = new StringBuilder();
        ALL.stream().filter(health::isUp).forEach(address -> names.append(address.host()));
        return names.toString();
    }

    private static Report report(String text) {
        return switch (text) {
            case "tcp" -> new Report.TcpFailure();
            case "time" -> new Report.Timeout();
            default -> new Report.Answer(Integer.parseInt(text));
        };
    }

    private UpstreamHealth environment(String name) {
        return environments.computeIfAbsent(name, _ -> new UpstreamHealth(upstream(), new HealthTracking(store, clock,
                Runnable::run, address -> !unreachable.contains(address.host()), breaker)));
    }

    private Upstream upstream() {
        return new Upstream("id", "orders", Upstream.Algorithm.ROUND_ROBIN, new HashInput.None(), new HashInput.None(),
                10_000, checks, "", List.of(), List.of(), Location.of("test.yaml"));
    }

    private static HealthChecks checks(double threshold, Duration probes, String passive) {
        return new HealthChecks(threshold, new Active(HealthChecks.Type.HTTP, Duration.ofSeconds(1), 10, "/", Map.of(),
                "", true, probes, probes, TallyTest.thresholds("successes=1 http=1")), TallyTest.thresholds(passive));
    }
}
