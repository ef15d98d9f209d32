package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
    @Test
    void a_flood_of_names_that_come_once_drives_out_none_that_came_twice() {
        KnownKeys keys = new KnownKeys(1_000);
        List<KnownKey> used = IntStream.range(0, 500).mapToObj(i -> keys.get("used-" + i)).toList();
        IntStream.range(0, 500).forEach(i -> keys.get("used-" + i));
        for (int i = 0; i < 1_000_000; i++) {
            keys.get("flood-" + i);
        }
        assertThat(IntStream.range(0, 500).filter(i -> keys.get("used-" + i) == used.get(i))).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 1_000, 10_000})
    void so_many_are_remembered_and_hardly_more(int keysMax) {
        KnownKeys keys = new KnownKeys(keysMax);
        Set<KnownKey> made = new HashSet<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 2 * keysMax; i++) {
                made.add(keys.get("name-" + i % (keysMax + keysMax / 2)));
            }
        }
        assertThat(keys.size()).isLessThanOrEqualTo(keysMax + 16).isLessThan(made.size() + 1);
    }

    @Test
    void a_long_name_and_the_form_it_is_remembered_by_are_two_keys() {
        KnownKeys keys = new KnownKeys(100);
        String name = "x".repeat(10_000);
        KnownKey known = keys.get(name);
        assertThat(keys.get(name)).isSameAs(known);
        assertThat(keys.get("\0" + CounterItem.partitionKey(name))).isNotSameAs(known);
        assertThat(known.partitionKey()).isEqualTo(CounterItem.partitionKey(name));
    }
}
