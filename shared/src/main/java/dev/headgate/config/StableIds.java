package dev.headgate.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids for entities that are declared without one: version 5 UUIDs (RFC 9562 §5.5) of what the entity is known by. Where
/// Kong has such an id too, it is the same (declarative_config.lua, `generate_uuid`), so counters and logs survive a move
/// from one to the other.
final class StableIds {
    /// Kong's namespace for the names of its entities.
    private static final UUID ENTITIES = UUID.fromString("fd02801f-0957-4a15-a55a-c8d9606f30b5");

    private StableIds() {}

    /// The id of the entity of this kind that is known by this key.
    static String of(EntityKind kind, String key) {
        return of(kind.plural(), key);
    }

    /// The id of an entity that has nothing to be known by, made of what it says. It stands in a namespace of its own,
    /// so that no name can take it.
    static String ofNameless(EntityKind kind, String content) {
        return of(kind.plural() + "#nameless", content);
    }

    private static String of(String namespace, String key) {
        return version5(version5(ENTITIES, namespace), key).toString();
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
