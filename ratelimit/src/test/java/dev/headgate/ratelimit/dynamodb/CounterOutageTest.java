package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Limits hold through outages: what is admitted has been counted, whatever becomes of calls.
class CounterOutageTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T10:20:00Z");
    private static final Counting LEASED = new Counting.Leased(Duration.ofSeconds(1));
    private static final List<Limit> HUNDRED = List.of(new Limit(Period.MINUTE, 100));
    private static CounterTables tables;

    private final AtomicReference<Instant> time = new AtomicReference<>(BEGIN);

    @BeforeContainer
    static void start() {
        tables = new CounterTables();
    }

    @AfterContainer
    static void stop() {
        tables.close();
    }

    @AfterTry
    void heal() {
        tables.dynamoDb().faults().clear();
    }

    /// An environment with a breaker, as functions have one.
    private CounterStore environment(String table, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new DynamoDbCounterStore(new GuardedClient(tables.client(), BreakerSettings.DEFAULT, time::get), table,
                100, bound -> {
                    synchronized (random) {
                        return random.nextInt(bound);
                    }
                });
    }

    /// What one request comes to.
    private enum Answer {
        ADMITTED, REFUSED, UNKNOWN
    }

    private Answer answer(CounterStore store, List<Limit> limits, Counting counting) {
        try {
            return store.count("key", limits, counting, time.get()).admitted() ? Answer.ADMITTED : Answer.REFUSED;
        } catch (CounterStoreUnavailableException _) {
            return Answer.UNKNOWN;
        }
    }

    @Example
    void a_lease_serves_on_while_the_table_is_dead_and_no_further() {
        CounterStore store = environment(tables.table(), 1);
        int before = 0;
        while (before < 40) {
            assertThat(answer(store, HUNDRED, LEASED)).isEqualTo(Answer.ADMITTED);
            time.set(time.get().plusMillis(20));
            before++;
        }
        tables.dynamoDb().faults().all("UpdateItem", Fault.internalError());
        List<Answer> during = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            during.add(answer(store, HUNDRED, LEASED));
            time.set(time.get().plusMillis(20));
        }
        long served = during.stream().filter(Answer.ADMITTED::equals).count();
        assertThat(served).isPositive();
        assertThat(during.subList(0, (int) served)).containsOnly(Answer.ADMITTED);
        assertThat(during.subList((int) served, during.size())).containsOnly(Answer.UNKNOWN);
        tables.dynamoDb().faults().clear();
        time.set(time.get().plusSeconds(2));
        long after = 0;
        for (int i = 0; i < 200; i++) {
            after += answer(store, HUNDRED, LEASED) == Answer.ADMITTED ? 1 : 0;
            time.set(time.get().plusMillis(20));
        }
        assertThat(before + served + after).isEqualTo(100);
    }

    /// Other keys have made the environment stop asking.
    @Example
    void a_lease_serves_on_while_nothing_is_asked() {
        CounterStore store = environment(tables.table(), 1);
        for (int i = 0; i < 40; i++) {
            answer(store, HUNDRED, LEASED);
            time.set(time.get().plusMillis(20));
        }
        tables.dynamoDb().faults().all("UpdateItem", Fault.internalError());
        for (int i = 0; i < 5; i++) {
            try {
                store.count("another key", HUNDRED, time.get());
            } catch (CounterStoreUnavailableException _) {
                // As it was meant to be.
            }
        }
        tables.calls();
        assertThat(answer(store, HUNDRED, LEASED)).isEqualTo(Answer.ADMITTED);
        assertThat(tables.calls()).isEmpty();
    }

    /// One request.
    ///
    /// @param environment that serves it
    /// @param pauseMillis since the one before
    /// @param fault that the next call meets; none for 0
    record Arrival(int environment, int pauseMillis, int fault) {}

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void no_window_admits_more_than_its_limit(@ForAll("arrivals") List<Arrival> arrivals,
            @ForAll("countings") Counting counting,
            @ForAll("limits") List<Limit> limits) {
        String table = tables.table();
        time.set(BEGIN);
        List<CounterStore> environments = List.of(environment(table, 1), environment(table, 2), environment(table, 3));
        Map<TimeWindow, Integer> admitted = new HashMap<>();
        for (Arrival arrival : arrivals) {
            time.set(time.get().plusMillis(arrival.pauseMillis()));
            meet(arrival.fault());
            if (answer(environments.get(arrival.environment()), limits, counting) == Answer.ADMITTED) {
                limits.forEach(limit -> assertThat(admitted.merge(limit.window(time.get()), 1, Integer::sum))
                        .isLessThanOrEqualTo((int) limit.count()));
            }
            tables.dynamoDb().faults().clear();
        }
    }

    /// Without throttling, for which a key is spread over items that take room for several requests at once.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void what_is_counted_is_what_was_admitted_and_what_got_lost(@ForAll("arrivals") List<Arrival> arrivals) {
        String table = tables.table();
        time.set(BEGIN);
        List<Limit> limits = List.of(new Limit(Period.YEAR, 12));
        List<CounterStore> environments = List.of(environment(table, 1), environment(table, 2), environment(table, 3));
        int admitted = 0;
        int lost = 0;
        for (Arrival arrival : arrivals) {
            time.set(time.get().plusMillis(arrival.pauseMillis()));
            int fault = arrival.fault() == 1 ? 0 : arrival.fault();
            meet(fault);
            Answer answer = answer(environments.get(arrival.environment()), limits, Counting.ONE);
            admitted += answer == Answer.ADMITTED ? 1 : 0;
            lost += answer == Answer.UNKNOWN && fault == 3 ? 1 : 0;
            tables.dynamoDb().faults().clear();
        }
        long counted = admitted + lost == 0
                ? 0
                : CounterItem.of(tables.itemOrNone(table)).used(
                        limits.getFirst().window(time.get()));
        assertThat(counted).isBetween((long) admitted, Math.min(12L, admitted + lost));
    }

    private static void meet(int fault) {
        switch (fault) {
            case 1 -> tables.dynamoDb().faults().next("UpdateItem", Fault.throttled());
            case 2 -> tables.dynamoDb().faults().next("UpdateItem", Fault.internalError());
            case 3 -> tables.dynamoDb().faults().next("UpdateItem", Fault.droppedAnswer());
            default -> tables.dynamoDb().faults().clear();
        }
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<Integer> pauses = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.integers().between(0, 50)),
                Tuple.of(2, Arbitraries.integers().between(200, 2_000)),
                Tuple.of(1, Arbitraries.integers().between(20_000, 70_000)));
        Arbitrary<Integer> faults = Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(2, 1), Tuple.of(2, 2),
                Tuple.of(2, 3));
        return Combinators.combine(Arbitraries.integers().between(0, 2), pauses, faults).as(Arrival::new).list()
                .ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<Counting> countings() {
        return Arbitraries.of(Counting.ONE, LEASED, new Counting.Penalized());
    }

    @Provide
    Arbitrary<List<Limit>> limits() {
        return Arbitraries.of(List.of(new Limit(Period.MINUTE, 12)),
                List.of(new Limit(Period.SECOND, 3), new Limit(Period.HOUR, 20)),
                List.of(new Limit(Period.MINUTE, 1)), List.of(new Limit(Period.MINUTE, 8), new Limit(Period.DAY, 15)));
    }
}
