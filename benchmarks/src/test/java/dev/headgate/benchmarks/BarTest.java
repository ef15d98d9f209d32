package dev.headgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20   | 13.4  | met: 13 (≤ 20)
            2    | 1.5   | met: 1.5 (≤ 2)
            2    | 2     | met: 2 (≤ 2)
            2    | 3     | **missed** by a factor of 1.5: 3 (≤ 2)
            0.02 | 0.4   | **missed** by a factor of 20: 0.4 (≤ 0.02)
            0.02 | 0.011 | met: 0.011 (≤ 0.02)
            20   | 100   | **missed** by a factor of 5: 100 (≤ 20)
            """)
    void says_what_is_missed_and_by_how_much(double most, double ratio, String verdict) {
        assertThat(new Bar(most).verdict(ratio)).isEqualTo(verdict);
    }
}
