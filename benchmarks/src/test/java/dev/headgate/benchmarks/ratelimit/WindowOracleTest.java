package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowOracleTest {
    private static final Instant MINUTE = Instant.parse("2026-11-25T10:20:00Z");

    /// Requests of one minute as letters: `a` admitted, `r` refused, a dot between seconds.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # requests  | per second | per minute | allowed | over | wrongly refused
            aaa         | 5          | 100        | 3       | 0    | 0
            aar         | 5          | 100        | 3       | 0    | 1
            aarr        | 2          | 100        | 2       | 0    | 0
            aaaa        | 2          | 100        | 2       | 2    | 0
            aar.aar     | 2          | 100        | 4       | 0    | 0
            aar.arr     | 2          | 100        | 4       | 0    | 1
            aar.arr     | 2          | 3          | 3       | 0    | 0
            aar.aar     | 2          | 3          | 3       | 1    | 0
            aaa.aaa     | 2          | 3          | 3       | 5    | 0
            """)
    void allows_what_the_limits_say(String requests, long perSecond, long perMinute, long allowed, long over,
            long wronglyRefused) {
        Oracle oracle = new WindowOracle(
                List.of(new Limit(Period.SECOND, perSecond), new Limit(Period.MINUTE, perMinute)));
        Instant now = MINUTE;
        for (String second : requests.split("\\.")) {
            for (int i = 0; i < second.length(); i++) {
                oracle.saw("client", now, 0, second.charAt(i) == 'a');
            }
            now = now.plusSeconds(1);
        }
        assertThat(oracle.verdict()).isEqualTo(new Oracle.Verdict(allowed, over, wronglyRefused));
    }

    @Test
    void keeps_clients_apart() {
        Oracle oracle = new WindowOracle(List.of(new Limit(Period.MINUTE, 1)));
        oracle.saw("one", MINUTE, 0, true);
        oracle.saw("one", MINUTE, 0, false);
        oracle.saw("other", MINUTE, 0, false);
        assertThat(oracle.verdict()).isEqualTo(new Oracle.Verdict(2, 0, 1));
    }
}
