package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnRateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # availability | fast, % of requests | slow, % of requests
                    90             | 100                 | 60
                    93.1           | 99.36               | 41.4
                    95             | 72                  | 30
                    99             | 14.4                | 6
                    99.5           | 7.2                 | 3
                    99.9           | 1.44                | 0.6
                    99.95          | 0.72                | 0.3
                    99.99          | 0.144               | 0.06
                    99.999         | 0.0144              | 0.006
                    """)
    void the_rarer_failures_shall_be_the_fewer_raise_an_alarm(double availability, double fast, double slow) {
        assertThat(BurnRate.FAST.errorPercent(availability)).isEqualTo(fast);
        assertThat(BurnRate.SLOW.errorPercent(availability)).isEqualTo(slow);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # rate | times as fast | long window | short window | % of a month's failures gone after the long window
                    FAST   | 14.4          | PT1H        | PT5M         | 2
                    SLOW   | 6             | PT6H        | PT30M        | 5
                    """)
    void rates_are_those_of_the_SRE_Workbook(BurnRate rate, String times, String longWindow, String shortWindow,
            double percent) {
        assertThat(rate.rate()).isEqualByComparingTo(times);
        assertThat(rate.longWindow()).hasToString(longWindow);
        assertThat(rate.shortWindow()).hasToString(shortWindow);
        assertThat(rate.budgetPercent()).isEqualTo(percent);
    }
}
