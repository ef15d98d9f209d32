package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys that are counted more often than DynamoDB takes writes for one item.
class ShardedCountingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:00Z");
    private static CounterTables tables;
    private String table;

    @BeforeAll
    static void start() {
        tables = new CounterTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @BeforeEach
    void newTable() {
        table = tables.table();
    }

    @AfterEach
    void heal() {
        tables.dynamoDb().faults().clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            requests a second | for millis | limit a minute | admitted | items
            700               | 1000       | 100000         | 700      | one
            1000              | 1000       | 100000         | 1000     | several
            4000              | 500        | 100000         | 2000     | several
            4000              | 500        | 1500           | 1500     | several
            4000              | 600        | 2000           | 2000     | several
            4000              | 500        | 601            | 601      | one
            4000              | 500        | 1              | 1        | one
            """)
    void the_limit_holds_to_the_request(int requestsPerSecond, int millis, long limit, int admitted, String items) {
        List<DynamoDbCounterStore> environments = environments(4);
        List<Limit> limits = List.of(new Limit(Period.MINUTE, limit));
        int requests = requestsPerSecond * millis / 1_000;
        long passed = IntStream.range(0, requests).filter(i -> environments.get(i % 4)
                .count("key", limits, NOW.plusNanos(i * 1_000_000_000L / requestsPerSecond)).admitted()).count();
        int calls = tables.calls().size();
        assertThat(passed).isEqualTo(admitted);
        assertThat(calls).as("calls").isLessThanOrEqualTo(admitted + admitted / 2 + 100);
        assertThat(items()).as("items").isGreaterThanOrEqualTo(items.equals("one") ? 1 : 3);
        if (items.equals("one")) {
            assertThat(items()).isEqualTo(1);
        }
    }

    @Test
    void a_lower_limit_takes_no_room_that_was_put_aside_under_a_higher_one() {
        DynamoDbCounterStore environment = tables.environment(table);
        tables.dynamoDb().faults().next("UpdateItem", Fault.throttled());
        environment.count("key", List.of(new Limit(Period.MINUTE, 100_000)), NOW);
        List<Limit> two = List.of(new Limit(Period.MINUTE, 2));
        long admitted = IntStream.range(0, 10).filter(_ -> environment.count("key", two, NOW).admitted()).count();
        assertThat(admitted).isLessThanOrEqualTo(1);
    }

    @Test
    void room_that_comes_back_to_a_sliding_limit_is_found_where_shards_were_empty() {
        DynamoDbCounterStore environment = tables.environment(table);
        List<Limit> limits = List.of(new Limit(new Span.Seconds(60), 3, Limit.Type.SLIDING));
        tables.dynamoDb().faults().next("UpdateItem", Fault.throttled());
        environment.count("key", limits, NOW.minusSeconds(4));
        environment.count("key", limits, NOW.minusSeconds(4));
        assertThat(environment.count("key", limits, NOW).admitted()).isTrue();
        assertThat(environment.count("key", limits, NOW).admitted()).isFalse();
        assertThat(environment.count("key", limits, NOW.plusSeconds(30)).admitted()).isTrue();
    }

    @Test
    void who_knows_that_nothing_is_left_anywhere_asks_nobody() {
        List<DynamoDbCounterStore> environments = environments(2);
        List<Limit> limits = List.of(new Limit(Period.MINUTE, 2_000));
        for (int i = 0; i < 3_000; i++) {
            environments.get(i % 2).count("key", limits, NOW.plusNanos(i * 250_000L));
        }
        assertThat(items()).isGreaterThan(2);
        for (int i = 0; i < 100; i++) {
            assertThat(environments.get(i % 2).count("key", limits, NOW.plusSeconds(20)).admitted()).isFalse();
        }
        assertThat(tables.calls()).isEmpty();
        assertThat(environments.getFirst().count("key", limits, NOW.plusSeconds(60)).admitted()).isTrue();
    }

    @Test
    void a_new_environment_learns_of_the_shards_and_takes_what_is_left_there() {
        List<DynamoDbCounterStore> environments = environments(3);
        List<Limit> limits = List.of(new Limit(Period.MINUTE, 2_000));
        int passed = 0;
        for (int i = 0; i < 1_500; i++) {
            passed += environments.get(i % 2).count("key", limits, NOW.plusNanos(i * 500_000L)).admitted() ? 1 : 0;
        }
        for (int i = 0; i < 1_500; i++) {
            passed += environments.get(2).count("key", limits, NOW.plusSeconds(1 + i / 100)).admitted() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(2_000);
    }

    @Test
    void an_hour_is_limited_over_sharded_minutes() {
        List<DynamoDbCounterStore> environments = environments(3);
        List<Limit> limits = List.of(new Limit(Period.SECOND, 1_000), new Limit(Period.HOUR, 2_500));
        int passed = 0;
        for (int i = 0; i < 6_000; i++) {
            passed += environments.get(i % 3).count("key", limits, NOW.plusNanos(i * 600_000L)).admitted() ? 1 : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(2_500).isGreaterThan(2_400);
    }

    @Test
    void an_item_that_is_throttled_is_spread_at_once() {
        DynamoDbCounterStore store = tables.environment(table);
        List<Limit> limits = List.of(new Limit(Period.MINUTE, 100));
        store.count("key", limits, NOW);
        tables.dynamoDb().faults().next("UpdateItem", Fault.throttled());
        assertThat(store.count("key", limits, NOW).admitted()).isTrue();
        long passed = IntStream.range(0, 200).filter(_ -> store.count("key", limits, NOW).admitted()).count();
        assertThat(passed).isEqualTo(98);
    }

    @Test
    void counting_ahead_goes_by_shards_too() {
        List<DynamoDbCounterStore> environments = environments(200);
        List<Limit> limits = List.of(new Limit(Period.MINUTE, 3_000));
        Counting leased = new Counting.Leased(Duration.ofMillis(100));
        int passed = 0;
        for (int i = 0; i < 6_000; i++) {
            passed += environments.get(i * 7 % 200).count("key", limits, leased, NOW.plusNanos(i * 100_000L)).admitted()
                    ? 1
                    : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(3_000).isGreaterThan(2_900);
        assertThat(items()).isGreaterThan(2);
    }

    private List<DynamoDbCounterStore> environments(int count) {
        return IntStream.range(0, count).mapToObj(_ -> tables.environment(table)).toList();
    }

    private int items() {
        int items = tables.client().scan(scan -> scan.tableName(table)).items().size();
        tables.calls();
        return items;
    }
}
