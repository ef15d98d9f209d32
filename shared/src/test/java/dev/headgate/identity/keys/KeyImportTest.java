package dev.headgate.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.identity.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class KeyImportTest {
    private static KeyTables tables;

    @BeforeAll
    static void start() {
        tables = new KeyTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @AfterEach
    void heal() {
        tables.dynamoDb().faults().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 25, 26, 1_000})
    void all_keys_are_written_and_counted(int count) throws InterruptedException {
        String table = tables.table();
        List<StoredKey> keys = keys(count);
        AtomicLong told = new AtomicLong();
        assertThat(importer(table).run(keys.iterator(), told::addAndGet)).isEqualTo(count);
        assertThat(told).hasValue(count);
        assertThat(tables.store(table).all()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void a_key_that_comes_twice_is_written_once() throws InterruptedException {
        String table = tables.table();
        List<StoredKey> keys = Stream.concat(keys(10).stream(), keys(10).stream()).toList();
        assertThat(importer(table).run(keys.iterator(), _ -> {
        })).isEqualTo(10);
        assertThat(tables.items(table)).hasSize(10);
    }

    @Test
    void keys_are_read_no_faster_than_they_are_written() throws InterruptedException {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger mostAhead = new AtomicInteger();
        Iterator<StoredKey> keys = keys(2_000).stream().peek(_ -> mostAhead
                .accumulateAndGet(read.incrementAndGet() - written.get(), Math::max)).iterator();
        importer(tables.table()).run(keys, count -> written.addAndGet((int) count));
        assertThat(mostAhead.get())
                .as("eight batches on their way, one written but not yet told each, one in the making")
                .isLessThanOrEqualTo(25 * 10);
    }

    @Test
    void a_table_that_fails_ends_the_import() {
        String table = tables.table();
        tables.dynamoDb().faults().all("BatchWriteItem", Fault.internalError());
        assertThatThrownBy(() -> importer(table).run(keys(1_000).iterator(), _ -> {
        })).isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the table " + table + " could not be asked: InternalServerErrorException");
        assertThat(tables.calls()).hasSizeLessThan(40);
    }

    @Test
    void what_a_table_has_no_room_for_is_written_after_a_pause() throws InterruptedException {
        String table = tables.table();
        List<Long> pauses = new ArrayList<>();
        try (DynamoDbClient oneByOne = onlySome(1)) {
            KeyImport importing = new KeyImport(oneByOne, table, pauses::add, new SplittableRandom(7));
            assertThat(importing.run(keys(5).iterator(), _ -> {
            })).isEqualTo(5);
        }
        assertThat(tables.store(table).all()).hasSize(5);
        assertThat(pauses).hasSize(4).allMatch(millis -> millis >= 25 && millis <= 50);
    }

    @Test
    void a_table_that_takes_nothing_more_ends_the_import_after_longer_and_longer_pauses() {
        String table = tables.table();
        List<Long> pauses = new ArrayList<>();
        try (DynamoDbClient full = onlySome(0)) {
            KeyImport importing = new KeyImport(full, table, pauses::add, new SplittableRandom(7));
            assertThatThrownBy(() -> importing.run(keys(5).iterator(), _ -> {
            })).isInstanceOf(StoreUnavailableException.class).hasMessage("the table " + table + " takes no more keys");
        }
        assertThat(pauses).hasSize(20).allMatch(millis -> millis <= 5_000);
        assertThat(pauses.getLast()).isGreaterThan(pauses.getFirst());
    }

    /// A client of a table that takes so many items a request, as one that is short of capacity does.
    private static DynamoDbClient onlySome(int taken) {
        return new ShortOfCapacity(tables.client(), taken);
    }

    private static KeyImport importer(String table) {
        return new KeyImport(tables.client(), table, _ -> {
        }, new SplittableRandom(7));
    }

    private static List<StoredKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> StoredKey.of("key number " + i, "", "consumer " + i % 7,
                KeyTables.BEGIN, Optional.empty(), List.of())).toList();
    }
}
