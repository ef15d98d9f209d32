package dev.headgate.identity.keys;

import dev.headgate.identity.ApiKeys;
import dev.headgate.model.NamedIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An API key as the store keeps it: everything but the key itself. No member is null.
///
/// @param hash lower-case hex of the key's SHA-256
/// @param prefix the first few characters, by which its owner recognises it; empty where only the hash was ever known
/// @param name what its owner calls it; may be empty
/// @param consumer the username of the consumer that it identifies; not empty
/// @param createdAt to the millisecond
/// @param expiresAt when it stops working by itself; absent for one that does not
/// @param revokedAt when it was revoked; absent for one that was not
/// @param replacedBy the id of the key that a rotation made instead; empty where there was none
/// @param tags labels for people
public record StoredKey(
        String hash,
        String prefix,
        String name,
        String consumer,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        String replacedBy,
        List<String> tags) {

    /// Whether a key works.
    public enum State {
        ACTIVE, EXPIRED, REVOKED
    }

    public StoredKey {
        tags = List.copyOf(tags);
    }

    /// A key that is active from now on.
    public static StoredKey of(String key, String name, String consumer, Instant createdAt, Optional<Instant> expiresAt,
            List<String> tags) {
        return new StoredKey(ApiKeys.hash(key), KeyFormat.prefix(key), name, consumer, createdAt, expiresAt,
                Optional.empty(), "", tags);
    }

    /// The id: the same that a file's reader would give the key.
    public String id() {
        return id(hash);
    }

    /// The id that a key in clear has or would have.
    public static String idOf(String key) {
        return id(ApiKeys.hash(key));
    }

    /// The id of the key with this hash.
    static String id(String hash) {
        return NamedIds.of("keyauth_credentials", "keyauth_credentials:*:" + hash);
    }

    /// The consumer's id: the same that a file's reader would give a consumer of that name.
    public String consumerId() {
        return consumerId(consumer);
    }

    /// The id of the consumer with this username.
    static String consumerId(String username) {
        return NamedIds.of("consumers", username);
    }

    /// Whether the key works at a moment.
    public State state(Instant now) {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get()) ? State.EXPIRED : State.ACTIVE;
    }
}
