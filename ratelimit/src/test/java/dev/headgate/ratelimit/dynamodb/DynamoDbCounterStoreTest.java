package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreContract;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbCounterStoreTest extends CounterStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final List<Limit> TWO_A_MINUTE = List.of(new Limit(Period.MINUTE, 2));
    private static final List<Limit> ALL_PERIODS = Stream.of(Period.values())
            .map(period -> new Limit(period, 9_007_199_254_740_992L)).toList();
    private static CounterTables tables;

    @BeforeAll
    static void start() {
        tables = new CounterTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Override
    protected CounterStore store() {
        return tables.environment(tables.table());
    }

    @Test
    void a_request_is_one_update_whatever_the_number_of_windows() {
        DynamoDbCounterStore environment = tables.environment(tables.table());
        environment.count("key", ALL_PERIODS, NOW);
        assertThat(tables.calls()).containsExactly("UpdateItem");
        environment.count("key", ALL_PERIODS, NOW.plusSeconds(1));
        assertThat(tables.calls()).containsExactly("UpdateItem");
    }

    @Test
    void an_environment_that_knows_a_window_to_be_full_asks_nobody_until_it_ends() {
        String table = tables.table();
        DynamoDbCounterStore filling = tables.environment(table);
        DynamoDbCounterStore late = tables.environment(table);
        filling.count("key", TWO_A_MINUTE, NOW);
        filling.count("key", TWO_A_MINUTE, NOW);
        assertThat(tables.calls()).hasSize(2);

        assertThat(filling.count("key", TWO_A_MINUTE, NOW).admitted()).isFalse();
        assertThat(tables.calls()).as("it took the last place itself").isEmpty();
        assertThat(late.count("key", TWO_A_MINUTE, NOW).admitted()).isFalse();
        assertThat(tables.calls()).as("it learns").containsExactly("UpdateItem");
        assertThat(late.count("key", TWO_A_MINUTE, NOW.plusSeconds(29)).admitted()).isFalse();
        assertThat(tables.calls()).as("it knows").isEmpty();
        assertThat(late.count("key", TWO_A_MINUTE, NOW.plusSeconds(30)).admitted()).isTrue();
        assertThat(tables.calls()).as("a new window").containsExactly("UpdateItem");
    }

    @Test
    void what_is_known_of_a_longer_window_outlives_the_shorter_ones() {
        DynamoDbCounterStore environment = tables.environment(tables.table());
        List<Limit> limits = List.of(new Limit(Period.MINUTE, 5), new Limit(Period.HOUR, 1));
        environment.count("key", limits, NOW);
        tables.calls();
        Usage refused = environment.count("key", limits, NOW.plusSeconds(60));
        assertThat(tables.calls()).isEmpty();
        assertThat(refused.admitted()).isFalse();
        assertThat(refused.windows()).extracting(Usage.Window::remaining).containsExactly(5L, 0L);
    }

    @Test
    void memory_is_bounded_and_forgetting_costs_a_request_only() {
        DynamoDbCounterStore environment = new DynamoDbCounterStore(tables.client(), tables.table(), 2, _ -> 0);
        List<Limit> once = List.of(new Limit(Period.DAY, 1));
        for (String key : List.of("a", "b", "c")) {
            assertThat(environment.count(key, once, NOW).admitted()).isTrue();
        }
        tables.calls();
        assertThat(environment.count("c", once, NOW).admitted()).isFalse();
        assertThat(environment.count("b", once, NOW).admitted()).isFalse();
        assertThat(tables.calls()).isEmpty();
        assertThat(environment.count("a", once, NOW).admitted()).isFalse();
        assertThat(tables.calls()).containsExactly("UpdateItem");
    }

    @Test
    void an_item_has_one_attribute_per_window_and_no_key_in_clear() {
        String table = tables.table();
        DynamoDbCounterStore environment = tables.environment(table);
        environment.count("X-Api-Key: secret", ALL_PERIODS, NOW);
        assertThat(written(tables.item(table))).isEqualTo("d20782=1 expiresAt=1798848000 h498778=1 "
                + "k=1/vXlnhjjFae4UwV2cEFw111Ysdx2KTsXx_mxN7_tdsoY m29926700=1 mo24322=1 s1795602030=1 y2026=1");
    }

    @Test
    void ended_windows_go_with_the_next_request_of_whoever_saw_them() {
        String table = tables.table();
        DynamoDbCounterStore environment = tables.environment(table);
        List<Limit> limits = List.of(new Limit(Period.MINUTE, 9));
        environment.count("key", limits, NOW);
        environment.count("key", limits, NOW.plusSeconds(60));
        assertThat(windows(table)).isEqualTo("m29926700=1 m29926701=1");
        environment.count("key", limits, NOW.plusSeconds(3_600));
        assertThat(windows(table)).isEqualTo("m29926760=1");
        assertThat(tables.calls()).isEmpty();
    }

    @Test
    void ended_windows_do_not_pile_up_where_every_request_meets_another_environment() {
        String table = tables.table();
        List<Limit> limits = List.of(new Limit(Period.SECOND, 9), new Limit(Period.YEAR, 9_999));
        int tidied = 0;
        for (int i = 0; i < 300; i++) {
            tables.environment(table).count("key", limits, NOW.plusSeconds(i));
            tidied += tables.calls().size() - 1;
            assertThat(tables.item(table)).hasSizeLessThanOrEqualTo(3 + 17 + CounterCalls.FORGETTABLE_MAX);
        }
        assertThat(tidied).as("requests that only tidied up").isBetween(1, 300 / CounterCalls.FORGETTABLE_MAX);
        assertThat(tables.item(table).get("y2026").n()).isEqualTo("300");
    }

    @Test
    void an_item_costs_one_write_unit_at_the_most() {
        String table = tables.table();
        int largest = 0;
        Instant newYear = Instant.parse("2026-12-31T23:50:00Z");
        for (int i = 0; i < 1_000; i++) {
            tables.environment(table).count("key", ALL_PERIODS, newYear.plusSeconds(i));
            largest = Math.max(largest, size(tables.item(table)));
        }
        assertThat(largest).as("bytes, with all periods, another environment every time").isLessThanOrEqualTo(1_024);
    }

    /// The size of an item as DynamoDB bills it (Developer Guide, "DynamoDB item sizes and formats"): names and texts in
    /// UTF-8, a number one byte for every two digits and one more.
    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream().mapToInt(entry -> bytes(entry.getKey()) + (entry.getValue().s() == null
                ? Math.ceilDiv(entry.getValue().n().length(), 2) + 1
                : bytes(entry.getValue().s()))).sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void a_shorter_window_never_brings_an_items_expiry_forward() {
        String table = tables.table();
        List<Limit> year = List.of(new Limit(Period.YEAR, 9));
        tables.environment(table).count("key", year, NOW);
        assertThat(tables.item(table).get("expiresAt").n()).isEqualTo(epoch("2027-01-02T00:00:00Z"));

        DynamoDbCounterStore shorter = tables.environment(table);
        shorter.count("key", TWO_A_MINUTE, NOW);
        assertThat(tables.calls()).as("the first one learns of the later expiry").hasSize(2);
        shorter.count("key", TWO_A_MINUTE, NOW);
        assertThat(tables.calls()).hasSize(1);
        assertThat(tables.item(table).get("expiresAt").n()).isEqualTo(epoch("2027-01-02T00:00:00Z"));

        tables.environment(table).count("key", year, Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(tables.item(table).get("expiresAt").n()).isEqualTo(epoch("2028-01-02T00:00:00Z"));
    }

    @Test
    void a_sliding_limit_costs_a_second_request_only_where_the_window_before_is_not_known() {
        String table = tables.table();
        List<Limit> sliding = List.of(new Limit(new Span.Seconds(90), 3, Limit.Type.SLIDING));
        DynamoDbCounterStore first = tables.environment(table);
        first.count("key", sliding, NOW);
        first.count("key", sliding, NOW.plusSeconds(90));
        assertThat(tables.calls()).as("it knows what it counted").hasSize(2);

        DynamoDbCounterStore second = tables.environment(table);
        second.count("key", sliding, NOW.plusSeconds(90));
        assertThat(tables.calls()).as("it has to learn it").hasSize(2);
        assertThat(second.count("key", sliding, NOW.plusSeconds(90)).admitted()).isFalse();
        assertThat(tables.calls()).isEmpty();
        assertThat(windows(table)).isEqualTo("w90x19951133=1 w90x19951134=2");
    }

    @Test
    void counting_whatever_the_limit_is_one_request() {
        String table = tables.table();
        List<Limit> sliding = List.of(new Limit(new Span.Seconds(90), 1, Limit.Type.SLIDING));
        for (int i = 0; i < 3; i++) {
            tables.environment(table).count("key", sliding, new Counting.Always(2), NOW.plusSeconds(90L * i));
        }
        assertThat(tables.calls()).hasSize(3);
        assertThat(windows(table)).isEqualTo("w90x19951133=2 w90x19951134=2 w90x19951135=2");
    }

    @Test
    void a_smooth_limit_is_one_number_and_one_request() {
        String table = tables.table();
        List<Limit> limits = List.of(Limit.smooth(Period.MINUTE, 60, 5), Limit.smooth(new Span.Seconds(90), 7, 7));
        DynamoDbCounterStore first = tables.environment(table);
        first.count("key", limits, NOW);
        first.count("key", limits, NOW);
        first.count("key", limits, NOW.plusSeconds(60));
        assertThat(tables.calls()).containsExactly("UpdateItem", "UpdateItem", "UpdateItem");
        assertThat(written(tables.item(table))).isEqualTo("expiresAt=1795737600 gmx60x5=107736125460000000000 "
                + "gw90x7x7=12569214720000000000 k=1/LHDhK3oGRvkiefQnx7OOczTY5Tic_xZ6HcMOc_gmtoM");
    }

    @Test
    void a_smooth_limit_costs_a_second_request_where_others_have_used_it() {
        String table = tables.table();
        List<Limit> limits = List.of(Limit.smooth(Period.MINUTE, 6, 3));
        DynamoDbCounterStore first = tables.environment(table);
        DynamoDbCounterStore second = tables.environment(table);
        first.count("key", limits, NOW);
        tables.calls();
        assertThat(second.count("key", limits, NOW).admitted()).isTrue();
        assertThat(tables.calls()).as("it learns that the key is in use").hasSize(2);
        assertThat(first.count("key", limits, NOW).admitted()).isTrue();
        assertThat(tables.calls()).as("bounds, no exact number: it need not know of the second").hasSize(1);
        assertThat(second.count("key", limits, NOW).admitted()).isFalse();
        assertThat(tables.calls()).as("it learns that there is no room").hasSize(1);
        assertThat(second.count("key", limits, NOW.plusSeconds(9)).admitted()).isFalse();
        assertThat(tables.calls()).as("it knows until when").isEmpty();
        assertThat(second.count("key", limits, NOW.plusSeconds(10)).admitted()).isTrue();
        assertThat(tables.calls()).hasSize(1);
        assertThat(first.count("key", limits, NOW.plusSeconds(60)).admitted()).isTrue();
        assertThat(tables.calls()).as("the key has come to rest for whoever looks at the clock").hasSize(1);
    }

    @Test
    void a_smooth_limit_that_nobody_asks_about_any_more_is_removed_unless_somebody_does() {
        String table = tables.table();
        List<Limit> old = List.of(Limit.smooth(Period.SECOND, 6, 3));
        List<Limit> changed = List.of(Limit.smooth(Period.SECOND, 7, 3));
        DynamoDbCounterStore environment = tables.environment(table);
        environment.count("key", old, NOW);
        environment.count("key", changed, NOW);
        environment.count("key", changed, NOW.plusSeconds(15));
        assertThat(tables.item(table)).as("clocks may lag").containsKeys("gsx6x3", "gsx7x3");
        environment.count("key", changed, NOW.plusSeconds(16));
        assertThat(tables.item(table)).containsKey("gsx7x3").doesNotContainKey("gsx6x3");

        environment.count("key", old, NOW);
        tables.environment(table).count("key", old, NOW.plusSeconds(40));
        tables.calls();
        environment.count("key", changed, NOW.plusSeconds(41));
        assertThat(tables.calls()).as("it learns that it is needed").hasSize(2);
        assertThat(tables.item(table)).containsKeys("gsx6x3", "gsx7x3");
    }

    @Test
    void an_item_outlives_what_a_smooth_limit_owes() {
        String table = tables.table();
        List<Limit> limits = List.of(Limit.smooth(Period.DAY, 10, 10));
        DynamoDbCounterStore first = tables.environment(table);
        DynamoDbCounterStore second = tables.environment(table);
        first.count("key", limits, NOW);
        assertThat(tables.item(table).get("expiresAt").n()).isEqualTo(epoch("2026-11-28T00:00:00Z"));
        second.count("key", limits, new Counting.Always(100), NOW);
        assertThat(tables.item(table).get("expiresAt").n()).isEqualTo(epoch("2026-12-07T00:00:00Z"));
        for (int i = 0; i < 5; i++) {
            first.count("key", limits, new Counting.Always(100), NOW);
            second.count("key", limits, new Counting.Always(100), NOW);
        }
        assertThat(first.count("key", limits, new Counting.Nothing(), NOW).windows().getFirst().endsAt())
                .isEqualTo("2027-03-15T12:44:30Z");
        assertThat(Long.parseLong(tables.item(table).get("expiresAt").n()))
                .isGreaterThanOrEqualTo(Instant.parse("2027-03-15T12:44:30Z").getEpochSecond());
    }

    @Test
    void refused_requests_that_count_cost_nothing_once_a_smooth_limit_is_overdrawn() {
        DynamoDbCounterStore environment = tables.environment(tables.table());
        List<Limit> limits = List.of(Limit.smooth(Period.MINUTE, 6, 1));
        for (int i = 0; i < 10; i++) {
            environment.count("key", limits, new Counting.Penalized(), NOW);
        }
        assertThat(tables.calls()).hasSize(2);
    }

    private static String epoch(String instant) {
        return Long.toString(Instant.parse(instant).getEpochSecond());
    }

    @Test
    void a_clock_that_is_minutes_off_exceeds_no_window_that_it_names() {
        String table = tables.table();
        DynamoDbCounterStore right = tables.environment(table);
        DynamoDbCounterStore slow = tables.environment(table);
        long admittedBySlow = IntStream.range(0, 60).filter(i -> {
            right.count("key", TWO_A_MINUTE, NOW.plusSeconds(i));
            return slow.count("key", TWO_A_MINUTE, NOW.plusSeconds(i).minusSeconds(240)).admitted();
        }).count();
        assertThat(admittedBySlow).as("its minute runs over into the next").isEqualTo(4);
    }

    @Test
    void attributes_that_are_no_windows_are_left_alone() {
        String table = tables.table();
        Map<String, AttributeValue> item = Map.of("k", AttributeValue.fromS(CounterItem.partitionKey("key")), "note",
                AttributeValue.fromS("by hand"), "m", AttributeValue.fromN("7"), "gmx1x2", AttributeValue.fromN("7"),
                "x17", AttributeValue.fromN("7"),
                "s1x",
                AttributeValue.fromN("7"));
        tables.client().putItem(put -> put.tableName(table).item(item));
        DynamoDbCounterStore environment = tables.environment(table);
        assertThat(environment.count("key", TWO_A_MINUTE, NOW).admitted()).isTrue();
        assertThat(environment.count("key", TWO_A_MINUTE, NOW.plusSeconds(7_200)).admitted()).isTrue();
        assertThat(tables.item(table)).containsAllEntriesOf(item);
    }

    @Test
    void warming_up_counts_nothing_and_never_fails() {
        String table = tables.table();
        assertThat(tables.environment(table).warmUp(Duration.ofSeconds(5), NOW)).isEmpty();
        assertThat(tables.environment("no-such-table").warmUp(Duration.ofSeconds(5), NOW))
                .contains("the table no-such-table could not be asked: ResourceNotFoundException");
        assertThat(tables.calls()).containsOnly("UpdateItem");
        assertThat(tables.client().scan(scan -> scan.tableName(table)).items()).isEmpty();
    }

    private static String windows(String table) {
        Map<String, AttributeValue> item = tables.item(table);
        return item.entrySet().stream().filter(entry -> CounterItem.window(entry.getKey()).isPresent())
                .map(entry -> entry.getKey() + "=" + entry.getValue().n()).sorted().collect(Collectors.joining(" "));
    }

    private static String written(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (entry.getValue().s() == null ? entry.getValue().n() : entry.getValue().s()))
                .sorted().collect(Collectors.joining(" "));
    }
}
