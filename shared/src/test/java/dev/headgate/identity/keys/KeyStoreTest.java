package dev.headgate.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeyStoreTest {
    private static final Instant NOW = KeyTables.BEGIN;
    private static final NewKey ALICES = new NewKey("alice", "laptop", Optional.of(NOW.plus(Duration.ofDays(90))),
            List.of("eu", "ci"));
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

    @Test
    void a_key_is_told_once_and_kept_as_a_hash() {
        String table = tables.table();
        KeyStore store = tables.store(table);
        CreatedKey created = store.create(ALICES);
        assertThat(KeyFormat.isGenerated(created.key())).isTrue();
        assertThat(created.stored()).isEqualTo(new StoredKey(ApiKeys.hash(created.key()), created.key().substring(0, 7),
                "laptop", "alice", NOW, Optional.of(NOW.plus(Duration.ofDays(90))), Optional.empty(), "",
                List.of("eu", "ci")));
        assertThat(store.find(created.stored().id())).contains(created.stored());
        assertThat(tables.items(table).toString()).doesNotContain(created.key())
                .doesNotContain(created.key().substring(8));
        assertThat(created.toString()).doesNotContain(created.key());
    }

    @Test
    void an_item_has_a_versioned_key_and_goes_a_month_after_the_key_stops_working() {
        String table = tables.table();
        StoredKey key = tables.store(table).create(ALICES).stored();
        Map<String, AttributeValue> item = tables.items(table).getFirst();
        assertThat(item.get("k").s()).isEqualTo("1/key/" + key.id());
        assertThat(item.get("deleteAt").n())
                .isEqualTo(Long.toString(NOW.plus(Duration.ofDays(120)).getEpochSecond()));
        assertThat(item).containsOnlyKeys("k", "hash", "prefix", "name", "consumer", "consumerId", "createdAt",
                "expiresAt", "tags", "deleteAt");
    }

    @Test
    void keys_are_listed_by_consumer_from_the_oldest() {
        KeyStore store = tables.store(tables.table());
        List<String> alices = IntStream.range(0, 5).mapToObj(i -> {
            tables.passes(Duration.ofSeconds(1));
            store.create(new NewKey("bob", "bob " + i, Optional.empty(), List.of()));
            return store.create(new NewKey("alice", "alice " + i, Optional.empty(), List.of())).stored().name();
        }).toList();
        assertThat(store.ofConsumer("alice").map(StoredKey::name)).containsExactlyElementsOf(alices);
        assertThat(store.ofConsumer("carol")).isEmpty();
        assertThat(store.all()).hasSize(10);
    }

    @Test
    void long_lists_come_in_pages() throws InterruptedException {
        String table = tables.table();
        String longName = "n".repeat(20_000);
        List<StoredKey> keys = IntStream.range(0, 120).mapToObj(
                i -> StoredKey.of("key " + i, longName, "alice", NOW.plusMillis(i), Optional.empty(), List.of()))
                .toList();
        importer(table).run(keys.iterator(), _ -> {
        });
        tables.calls();
        assertThat(tables.store(table).ofConsumer("alice")).containsExactlyElementsOf(keys);
        assertThat(tables.calls()).hasSizeGreaterThan(1).containsOnly("Query");
        assertThat(tables.store(table).all()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(tables.calls()).hasSizeGreaterThan(1).containsOnly("Scan");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            expires after | rotated after | grace | old works until      | successor works until
            -             | P10D          | PT1H  | 2026-12-05T11:20:30Z | -
            P90D          | P10D          | PT1H  | 2026-12-05T11:20:30Z | 2027-03-05T10:20:30Z
            P90D          | P10D          | PT0S  | 2026-12-05T10:20:30Z | 2027-03-05T10:20:30Z
            P11D          | P10D          | P7D   | 2026-12-06T10:20:30Z | 2026-12-16T10:20:30Z
            """)
    void rotation_makes_a_successor_and_lets_the_old_key_work_a_while(String expiresAfter, Duration rotatedAfter,
            Duration grace, Instant oldUntil, String successorUntil) {
        KeyStore store = tables.store(tables.table());
        Optional<Instant> expiresAt = expiresAfter.equals("-")
                ? Optional.empty()
                : Optional.of(NOW.plus(Duration.parse(expiresAfter)));
        StoredKey first = store.create(new NewKey("alice", "laptop", expiresAt, List.of("ci"))).stored();
        tables.passes(rotatedAfter);
        Rotation.Rotated rotated = (Rotation.Rotated) store.rotate(first.id(), grace);

        assertThat(rotated.old().expiresAt()).contains(oldUntil.plusMillis(123));
        assertThat(rotated.old().replacedBy()).isEqualTo(rotated.successor().stored().id());
        assertThat(store.find(first.id())).contains(rotated.old());
        StoredKey successor = rotated.successor().stored();
        assertThat(store.find(successor.id())).contains(successor);
        assertThat(successor.expiresAt().map(end -> end.minusMillis(123).toString()).orElse("-"))
                .isEqualTo(successorUntil);
        assertThat(List.of(successor.consumer(), successor.name(), successor.tags()))
                .isEqualTo(List.of("alice", "laptop", List.of("ci")));
        assertThat(successor.createdAt()).isEqualTo(NOW.plus(rotatedAfter));
    }

    @Test
    void a_key_that_does_not_work_is_not_rotated() {
        KeyStore store = tables.store(tables.table());
        StoredKey revoked = store.create(ALICES).stored();
        revoked = store.revoke(revoked.id()).orElseThrow();
        assertThat(store.rotate(revoked.id(), Duration.ZERO)).isEqualTo(new Rotation.NotActive(revoked));
        StoredKey expired = store.create(ALICES).stored();
        tables.passes(Duration.ofDays(90));
        assertThat(store.rotate(expired.id(), Duration.ZERO)).isEqualTo(new Rotation.NotActive(expired));
        assertThat(store.rotate("no-such-id", Duration.ZERO)).isEqualTo(new Rotation.Unknown());
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void a_revoked_key_stays_revoked_since_the_first_time() {
        KeyStore store = tables.store(tables.table());
        StoredKey key = store.create(ALICES).stored();
        assertThat(key.state(NOW)).isEqualTo(StoredKey.State.ACTIVE);
        StoredKey revoked = store.revoke(key.id()).orElseThrow();
        assertThat(revoked.revokedAt()).contains(NOW);
        assertThat(revoked.state(NOW)).isEqualTo(StoredKey.State.REVOKED);
        tables.passes(Duration.ofDays(1));
        assertThat(store.revoke(key.id())).contains(revoked);
        assertThat(store.find(key.id())).contains(revoked);
        assertThat(store.revoke("no-such-id")).isEmpty();
        assertThat(store.all()).containsExactly(revoked);
    }

    @Test
    void a_table_that_fails_is_unavailable_with_no_key_in_the_message() {
        String table = tables.table();
        KeyStore store = tables.store(table);
        for (String operation : List.of("PutItem", "GetItem", "UpdateItem", "Query", "Scan")) {
            tables.dynamoDb().faults().all(operation, Fault.internalError());
        }
        String message = "the table " + table + " could not be asked: InternalServerErrorException";
        assertThatThrownBy(() -> store.create(ALICES)).isInstanceOf(StoreUnavailableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> store.find("id")).hasMessage(message);
        assertThatThrownBy(() -> store.revoke("id")).hasMessage(message);
        assertThatThrownBy(() -> store.ofConsumer("alice").toList()).hasMessage(message);
        assertThatThrownBy(() -> store.all().toList()).hasMessage(message);
    }

    private static KeyImport importer(String table) {
        return new KeyImport(tables.client(), table, _ -> {
        }, new SplittableRandom(7));
    }
}
