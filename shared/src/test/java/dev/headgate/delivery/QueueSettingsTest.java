package dev.headgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10   | 60000 | 1    | 10
            10   | 60000 | 2    | 20
            10   | 60000 | 3    | 40
            10   | 60000 | 13   | 40960
            10   | 60000 | 14   | 60000
            10   | 60000 | 9999 | 60000
            1000 | 500   | 1    | 500
            """)
    void waits_between_tries_double_up_to_a_limit(long initialMillis, long maxMillis, int failures, long millis) {
        QueueSettings settings = new QueueSettings(1, Duration.ZERO, 1, OptionalLong.empty(), Duration.ZERO,
                Duration.ofMillis(initialMillis), Duration.ofMillis(maxMillis), false);
        assertThat(settings.retryDelay(failures)).isEqualTo(Duration.ofMillis(millis));
    }
}
