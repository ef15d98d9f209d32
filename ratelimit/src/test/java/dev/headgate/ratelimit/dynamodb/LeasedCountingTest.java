package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that are counted several at a time and admitted from memory.
class LeasedCountingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:00Z");
    private static final Counting LEASED = new Counting.Leased(Duration.ofSeconds(1));
    private static final List<Limit> THOUSAND_A_MINUTE = List.of(new Limit(Period.MINUTE, 1_000));
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

    @Test
    void requests_that_come_rarely_are_counted_one_by_one() {
        DynamoDbCounterStore store = tables.environment(table);
        for (int i = 0; i < 20; i++) {
            assertThat(count(store, THOUSAND_A_MINUTE, NOW.plusSeconds(2L * i)).windows().getFirst().used())
                    .isEqualTo(i + 1);
        }
        assertThat(tables.calls()).hasSize(20);
    }

    @Test
    void requests_that_come_often_need_few_calls_and_are_told_the_count_as_if_each_had_one() {
        DynamoDbCounterStore store = tables.environment(table);
        for (int i = 0; i < 500; i++) {
            Usage usage = count(store, THOUSAND_A_MINUTE, NOW.plusMillis(20L * i));
            assertThat(usage.admitted()).isTrue();
            assertThat(usage.windows().getFirst().used()).isEqualTo(i + 1);
        }
        assertThat(tables.calls()).as("50 requests a second for 10 seconds").hasSizeLessThanOrEqualTo(25);
    }

    @Test
    void environments_together_admit_the_limit_and_nothing_more() {
        List<DynamoDbCounterStore> environments = List.of(tables.environment(table), tables.environment(table),
                tables.environment(table));
        int admitted = 0;
        for (int i = 0; i < 3_000; i++) {
            admitted += count(environments.get(i % 3), THOUSAND_A_MINUTE, NOW.plusMillis(10L * i)).admitted() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(1_000);
        assertThat(tables.calls()).hasSizeLessThan(200);
    }

    @Test
    void what_is_left_over_is_not_admitted_in_the_next_window() {
        List<Limit> ten = List.of(new Limit(Period.MINUTE, 10));
        DynamoDbCounterStore store = tables.environment(table);
        Instant late = NOW.plusSeconds(50);
        for (int i = 0; i < 4; i++) {
            count(store, ten, late.plusMillis(i));
        }
        tables.calls();
        Instant next = NOW.plusSeconds(60);
        assertThat(count(store, ten, next).windows().getFirst().used()).isEqualTo(1);
        assertThat(tables.calls()).hasSize(1);
        int more = 0;
        for (int i = 1; i < 30; i++) {
            more += count(store, ten, next.plusMillis(i)).admitted() ? 1 : 0;
        }
        assertThat(more).isEqualTo(9);
    }

    @Test
    void what_is_left_over_of_a_second_is_given_back_to_the_hour() {
        List<Limit> limits = List.of(new Limit(Period.SECOND, 100), new Limit(Period.HOUR, 500));
        DynamoDbCounterStore store = tables.environment(table);
        int admitted = 0;
        for (int second = 0; second < 20; second++) {
            int requests = second % 2 == 0 ? 60 : 5;
            for (int i = 0; i < requests; i++) {
                admitted += count(store, limits, NOW.plusSeconds(second).plusMillis(15L * i)).admitted() ? 1 : 0;
            }
        }
        for (int i = 0; i < 100; i++) {
            admitted += count(store, limits, NOW.plusSeconds(30).plusMillis(9L * i)).admitted() ? 1 : 0;
        }
        assertThat(admitted).as("650 and 100 came").isEqualTo(500);
    }

    @Test
    void a_clock_that_goes_back_admits_nothing_that_another_window_has_counted() {
        List<Limit> ten = List.of(new Limit(Period.MINUTE, 10));
        DynamoDbCounterStore store = tables.environment(table);
        DynamoDbCounterStore other = tables.environment(table);
        int before = 0;
        int after = 0;
        for (int i = 0; i < 200; i++) {
            before += count(i % 3 == 0 ? other : store, ten, NOW.minusMillis(1 + i)).admitted() ? 1 : 0;
            after += count(i % 5 == 0 ? other : store, ten, NOW.plusMillis(i)).admitted() ? 1 : 0;
        }
        assertThat(before).isLessThanOrEqualTo(10);
        assertThat(after).isLessThanOrEqualTo(10);
    }

    @Test
    void the_refused_need_no_call() {
        DynamoDbCounterStore store = tables.environment(table);
        List<Limit> five = List.of(new Limit(Period.MINUTE, 5));
        for (int i = 0; i < 100; i++) {
            count(store, five, NOW.plusMillis(i));
        }
        assertThat(tables.calls()).hasSizeLessThanOrEqualTo(5);
        Usage refused = count(store, five, NOW.plusMillis(100));
        assertThat(refused.admitted()).isFalse();
        assertThat(refused.windows().getFirst().used()).isEqualTo(5);
        assertThat(count(store, five, NOW.plusMillis(101))).as("nothing is made anew").isSameAs(refused);
    }

    @Test
    void what_was_counted_is_admitted_while_the_table_is_down() {
        DynamoDbCounterStore store = tables.environment(table);
        for (int i = 0; i < 200; i++) {
            count(store, THOUSAND_A_MINUTE, NOW.plusMillis(10L * i));
        }
        tables.dynamoDb().faults().all("UpdateItem", Fault.internalError());
        Instant down = NOW.plusMillis(2_000);
        assertThatThrownBy(() -> {
            for (int i = 0; i < 300; i++) {
                count(store, THOUSAND_A_MINUTE, down.plusMillis(i));
            }
        }).isInstanceOf(CounterStoreUnavailableException.class);
        tables.dynamoDb().faults().clear();
        assertThat(count(store, THOUSAND_A_MINUTE, down).admitted()).isTrue();
    }

    @Test
    void a_lost_answer_loses_requests_and_admits_none_twice() {
        DynamoDbCounterStore store = tables.environment(table);
        int admitted = 0;
        for (int i = 0; i < 2_000; i++) {
            if (i % 300 == 100) {
                tables.dynamoDb().faults().next("UpdateItem", Fault.droppedAnswer());
            }
            try {
                admitted += store.count("key", THOUSAND_A_MINUTE, new Counting.Leased(Duration.ofMillis(100)),
                        NOW.plusMillis(5L * i)).admitted() ? 1 : 0;
            } catch (CounterStoreUnavailableException _) {
                // Neither admitted nor refused.
            }
        }
        assertThat(admitted).isBetween(800, 999);
    }

    @Test
    void a_sliding_limit_is_counted_ahead_too() {
        List<Limit> sliding = List.of(new Limit(new Span.Seconds(10), 100, Limit.Type.SLIDING));
        DynamoDbCounterStore store = tables.environment(table);
        int admitted = 0;
        for (int i = 0; i < 2_000; i++) {
            admitted += count(store, sliding, NOW.plusMillis(10L * i)).admitted() ? 1 : 0;
        }
        assertThat(admitted).as("two windows, the second of which begins full").isBetween(180, 200);
        assertThat(tables.calls()).hasSizeLessThan(200);
    }

    @Test
    void several_limits_under_one_key_have_nothing_of_each_other() {
        DynamoDbCounterStore store = tables.environment(table);
        List<Limit> strict = List.of(new Limit(Period.MINUTE, 20));
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            count(store, THOUSAND_A_MINUTE, NOW.plusMillis(2L * i));
            admitted += count(store, strict, NOW.plusMillis(2L * i + 1)).admitted() ? 1 : 0;
        }
        assertThat(admitted).isLessThanOrEqualTo(20);
    }

    private static Usage count(DynamoDbCounterStore store, List<Limit> limits, Instant now) {
        return store.count("key", limits, LEASED, now);
    }
}
