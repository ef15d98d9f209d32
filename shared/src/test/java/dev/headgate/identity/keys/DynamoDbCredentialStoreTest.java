package dev.headgate.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.diagnostic.Location;
import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.CredentialStoreContract;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DynamoDbCredentialStoreTest extends CredentialStoreContract {
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

    @Override
    protected CredentialStore store(List<Consumer> consumers, List<Credential.ApiKey> keys) {
        String table = tables.table();
        consumers.forEach(consumer -> tables.putConsumer(table, consumer));
        put(table, keys.stream().map(key -> new StoredKey(key.keyHash(), "", "", key.consumer().username(),
                KeyTables.BEGIN, key.expiresAt(), Optional.empty(), "", key.tags())).toList());
        return credentials(table, declared());
    }

    private static Consumer alice(String customId, List<String> groups) {
        return new Consumer(StoredKey.consumerId("alice"), "alice", customId, groups, List.of(), List.of(),
                Location.of("keys"));
    }

    private static void put(String table, List<StoredKey> keys) {
        keys.forEach(key -> tables.client().putItem(put -> put.tableName(table).item(KeyItem.of(key))));
    }

    private static CredentialStore declared(Consumer... consumers) {
        return new DeclaredCredentials(new Gateway(List.of(), List.of(), List.of(consumers), List.of(), List.of(),
                List.of()));
    }

    private static DynamoDbCredentialStore credentials(String table, CredentialStore declared) {
        return new DynamoDbCredentialStore(tables.client(), table, tables.clock(), declared, CacheSettings.DEFAULT);
    }

    @Test
    void a_key_costs_two_reads_and_then_none_for_a_while() {
        String table = tables.table();
        String hash = tables.store(table).create(key("alice")).stored().hash();
        DynamoDbCredentialStore store = credentials(table, declared());
        tables.calls();
        assertThat(store.apiKey(hash)).isPresent();
        assertThat(tables.calls()).as("the key and its consumer").containsExactly("GetItem", "GetItem");
        tables.passes(Duration.ofMillis(29_999));
        assertThat(store.apiKey(hash)).isPresent();
        assertThat(tables.calls()).isEmpty();
        tables.passes(Duration.ofMillis(1));
        assertThat(store.apiKey(hash)).isPresent();
        assertThat(tables.calls()).hasSize(2);
    }

    @Test
    void an_unknown_key_is_looked_up_again_sooner() {
        String table = tables.table();
        DynamoDbCredentialStore store = credentials(table, declared());
        String hash = ApiKeys.hash("not yet");
        assertThat(store.apiKey(hash)).isEmpty();
        put(table, List.of(StoredKey.of("not yet", "", "alice", KeyTables.BEGIN, Optional.empty(), List.of())));
        tables.calls();
        tables.passes(Duration.ofMillis(4_999));
        assertThat(store.apiKey(hash)).isEmpty();
        assertThat(tables.calls()).isEmpty();
        tables.passes(Duration.ofMillis(1));
        assertThat(store.apiKey(hash)).isPresent();
    }

    @Test
    void a_revoked_key_works_no_longer_than_it_is_remembered() {
        String table = tables.table();
        KeyStore keys = tables.store(table);
        StoredKey key = keys.create(key("alice")).stored();
        DynamoDbCredentialStore store = credentials(table, declared());
        assertThat(store.apiKey(key.hash())).isPresent();
        keys.revoke(key.id());
        assertThat(store.apiKey(key.hash())).isPresent();
        assertThat(credentials(table, declared()).apiKey(key.hash())).as("another environment").isEmpty();
        tables.passes(Duration.ofSeconds(30));
        assertThat(store.apiKey(key.hash())).isEmpty();
    }

    @Test
    void a_consumer_that_only_a_key_names_has_no_groups() {
        String table = tables.table();
        StoredKey key = tables.store(table).create(key("alice")).stored();
        assertThat(credentials(table, declared()).apiKey(key.hash()).orElseThrow().consumer()).isEqualTo(new Consumer(
                key.consumerId(), "alice", "", List.of(), List.of(), Location.of("dynamodb:" + table)));
    }

    @Test
    void a_declared_consumer_is_the_one_that_counts() {
        String table = tables.table();
        KeyStore keys = tables.store(table);
        tables.putConsumer(table, alice("", List.of("from-table")));
        String hash = keys.create(key("alice")).stored().hash();
        Location file = Location.of("kong.yaml");
        Consumer sameId = new Consumer(StoredKey.consumerId("alice"), "alice", "", List.of("from-file"), List.of(),
                file);
        Consumer otherId = new Consumer("11111111-2222-4333-8444-555555555555", "alice", "", List.of("from-file"),
                List.of(), file);
        for (Consumer declared : List.of(sameId, otherId)) {
            assertThat(credentials(table, declared(declared)).apiKey(hash).orElseThrow().consumer())
                    .isEqualTo(declared);
        }
    }

    @Test
    void a_custom_id_that_was_changed_leads_nowhere() {
        String table = tables.table();
        tables.putConsumer(table, alice("old", List.of()));
        tables.putConsumer(table, alice("new", List.of()));
        DynamoDbCredentialStore store = credentials(table, declared());
        assertThat(store.consumerByCustomId("old")).isEmpty();
        assertThat(store.consumerByCustomId("new")).isPresent();
    }

    @Test
    void what_was_found_serves_a_while_longer_when_the_table_is_down() {
        String table = tables.table();
        String hash = tables.store(table).create(key("alice")).stored().hash();
        DynamoDbCredentialStore store = credentials(table, declared());
        assertThat(store.apiKey(hash)).isPresent();
        tables.dynamoDb().faults().all("GetItem", Fault.internalError());
        tables.passes(Duration.ofMinutes(9));
        assertThat(store.apiKey(hash)).isPresent();
        tables.passes(Duration.ofMinutes(1));
        assertThatThrownBy(() -> store.apiKey(hash)).isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the table " + table + " could not be asked: InternalServerErrorException");
        assertThatThrownBy(() -> store.apiKey(ApiKeys.hash("unknown"))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void expired_keys_are_found_and_say_so() {
        String table = tables.table();
        Instant end = KeyTables.BEGIN.plusSeconds(1);
        String hash = tables.store(table).create(new NewKey("alice", "", Optional.of(end), List.of())).stored().hash();
        tables.passes(Duration.ofDays(1));
        assertThat(credentials(table, declared()).apiKey(hash).orElseThrow().expiresAt()).contains(end);
    }

    private static NewKey key(String consumer) {
        return new NewKey(consumer, "", Optional.empty(), List.of());
    }
}
