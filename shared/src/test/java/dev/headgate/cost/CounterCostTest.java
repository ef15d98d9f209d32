package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Writes for a request, by requests a second for one key, environments that they come to, and the share that is refused.
class CounterCostTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            counting  | type    | window | a second | environments | refused | of admitted | of refused
            exact     | FIXED   | 60     | 10       | 1            | 0       | 1           | 0
            exact     | FIXED   | 60     | 800      | 1            | 0       | 1           | 0
            exact     | FIXED   | 60     | 1000     | 5            | 0       | 1.1875      | 0
            exact     | FIXED   | 60     | 10000    | 5            | 0       | 1.046875    | 0
            exact     | FIXED   | 60     | 100      | 20           | 0.95    | 1           | 0.003509
            exact     | FIXED   | 60     | 0.01     | 20           | 0.5     | 1           | 1
            exact     | SLIDING | 60     | 10       | 6            | 0       | 1.01        | 0
            exact     | SLIDING | 1      | 1        | 50           | 0       | 2           | 0
            exact     | SMOOTH  | 60     | 5000     | 1            | 0       | 1           | 0
            leased 5  | FIXED   | 60     | 50       | 1            | 0       | 0.004       | 0
            leased 5  | FIXED   | 60     | 50       | 10           | 0       | 0.04        | 0
            leased 5  | FIXED   | 60     | 50       | 1000         | 0       | 1           | 0
            leased 5  | FIXED   | 1      | 50       | 1            | 0       | 0.04        | 0
            leased 5  | FIXED   | 60     | 100      | 1            | 0.5     | 0.004       | 0.000333
            leased 5  | SMOOTH  | 60     | 50       | 1            | 0       | 1           | 0
            leased 60 | FIXED   | 3600   | 1000000  | 1            | 0       | 0.0001      | 0
            penalized | SLIDING | 60     | 10       | 6            | 0       | 1           | 0
            penalized | SLIDING | 60     | 100      | 6            | 0.9     | 1           | 0.1
            penalized | SMOOTH  | 60     | 100      | 6            | 0.9     | 1           | 0.001111
            """)
    void counting_takes_so_many_writes(String counting, Limit.Type type, double window, double perSecond,
            double environments, double refused, double ofAdmitted, double ofRefused) {
        CounterCost cost = new CounterCost(new CounterUse(counting(counting), type, window, window), perSecond, refused,
                environments);
        assertThat(cost.writesOfAdmitted()).isCloseTo(ofAdmitted, within(1e-6));
        assertThat(cost.writesOfRefused()).isCloseTo(ofRefused, within(1e-6));
    }

    @Property
    void nothing_costs_more_than_two_writes_or_less_than_none(
            @ForAll Limit.Type type, @ForAll @DoubleRange(min = 0.01, max = 1e6) double perSecond,
            @ForAll @DoubleRange(min = 0, max = 1) double refused,
            @ForAll @DoubleRange(min = 1, max = 1e4) double environments) {
        for (String counting : new String[]{"exact", "leased 5", "penalized"}) {
            CounterCost cost = new CounterCost(new CounterUse(counting(counting), type, 60, 60), perSecond, refused,
                    environments);
            assertThat(cost.writesOfAdmitted()).isBetween(0.0, 2.4);
            assertThat(cost.writesOfRefused()).isBetween(0.0, 1.0);
        }
    }

    private static Counting counting(String words) {
        return switch (words) {
            case "exact" -> Counting.ONE;
            case "penalized" -> new Counting.Penalized();
            default -> new Counting.Leased(Duration.ofSeconds(Long.parseLong(words.substring("leased ".length()))));
        };
    }
}
