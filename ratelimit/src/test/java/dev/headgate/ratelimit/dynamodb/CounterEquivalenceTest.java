package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Several environments over one table admit what one store in memory admits, whatever comes in whichever order, with
/// clocks that are some seconds apart.
class CounterEquivalenceTest {
    private static final Instant BEGIN = Instant.parse("2026-12-31T23:58:30Z");
    private static CounterTables tables;

    @BeforeContainer
    static void start() {
        tables = new CounterTables();
    }

    @AfterContainer
    static void stop() {
        tables.close();
    }

    /// One request.
    ///
    /// @param environment that serves it
    /// @param pauseSeconds since the one before
    /// @param lagSeconds how far the environment's clock is behind
    record Arrival(int environment, String key, List<Limit> limits, int pauseSeconds, int lagSeconds) {}

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void environments_admit_what_one_store_would(@ForAll("arrivals") List<Arrival> arrivals) {
        String table = tables.table();
        List<DynamoDbCounterStore> environments = IntStream.range(0, 3).mapToObj(_ -> tables.environment(table))
                .toList();
        MemoryCounterStore memory = new MemoryCounterStore();
        Instant now = BEGIN;
        for (Arrival arrival : arrivals) {
            now = now.plusSeconds(arrival.pauseSeconds());
            Instant read = now.minusSeconds(arrival.lagSeconds());
            Usage expected = memory.count(arrival.key(), arrival.limits(), read);
            Usage usage = environments.get(arrival.environment()).count(arrival.key(), arrival.limits(), read);
            assertThat(usage.admitted()).isEqualTo(expected.admitted());
            if (usage.admitted()) {
                assertThat(usage).isEqualTo(expected);
            }
        }
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<List<Limit>> limits = Arbitraries.of(List.of(new Limit(Period.SECOND, 2)),
                List.of(new Limit(Period.MINUTE, 3)), List.of(new Limit(Period.MINUTE, 4), new Limit(Period.HOUR, 6)),
                List.of(new Limit(Period.SECOND, 1), new Limit(Period.YEAR, 8)),
                List.of(new Limit(new Span.Seconds(30), 4, Limit.Type.SLIDING)),
                List.of(new Limit(new Span.Seconds(30), 3, Limit.Type.SLIDING), new Limit(new Span.Seconds(90), 7)),
                List.of(Limit.smooth(Period.MINUTE, 7, 2)),
                List.of(Limit.smooth(new Span.Seconds(30), 3, 3), new Limit(Period.HOUR, 7)));
        Arbitrary<Integer> pauses = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(1, 20)),
                Tuple.of(1, Arbitraries.integers().between(60, 7_200)));
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of("a", "b"), limits, pauses,
                Arbitraries.integers().between(0, 7)).as(Arrival::new).list().ofMinSize(1).ofMaxSize(40);
    }
}
