package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counting ahead promises: never more than the limit, and few writes where an environment sees a key often.
@Timeout(60)
class LeasedScenariosTest {
    private static final int SEEDS = 4;
    /// What is lost is a matter of chance, and held to a bound on average.
    private static final int ACCURACY_SEEDS = 12;
    private static final Design LEASED = Headgate.leased(Duration.ofSeconds(1));

    private static Outcome run(String name, long seed, String limits, String arrivals, String clients, double seconds,
            String environments) {
        return Simulation.run(LEASED, Loads.scenario(name, seed, limits, arrivals, clients, seconds, environments));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # load                     | limits                              | arrivals             | clients             | seconds | environments
            below the limit            | 6000/minute                         | poisson 60           | one                 | 70      | 100
            around the limit           | 80/second                           | poisson 80           | one                 | 30      | 100
            bursts                     | 500/minute                          | bursts 5 300 20 2    | one                 | 85      | 200
            a day's wave               | 60/second                           | diurnal 60 30        | one                 | 60      | 100
            many clients               | 30/minute                           | poisson 80           | many 100            | 60      | 100
            three limits               | 10/second, 300/minute, 500/hour     | poisson 40           | many 4              | 85      | 100
            half minutes               | 300/30s                             | poisson 40           | one                 | 85      | 100
            any environment            | 20/second                           | poisson 100          | one                 | 30      | 50 any
            slow backend, many         | 2000/minute                         | poisson 100          | one                 | 40      | 1000 any service 4000 8000
            short lives                | 20/second                           | poisson 80           | one                 | 40      | 100 life 2
            clocks off by seconds      | 20/second                           | poisson 80           | one                 | 40      | 100 any skew 3000 200
            clocks off by a minute     | 800/minute                          | poisson 40           | one                 | 85      | 100 any skew 60000 200
            a hot key                  | 500/second                          | poisson 1500         | one                 | 3       | 200
            """)
    void never_more_than_the_limit_is_admitted(String name, String limits, String arrivals, String clients,
            double seconds, String environments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = run(name, seed, limits, arrivals, clients, seconds, environments);
            assertThat(outcome.failed()).as("failed, seed %d", seed).isZero();
            assertThat(outcome.verdict().over()).as("admitted beyond the limit, seed %d", seed).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # load                     | limits       | arrivals    | clients | seconds | environments
            one environment            | 12000/minute | poisson 60  | one     | 60      | 1 service 5 15
            two environments           | 12000/minute | poisson 120 | one     | 60      | 2 any service 5 15
            the busiest takes most     | 30000/minute | poisson 200 | one     | 30      | 3 service 4 10
            five environments          | 30000/minute | poisson 300 | one     | 20      | 5 any service 5 15
            above the limit            | 3000/minute  | poisson 300 | one     | 30      | 5 any service 5 15
            """)
    void at_most_a_twentieth_of_the_requests_writes_where_an_environment_gets_many(String name, String limits,
            String arrivals, String clients, double seconds, String environments) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = run(name, seed, limits, arrivals, clients, seconds, environments);
            assertThat(outcome.verdict().over()).as("admitted beyond the limit, seed %d", seed).isZero();
            assertThat(outcome.writesPerRequest()).as("writes a request, seed %d", seed).isLessThanOrEqualTo(0.05);
        }
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
        for (long seed = 1; seed <= ACCURACY_SEEDS; seed++) {
            Outcome outcome = run(name, seed, limits, arrivals, clients, seconds, environments);
            assertThat(outcome.verdict().over()).as("admitted beyond the limit, seed %d", seed).isZero();
            assertThat(outcome.wronglyRefusedShare()).as("wrongly refused, seed %d", seed).isLessThanOrEqualTo(0.03);
            sum += outcome.wronglyRefusedShare();
        }
        assertThat(sum / ACCURACY_SEEDS).as("wrongly refused, over all seeds").isLessThanOrEqualTo(0.01);
    }
}
