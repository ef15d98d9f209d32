package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counting still promises while DynamoDB does not answer as it should: never more than the limit where
/// such requests fail, and no more beyond it than those that could not be counted where they pass.
@Timeout(60)
class FailingStoreScenariosTest {
    private static final int SEEDS = 3;

    @ParameterizedTest(name = "{0}, {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # what fails                    | lost | answer lost | doubled | from, to second       | requests | median, p99 in ms | environments
            calls that never arrive         | 0.05 | 0           | 0       |                       | FAILS    | 4 15              | 50
            calls that never arrive         | 0.05 | 0           | 0       |                       | PASSES   | 4 15              | 50
            answers that never arrive       | 0    | 0.05        | 0       |                       | FAILS    | 4 15              | 50
            answers that never arrive       | 0    | 0.05        | 0       |                       | PASSES   | 4 15              | 50
            calls carried out twice         | 0    | 0           | 0.05    |                       | FAILS    | 4 15              | 50
            an outage                       | 0    | 0           | 0       | out 20 27             | FAILS    | 4 15              | 50
            an outage                       | 0    | 0           | 0       | out 20 27             | PASSES   | 4 15              | 50
            a throttled table               | 0    | 0           | 0       | throttled 20 27       | FAILS    | 4 15              | 50
            a throttled table               | 0    | 0           | 0       | throttled 20 27       | PASSES   | 4 15              | 50
            a slow table                    | 0    | 0           | 0       |                       | FAILS    | 20 200            | 50
            a slow table                    | 0    | 0           | 0       |                       | PASSES   | 20 200            | 50
            all of it, clocks off           | 0.02 | 0.02        | 0.02    | out 20 27             | FAILS    | 10 60             | 50 any life 5 skew 2000 100
            """)
    void never_more_than_the_limit_is_admitted(String name, double lost, double answerLost, double doubled,
            String times, Scenario.OnFailure onFailure, String delay, String environments) {
        List<String> words = times == null ? List.of("", "0", "0") : Arrays.asList(times.split(" "));
        Faults.Time time = new Faults.Time(Double.parseDouble(words.get(1)), Double.parseDouble(words.get(2)));
        Faults faults = new Faults(lost, answerLost, doubled,
                words.getFirst().equals("out") ? List.of(time) : List.of(),
                words.getFirst().equals("throttled") ? List.of(time) : List.of());
        List<String> millis = Arrays.asList(delay.split(" "));
        Delay slow = new Delay(Double.parseDouble(millis.getFirst()), Double.parseDouble(millis.getLast()), 5_000);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = Loads
                    .scenario(name, seed, "30/second, 900/minute", "bursts 20 80 10 3", "one", 45, environments)
                    .with(slow).with(faults, onFailure);
            for (Headgate design : List.of(Headgate.EXACT, Headgate.leased(Duration.ofSeconds(1)))) {
                assertHolds(design.name() + ", seed " + seed, Simulation.run(design, scenario), onFailure);
            }
        }
    }

    private static void assertHolds(String run, Outcome outcome, Scenario.OnFailure onFailure) {
        assertThat(outcome.requests()).as("requests, %s", run).isGreaterThan(500);
        switch (onFailure) {
            case FAILS -> assertThat(outcome.verdict().over()).as("admitted beyond the limit, %s", run).isZero();
            // Each of the two limits may have been exceeded by the same request.
            case PASSES -> assertThat(outcome.verdict().over()).as("admitted beyond the limit, %s", run)
                    .isLessThanOrEqualTo(2 * outcome.passed());
        }
    }
}
