package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.TimeWindow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Environments whose clocks differ, and a table whose clock differs from theirs.
@Timeout(60)
class CounterClockTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    private final AtomicReference<Instant> tableTime = new AtomicReference<>(NOW);
    private EmbeddedDynamoDb dynamoDb;
    private DynamoDbClient client;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = EmbeddedDynamoDb.start(0, tableTime::get);
        client = CounterTables.client(Duration.ofSeconds(30), dynamoDb.endpoint(), _ -> {
        });
        client.createTable(CounterTable.create("counters"));
        client.updateTimeToLive(request -> request.tableName("counters").timeToLiveSpecification(
                time -> time.enabled(true).attributeName(CounterTable.TIME_TO_LIVE)));
    }

    @AfterEach
    void stop() {
        client.close();
        dynamoDb.close();
    }

    private DynamoDbCounterStore environment() {
        return new DynamoDbCounterStore(client, "counters");
    }

    private static List<Limit> limits(String text) {
        return List.of(text.split(" ")).stream().map(limit -> {
            String[] parts = limit.split("/");
            Span span = parts[1].matches("[0-9]+s")
                    ? new Span.Seconds(Long.parseLong(parts[1].replace("s", "")))
                    : Period.valueOf(parts[1]);
            return new Limit(span, Long.parseLong(parts[0]));
        }).toList();
    }

    /// Two environments take turns for a hundred requests each, over 50 seconds by either clock.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            limits                    | the other clock, seconds | counting | admitted by any window
            # Different windows, each with its own limit.
            5/MINUTE                  | 60                       | exact    | 5
            5/MINUTE                  | -60                      | exact    | 5
            5/MINUTE                  | 240                      | exact    | 5
            5/MINUTE                  | -240                     | exact    | 5
            5/MINUTE                  | 240                      | leased   | 5
            5/MINUTE                  | -240                     | leased   | 5
            # The same window, one limit for both.
            5/HOUR                    | 600                      | exact    | 5
            5/HOUR                    | -600                     | exact    | 5
            50/HOUR                   | 600                      | leased   | 50
            50/HOUR                   | -600                     | leased   | 50
            # One window of the two is the same.
            5/MINUTE 12/HOUR          | 180                      | exact    | 12
            5/MINUTE 12/HOUR          | -180                     | exact    | 12
            # The hour has changed for the other one.
            5/HOUR 8/DAY              | 3000                     | exact    | 8
            5/HOUR 8/DAY              | -1800                    | exact    | 8
            5/90s                     | 180                      | exact    | 5
            5/90s                     | -180                     | exact    | 5
            2/SECOND                  | 15                       | exact    | 2
            2/SECOND                  | -15                      | exact    | 2
            5/MONTH                   | 172800                   | exact    | 5
            """)
    void every_window_admits_its_limit_whoever_names_it(String limits, long offSeconds, String mode, int most) {
        Counting counting = mode.equals("exact") ? Counting.ONE : new Counting.Leased(Duration.ofSeconds(1));
        List<Limit> parsed = limits(limits);
        DynamoDbCounterStore right = environment();
        DynamoDbCounterStore wrong = environment();
        Map<TimeWindow, Integer> admitted = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            Instant now = NOW.plusMillis(500L * i);
            count(right, parsed, counting, now, admitted);
            count(wrong, parsed, counting, now.plusSeconds(offSeconds), admitted);
        }
        parsed.forEach(limit -> admitted.forEach((window, count) -> {
            if (window.span().equals(limit.span())) {
                assertThat(count).as(window.toString()).isLessThanOrEqualTo((int) limit.count());
            }
        }));
        assertThat(admitted.values().stream().mapToInt(Integer::intValue).max()).hasValue(most);
    }

    private static void count(DynamoDbCounterStore store, List<Limit> limits, Counting counting, Instant now,
            Map<TimeWindow, Integer> admitted) {
        if (store.count("key", limits, counting, now).admitted()) {
            limits.forEach(limit -> admitted.merge(limit.window(now), 1, Integer::sum));
        }
    }

    /// A clock that jumps in one and the same environment, there and back.
    @ParameterizedTest
    @CsvSource({"240", "-240"})
    void a_clock_that_jumps_and_is_put_right_finds_its_window_as_it_was(long offSeconds) {
        List<Limit> two = limits("2/MINUTE");
        DynamoDbCounterStore store = environment();
        assertThat(store.count("key", two, NOW).admitted()).isTrue();
        assertThat(store.count("key", two, NOW.plusSeconds(offSeconds)).windows().getFirst().used()).isEqualTo(1);
        assertThat(store.count("key", two, NOW).windows().getFirst().used()).isEqualTo(2);
        assertThat(store.count("key", two, NOW).admitted()).isFalse();
    }

    /// Deleted by DynamoDB's clock, which need not be anybody's.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            limit    | environment's clock, minutes | table's clock, hours later | is the window still full?
            1/SECOND | 0                            | 0                          | true
            1/SECOND | 0                            | 23                         | true
            1/SECOND | -30                          | 23                         | true
            1/MINUTE | -30                          | 23                         | true
            1/MINUTE | 30                           | 23                         | true
            1/HOUR   | -30                          | 24                         | true
            1/DAY    | -30                          | 24                         | true
            1/MONTH  | -30                          | 148                        | true
            1/MONTH  | 30                           | 148                        | true
            1/YEAR   | 0                            | 800                        | true
            1/90s    | 0                            | 23                         | true
            # Two midnights later nobody needs it.
            1/SECOND | 0                            | 72                         | false
            1/MONTH  | 0                            | 240                        | false
            """)
    void no_window_is_deleted_that_is_still_counted_in(String limit, long minutes, long hours, boolean isFull) {
        List<Limit> limits = limits(limit);
        Instant named = NOW.plus(Duration.ofMinutes(minutes));
        assertThat(environment().count("key", limits, named).admitted()).isTrue();
        tableTime.set(NOW.plus(Duration.ofHours(hours)));
        // Somebody else's write, by which the table tidies up; nobody remembers anything.
        environment().count("another key", limits, named);
        assertThat(environment().count("key", limits, named).admitted()).isEqualTo(!isFull);
    }

    @Test
    void the_time_to_live_never_goes_back() {
        long highest = 0;
        for (String limit : List.of("9/DAY", "9/SECOND", "9/MONTH", "9/MINUTE", "9/HOUR")) {
            for (long hours : new long[]{0, -48, 48, -1}) {
                environment().count("key", limits(limit), NOW.plus(Duration.ofHours(hours)));
                long expiresAt = Long.parseLong(client.scan(scan -> scan.tableName("counters")).items().getFirst()
                        .get(CounterTable.TIME_TO_LIVE).n());
                assertThat(expiresAt).isGreaterThanOrEqualTo(highest);
                highest = expiresAt;
            }
        }
        // The longest window was November's, named by a clock two days ahead.
        assertThat(Instant.ofEpochSecond(highest)).isEqualTo("2026-12-02T00:00:00Z");
    }
}
