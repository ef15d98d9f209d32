package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSplitTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # weights     | limit            | shares                                             | enough
            1             | 7                | 7                                                  | 1
            1 1           | 7                | 4 3                                                | 2
            2 1           | 100              | 67 33                                              | 3
            1 2           | 100              | 33 67                                              | 3
            1 1 1         | 2                | 1 1 0                                              | 3
            1 1 1         | 5                | 2 2 1                                              | 3
            3 1.5 0.5     | 10               | 6 3 1                                              | 10
            3 1.5 0.5     | 11               | 7 3 1                                              | 10
            0.1 0.2       | 3                | 1 2                                                | 3
            1000000 0.001 | 9007199254740992 | 9007199245733793 9007199                           | 1000000001
            7 3           | 1                | 1 0                                                | 4
            """)
    void a_limit_is_split_by_weights(String weights, long limit, String shares, long enough) {
        LimitSplit split = split(Arrays.stream(weights.split(" ")).map(BigDecimal::new).toList());
        assertThat(split.shares(limit).values().stream().map(Object::toString).collect(Collectors.joining(" ")))
                .isEqualTo(shares);
        assertThat(split.enough()).isEqualTo(enough);
    }

    @Property
    void shares_are_the_limit_and_less_than_one_from_the_exact_part(
            @ForAll @LongRange(min = 1, max = PeriodLimits.COUNT_MAX) long limit,
            @ForAll @Size(min = 1, max = 6) List<@Scale(3) @DoubleRange(min = 0.001, max = 1_000_000) Double> weights) {
        LimitSplit split = split(weights.stream().map(BigDecimal::valueOf).toList());
        Map<String, Long> shares = split.shares(limit);
        BigDecimal all = split.weights().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(limit);
        shares.forEach((region, share) -> assertThat(BigDecimal.valueOf(share).multiply(all)
                .subtract(split.weights().get(region).multiply(BigDecimal.valueOf(limit))).abs()).isLessThan(all));
    }

    @Property
    void what_is_enough_leaves_no_region_without(
            @ForAll @Size(min = 1, max = 6) List<@Scale(3) @DoubleRange(min = 0.001, max = 1_000_000) Double> weights,
            @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
        LimitSplit split = split(weights.stream().map(BigDecimal::valueOf).toList());
        assertThat(split.shares(split.enough() + more).values()).allMatch(share -> share > 0);
    }

    private static LimitSplit split(List<BigDecimal> weights) {
        Map<String, BigDecimal> regions = new LinkedHashMap<>();
        weights.forEach(weight -> regions.put("region-" + regions.size(), weight));
        return new LimitSplit(regions);
    }
}
