package dev.headgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.NamedIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every store of API keys and consumers does, wherever it finds them.
public abstract class CredentialStoreContract {
    private static final Location SOMEWHERE = Location.of("somewhere");
    private static final Instant IN_MAY = Instant.parse("2027-05-01T00:00:00Z");

    /// A store with these consumers and keys and no others. What they say of their locations does not matter.
    protected abstract CredentialStore store(List<Consumer> consumers, List<Credential.ApiKey> keys);

    private CredentialStore store() {
        Consumer alice = consumer("alice", "crm-1", List.of("gold", "eu"), List.of("vip"));
        Consumer bob = consumer("bob", "", List.of(), List.of());
        return store(List.of(alice, bob), List.of(key("alices-first", alice, Optional.empty(), List.of()),
                key("alices-second", alice, Optional.of(IN_MAY), List.of("ci", "eu")),
                key("", bob, Optional.empty(), List.of()), key("bobs-kéy-🔑", bob, Optional.empty(), List.of())));
    }

    private static Consumer consumer(String username, String customId, List<String> groups, List<String> tags) {
        return new Consumer(NamedIds.of("consumers", username), username, customId, groups,
                groups.stream().map(group -> group + "-club").toList(), tags, SOMEWHERE);
    }

    private static Credential.ApiKey key(String key, Consumer consumer, Optional<Instant> expiresAt,
            List<String> tags) {
        String hash = ApiKeys.hash(key);
        return new Credential.ApiKey(NamedIds.of("keyauth_credentials", "keyauth_credentials:*:" + hash), consumer,
                hash,
                expiresAt, tags, SOMEWHERE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key           | consumer | expires              | tags
            alices-first  | alice    | never                | []
            alices-second | alice    | 2027-05-01T00:00:00Z | [ci, eu]
            bobs-kéy-🔑   | bob      | never                | []
            alices-third  | nobody   | -                    | -
            Alices-first  | nobody   | -                    | -
            """)
    void a_key_is_found_by_its_hash(String key, String consumer, String expires, String tags) {
        Optional<Credential.ApiKey> found = store().apiKey(ApiKeys.hash(key));
        assertThat(found.map(known -> known.consumer().username()).orElse("nobody")).isEqualTo(consumer);
        found.ifPresent(known -> {
            assertThat(known.keyHash()).isEqualTo(ApiKeys.hash(key));
            assertThat(known.id())
                    .isEqualTo(NamedIds.of("keyauth_credentials", "keyauth_credentials:*:" + known.keyHash()));
            assertThat(known.expiresAt().map(Instant::toString).orElse("never")).isEqualTo(expires);
            assertThat(known.tags().toString()).isEqualTo(tags);
        });
    }

    @Test
    void the_consumer_of_a_key_is_whole() {
        Consumer found = store().apiKey(ApiKeys.hash("alices-first")).orElseThrow().consumer();
        assertThat(found).usingRecursiveComparison().ignoringFields("location")
                .isEqualTo(consumer("alice", "crm-1", List.of("gold", "eu"), List.of("vip")));
    }

    @Test
    void a_consumer_is_found_by_each_of_its_names() {
        CredentialStore store = store();
        Consumer alice = store.consumerByUsername("alice").orElseThrow();
        assertThat(alice.groups()).containsExactly("gold", "eu");
        assertThat(store.consumerById(alice.id())).contains(alice);
        assertThat(store.consumerByCustomId("crm-1")).contains(alice);
        assertThat(store.consumer("alice")).contains(alice);
        assertThat(store.consumer(alice.id())).contains(alice);
    }

    @Test
    void what_is_not_there_is_not_found() {
        CredentialStore store = store();
        assertThat(store.consumerByUsername("carol")).isEmpty();
        assertThat(store.consumerByUsername("crm-1")).isEmpty();
        assertThat(store.consumerByCustomId("alice")).isEmpty();
        assertThat(store.consumerByCustomId("")).isEmpty();
        assertThat(store.consumerById("alice")).isEmpty();
        assertThat(store.apiKey("no hash")).isEmpty();
        assertThat(store.basic("alice")).isEmpty();
        assertThat(store.hmac("alice")).isEmpty();
        assertThat(store.mtls("alice")).isEmpty();
        assertThat(store.jwtSecret("alice")).isEmpty();
    }
}
