package dev.headgate.identity.keys;

import dev.headgate.diagnostic.Location;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds the API keys and consumers of a DynamoDB table for requests. Answers are remembered for a short while
/// ([CacheSettings]), so that a caller in an environment costs one or two reads now and then. Reads are eventually
/// consistent, so a change shows within about a second plus the time for which the old state is believed.
///
/// Passwords, signing secrets, token keys and names in certificates are declared in files and never in the table.
public final class DynamoDbCredentialStore implements CredentialStore {
    private final TableCalls calls;
    private final CredentialStore declared;
    private final Location location;
    private final LookupCache<Credential.ApiKey> keys;
    private final LookupCache<Consumer> consumers;
    private final LookupCache<Consumer> byCustomId;

    /// A store over a table with the key and index that [KeyTable] describes.
    ///
    /// @param client stays the caller's to close
    /// @param declared asked first for the consumer of a key, so that groups and plugins that a file gives a consumer
    ///        hold for keys in the table too
    public DynamoDbCredentialStore(DynamoDbClient client, String table, InstantSource clock, CredentialStore declared,
            CacheSettings settings) {
        this.calls = new TableCalls(client, table);
        this.declared = declared;
        this.location = Location.of("dynamodb:" + table);
        this.keys = new LookupCache<>(clock, settings);
        this.consumers = new LookupCache<>(clock, settings);
        this.byCustomId = new LookupCache<>(clock, settings);
    }

    /// Revoked keys are not found; expired ones are, and say so.
    @Override
    public Optional<Credential.ApiKey> apiKey(String keyHash) {
        return keys.get(keyHash, () -> {
            String id = StoredKey.id(keyHash);
            Map<String, AttributeValue> item = calls.get(KeyTable.keyItem(id), false);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            StoredKey key = KeyItem.key(item);
            return key.revokedAt().isEmpty() && ApiKeys.sameHash(key.hash(), keyHash)
                    ? Optional.of(new Credential.ApiKey(id, consumerOf(key), key.hash(), key.expiresAt(), key.tags(),
                            location))
                    : Optional.empty();
        });
    }

    /// A consumer that only keys name needs no item of its own.
    private Consumer consumerOf(StoredKey key) {
        return declared.consumerById(key.consumerId()).or(() -> declared.consumerByUsername(key.consumer()))
                .or(() -> consumerById(key.consumerId()))
                .orElseGet(() -> new Consumer(key.consumerId(), key.consumer(), "", List.of(), List.of(), location));
    }

    @Override
    public Optional<Credential.Basic> basic(String username) {
        return Optional.empty();
    }

    @Override
    public Optional<Credential.Hmac> hmac(String username) {
        return Optional.empty();
    }

    @Override
    public List<Credential.Mtls> mtls(String subjectName) {
        return List.of();
    }

    @Override
    public Optional<Credential.JwtSecret> jwtSecret(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Consumer> consumerById(String id) {
        return consumers.get(id, () -> {
            Map<String, AttributeValue> item = calls.get(KeyTable.consumerItem(id), false);
            return item.isEmpty() ? Optional.empty() : Optional.of(ConsumerItem.consumer(id, item, location));
        });
    }

    @Override
    public Optional<Consumer> consumerByUsername(String username) {
        return consumerById(StoredKey.consumerId(username));
    }

    /// The item that leads to the consumer may be left from an earlier custom id of it, so the consumer has the last
    /// word.
    @Override
    public Optional<Consumer> consumerByCustomId(String customId) {
        return byCustomId.get(customId, () -> {
            Map<String, AttributeValue> pointer = calls.get(KeyTable.customIdItem(customId), false);
            return pointer.isEmpty()
                    ? Optional.empty()
                    : consumerById(ConsumerItem.target(pointer))
                            .filter(consumer -> consumer.customId().equals(customId));
        });
    }

    /// Makes the first call before requests come. Requests will meet what goes wrong here.
    ///
    /// @return what went wrong, if anything did
    public Optional<String> warmUp() {
        try {
            calls.get(KeyTable.keyItem("warm-up"), false);
            return Optional.empty();
        } catch (StoreUnavailableException e) {
            return Optional.of(e.getMessage());
        }
    }
}
