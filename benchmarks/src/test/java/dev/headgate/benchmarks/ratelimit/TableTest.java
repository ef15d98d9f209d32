package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class TableTest {
    private final Table table = new Table(new Faults(0, 0, 0, List.of(), List.of(new Faults.Time(100, 101))),
            Instant.EPOCH);

    private Table.Answer add(String key, String condition, long nowNanos) {
        return table.run("UpdateItem",
                SdkJson.of(UpdateItemRequest.builder().tableName(Table.NAME)
                        .key(Map.of("k", AttributeValue.fromS(key))).updateExpression("ADD n :one")
                        .conditionExpression(condition)
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))).build()),
                nowNanos);
    }

    @Test
    void an_item_bears_a_thousand_writes_a_second_and_others_bear_theirs() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(add("hot", null, 0)).isInstanceOf(Table.Done.class);
        }
        assertThat(add("hot", null, 0)).isInstanceOf(Table.Throttled.class);
        assertThat(add("other", null, 0)).isInstanceOf(Table.Done.class);
        assertThat(add("hot", null, 1_000_000)).isInstanceOf(Table.Done.class);
        assertThat(add("hot", null, 1_000_000)).isInstanceOf(Table.Throttled.class);
        assertThat(table.throttledCalls()).isEqualTo(2);
        assertThat(table.writes()).isEqualTo(1_002);
        assertThat(table.writeUnits()).isEqualTo(1_002);
    }

    @Test
    void a_condition_that_does_not_hold_costs_a_write_and_changes_nothing() {
        assertThat(add("key", "n < :one", 0)).isInstanceOf(Table.ConditionFailed.class);
        assertThat(add("key", "attribute_not_exists(n)", 0)).isInstanceOf(Table.Done.class);
        assertThat(table.writeUnits()).isEqualTo(2);
    }

    @Test
    void a_throttled_table_throttles_all() {
        assertThat(add("key", null, 100_500_000_000L)).isInstanceOf(Table.Throttled.class);
        assertThat(add("key", null, 101_000_000_000L)).isInstanceOf(Table.Done.class);
    }
}
