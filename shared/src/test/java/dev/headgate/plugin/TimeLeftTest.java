package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            left | limit | waits
            5000 | 1000  | 1000
            5000 | 60000 | 5000
            0    | 60000 | 1
            5000 | 0     | 1
            """, useHeadersInDisplayName = true)
    void a_call_takes_no_longer_than_the_answer_is_waited_for(long leftMillis, long limitMillis, long waitsMillis) {
        TimeLeft time = () -> Duration.ofMillis(leftMillis);
        assertThat(time.atMost(Duration.ofMillis(limitMillis))).isEqualTo(Duration.ofMillis(waitsMillis));
    }
}
