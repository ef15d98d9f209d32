package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counting each request promises, held under every load by several seeds each: while DynamoDB answers, exactly the
/// limit is admitted in each window, or all that came.
@Timeout(60)
class ExactScenariosTest {
    private static final int SEEDS = 6;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # load                     | limits                              | arrivals             | clients             | seconds | environments
            steady below the limit     | 6000/minute                         | steady 50            | one                 | 70      | 100
            steady at the limit        | 80/second                           | steady 80            | one                 | 40      | 100
            around the limit           | 80/second                           | poisson 80           | one                 | 40      | 100
            ten times the limit        | 20/second                           | poisson 200          | one                 | 20      | 100
            ten times a minute's limit | 600/minute                          | poisson 100          | one                 | 85      | 100
            bursts                     | 500/minute                          | bursts 5 300 20 2    | one                 | 85      | 200
            a day's wave               | 60/second                           | diurnal 60 30        | one                 | 60      | 100
            an abuser among a million  | 300/minute                          | poisson 80           | abuser 0.9 1000000  | 60      | 100
            many clients               | 30/minute                           | poisson 80           | many 100            | 60      | 100
            three limits               | 10/second, 300/minute, 500/hour     | poisson 40           | many 4              | 85      | 100
            two limits, the longer low | 50/second, 400/day                  | poisson 80           | one                 | 30      | 100
            a month and a year         | 400/month, 700/year                 | poisson 40           | many 2              | 60      | 100
            half minutes               | 300/30s                             | poisson 40           | one                 | 85      | 100
            a single environment       | 100/minute                          | poisson 30           | one                 | 85      | 1
            any environment            | 20/second                           | poisson 100          | one                 | 30      | 50 any
            slow backend, many         | 2000/minute                         | poisson 100          | one                 | 40      | 1000 any service 4000 8000
            ten thousand               | 2500/minute                         | poisson 400          | one                 | 10      | 10000 any service 50000 60000
            short lives                | 20/second                           | poisson 80           | one                 | 40      | 100 life 2
            clocks off by seconds      | 20/second                           | poisson 80           | one                 | 40      | 100 any skew 3000 200
            clocks off by a minute     | 800/minute                          | poisson 40           | one                 | 85      | 100 any skew 60000 200
            too few environments       | 1000/minute                         | poisson 60           | one                 | 60      | 10 service 500 1000
            """)
    void exactly_the_limit_is_admitted(String name, String limits, String arrivals, String clients, double seconds,
            String environments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Simulation.run(Headgate.EXACT,
                    Loads.scenario(name, seed, limits, arrivals, clients, seconds, environments));
            assertThat(outcome.requests()).as("requests, seed %d", seed).isGreaterThan(500);
            assertThat(outcome.failed()).as("failed, seed %d", seed).isZero();
            assertThat(outcome.verdict().over()).as("admitted beyond the limit, seed %d", seed).isZero();
            assertThat(outcome.verdict().wronglyRefused()).as("wrongly refused, seed %d", seed).isZero();
        }
    }
}
