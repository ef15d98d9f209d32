package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where most requests are refused, few of them reach DynamoDB: an environment that has learned that a window is full
/// refuses from memory. One in twenty is admitted, so no design that counts each can do with fewer than 0.05 writes a
/// request.
@Timeout(60)
class AttackScenariosTest {
    private static final int SEEDS = 4;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # attack                     | limits      | arrivals          | clients             | seconds | environments
            one client                   | 200/minute  | poisson 100       | one                 | 80      | 100
            one client, evenly           | 200/minute  | steady 100        | one                 | 80      | 100
            any environment              | 200/minute  | poisson 100       | one                 | 80      | 20 any
            in bursts                    | 200/minute  | bursts 5 400 20 5 | one                 | 80      | 100
            ten clients                  | 20/minute   | poisson 100       | many 10             | 80      | 10
            environments that die        | 200/minute  | poisson 100       | one                 | 80      | 100 life 20
            """)
    void at_most_a_tenth_of_the_requests_writes(String name, String limits, String arrivals, String clients,
            double seconds, String environments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Simulation.run(Headgate.EXACT,
                    Loads.scenario(name, seed, limits, arrivals, clients, seconds, environments));
            assertThat((double) outcome.admitted() / outcome.requests()).as("admitted of all, seed %d", seed)
                    .isBetween(0.04, 0.06);
            assertThat(outcome.verdict()).as("verdict, seed %d", seed)
                    .isEqualTo(new Oracle.Verdict(outcome.admitted(), 0, 0));
            assertThat(outcome.writesPerRequest()).as("writes a request, seed %d", seed).isLessThanOrEqualTo(0.1);
        }
    }
}
