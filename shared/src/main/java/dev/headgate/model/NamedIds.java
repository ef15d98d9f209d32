package dev.headgate.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids for entities that nobody gave one: version 5 UUIDs (RFC 9562 §5.5) of what the entity is known by, under Kong's
/// namespace for its entities (kong/db/schema/others/declarative_config.lua, `generate_uuid`). The same thing has the same
/// id wherever it is declared: in a file, in the store, or in Kong.
///
/// Pure and safe for use by many threads.
public final class NamedIds {
    private static final UUID ENTITIES = UUID.fromString("fd02801f-0957-4a15-a55a-c8d9606f30b5");

    private NamedIds() {}

    /// The id of what is known by this key among the entities of a kind.
    ///
    /// @param entities Kong's plural name of the kind, such as `consumers`
    public static String of(String entities, String key) {
        return of(namespace(entities), key);
    }

    /// The namespace of a kind's ids, for who makes many of them.
    ///
    /// @param entities Kong's plural name of the kind, such as `consumers`
    public static UUID namespace(String entities) {
        return version5(ENTITIES, entities);
    }

    /// The id of what is known by this key in a [#namespace].
    public static String of(UUID namespace, String key) {
        return version5(namespace, key).toString();
    }

    private static UUID version5(UUID namespace, String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16).putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits()).flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xF000L | 0x5000L;
        long low = hash.getLong() & ~(0xC0L << 56) | 0x80L << 56;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
