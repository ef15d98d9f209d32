package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseSizeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            requests a second | of all | room    | ahead  | limit per | seconds into the window | size  | because
            0.1               | 0      | 1000000 | PT1S   | MINUTE    | 10                      | 1     | nobody comes within a second
            1                 | 0      | 1000000 | PT1S   | MINUTE    | 10                      | 1     | one more may come or not
            5                 | 0      | 1000000 | PT1S   | MINUTE    | 10                      | 7     | five come and two by chance
            50                | 0      | 1000000 | PT1S   | MINUTE    | 10                      | 57    | fifty come
            50                | 0      | 1000000 | PT0.1S | MINUTE    | 10                      | 7     | five come within the time
            50                | 0      | 1000000 | PT10S  | MINUTE    | 10                      | 522   | for ten seconds
            50                | 0      | 1000000 | PT1S   | MINUTE    | 59.5                    | 30    | the window ends in half a second
            50                | 0      | 1000000 | PT1S   | MINUTE    | 59.99                   | 1     | the window is nearly over
            50                | 0      | 1000000 | PT1S   | SECOND    | 0                       | 30    | half a window at the most
            50                | 0      | 1000000 | PT1S   | SECOND    | 0.5                     | 30    | the other half
            1000000           | 0      | 1000000 | PT10S  | MINUTE    | 10                      | 10000 | never more
            50                | 50     | 20      | PT1S   | MINUTE    | 10                      | 20    | all that is left, being alone
            50                | 500    | 200     | PT1S   | MINUTE    | 10                      | 2     | a seventh of its tenth of what is left
            50                | 500    | 20      | PT1S   | MINUTE    | 10                      | 1     | nearly nothing is left
            50                | 500    | 9000    | PT1S   | MINUTE    | 10                      | 57    | there is plenty
            """)
    void as_many_as_are_likely_to_come(double requestsPerSecond, double perSecond, double room, Duration ahead,
            Period period, double secondsIn,
            long size, String because) {
        Instant now = Instant.parse("2026-11-25T10:20:00Z").plusNanos(Math.round(secondsIn * 1e9));
        Arrivals arrivals = new Arrivals();
        long apartNanos = Math.round(1e9 / requestsPerSecond);
        int requests = (int) Math.max(2, Math.min(100_000, 10 * requestsPerSecond * ahead.toMillis() / 1e3));
        for (int i = requests; i >= 0; i--) {
            arrivals.admitted(now.minusNanos(i * apartNanos), ahead);
        }
        Stretch stretch = Stretch.of(List.of(new Limit(period, 1)), now);
        assertThat(LeaseSize.of(arrivals.recent(), ahead, perSecond, room, stretch, now)).as(because).isEqualTo(size);
    }
}
