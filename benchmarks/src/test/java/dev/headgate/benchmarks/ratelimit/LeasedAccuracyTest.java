package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of ten times as many requests as are allowed, hardly any that is allowed is refused when requests are counted ahead,
/// though what an environment has counted ahead and does not admit is lost.
@Timeout(60)
class LeasedAccuracyTest {
    private static final int SEEDS = 12;
    private static final Design LEASED = Headgate.leased(Duration.ofSeconds(1));

    private static Outcome run(String name, long seed, String limits, String arrivals, String clients, double seconds,
            String environments) {
        return Simulation.run(LEASED, Loads.scenario(name, seed, limits, arrivals, clients, seconds, environments));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # load                     | limits      | arrivals           | clients | seconds | environments
            a minute's limit           | 600/minute  | poisson 100        | one     | 80      | 100
            evenly                     | 600/minute  | steady 100         | one     | 80      | 100
            a second's limit           | 40/second   | poisson 400        | one     | 15      | 100
            any environment            | 600/minute  | poisson 100        | one     | 80      | 20 any
            any of many                | 600/minute  | poisson 100        | one     | 80      | 200 any service 1000 2000
            short lives                | 600/minute  | poisson 100        | one     | 80      | 100 life 10
            quick backend              | 1200/minute | poisson 200        | one     | 60      | 10 service 5 15
            ten clients                | 60/minute   | poisson 100        | many 10 | 80      | 100
            """)
    void at_most_a_hundredth_is_refused_wrongly_at_ten_times_the_limit(String name, String limits, String arrivals,
            String clients, double seconds, String environments) {
        double sum = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = run(name, seed, limits, arrivals, clients, seconds, environments);
            assertThat(outcome.verdict().over()).as("admitted beyond the limit, seed %d", seed).isZero();
            assertThat(outcome.wronglyRefusedShare()).as("wrongly refused, seed %d", seed).isLessThanOrEqualTo(0.03);
            sum += outcome.wronglyRefusedShare();
        }
        assertThat(sum / SEEDS).as("wrongly refused, over all seeds").isLessThanOrEqualTo(0.01);
    }
}
