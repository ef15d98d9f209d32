package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys that are counted more often than DynamoDB writes one item: they are spread over several, so that no request fails,
/// exactly the limit is admitted, and none is refused for room that lies with another item.
@Timeout(60)
class HotKeyScenariosTest {
    private static final int SEEDS = 3;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # load                   | limits                    | arrivals         | seconds | environments
            now and then too hot     | 500/second                | poisson 600      | 5       | 200
            too hot                  | 2000/second               | poisson 2500     | 4       | 1000
            far below the limit      | 600000/minute             | poisson 2500     | 3       | 1000
            soon at the limit        | 2000/minute               | poisson 2500     | 3       | 1000
            suddenly                 | 60000/minute              | bursts 20 3000 10 2 | 4    | 1000
            """)
    void no_request_fails_and_none_is_refused_wrongly(String name, String limits, String arrivals,
            double seconds, String environments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Simulation.run(Headgate.EXACT,
                    Loads.scenario(name, seed, limits, arrivals, "one", seconds, environments));
            assertThat(outcome.failed()).as("failed, seed %d", seed).isZero();
            assertThat(outcome.verdict().over()).as("admitted beyond the limit, seed %d", seed).isZero();
            assertThat(outcome.verdict().wronglyRefused()).as("wrongly refused, seed %d", seed).isZero();
        }
    }
}
