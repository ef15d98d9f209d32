package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Limits without fixed windows admit what the same rule admits in one place that decides at once, but for the few requests
/// that depend on the order in which those of the same milliseconds reach DynamoDB.
@Timeout(60)
class MovingLimitScenariosTest {
    private static final int SEEDS = 3;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # load                    | limit                | arrivals            | seconds | environments
            sliding, four times       | sliding 300/30s      | poisson 40          | 85      | 100
            sliding, ten times        | sliding 300/30s      | poisson 100         | 85      | 100
            sliding, bursts           | sliding 100/10s      | bursts 5 100 20 2   | 85      | 100
            sliding, any environment  | sliding 300/30s      | poisson 40          | 85      | 50 any life 20
            smooth, four times        | smooth 600/minute 50 | poisson 40          | 60      | 100
            smooth, ten times         | smooth 600/minute 50 | poisson 100         | 60      | 100
            smooth, one at a time     | smooth 600/minute 1  | poisson 20          | 60      | 100
            smooth, bursts            | smooth 300/minute 40 | bursts 5 100 20 2   | 60      | 100
            smooth, any environment   | smooth 600/minute 50 | poisson 40          | 60      | 50 any life 20
            """)
    void admits_nearly_what_one_place_would(String name, String limit, String arrivals, double seconds,
            String environments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Simulation.run(Headgate.EXACT,
                    Loads.scenario(name, seed, limit, arrivals, "one", seconds, environments));
            assertThat(outcome.failed()).as("failed, seed %d", seed).isZero();
            assertThat(outcome.admittedShare()).as("admitted of those allowed, seed %d", seed).isBetween(0.99, 1.005);
        }
    }
}
