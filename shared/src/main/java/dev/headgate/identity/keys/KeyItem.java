package dev.headgate.identity.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A key as an item of the table. The key itself is nowhere in it.
final class KeyItem {
    static final String EXPIRES_AT = "expiresAt";
    static final String REVOKED_AT = "revokedAt";
    static final String REPLACED_BY = "replacedBy";
    private static final String HASH = "hash";
    private static final String PREFIX = "prefix";
    private static final String NAME = "name";
    private static final String CONSUMER = "consumer";
    private static final String TAGS = "tags";

    /// How long a key that no longer works is still shown. Whether it works never depends on its item's deletion: one
    /// that is not there does not work either.
    private static final Duration SHOWN_FOR = Duration.ofDays(30);

    private KeyItem() {}

    static Map<String, AttributeValue> of(StoredKey key) {
        return new ItemText.Writer(KeyTable.keyItem(key.id())).text(HASH, key.hash()).text(PREFIX, key.prefix())
                .text(NAME, key.name()).text(CONSUMER, key.consumer()).text(KeyTable.CONSUMER_ID, key.consumerId())
                .moment(KeyTable.CREATED_AT, key.createdAt()).moment(EXPIRES_AT, key.expiresAt())
                .moment(REVOKED_AT, key.revokedAt()).text(REPLACED_BY, key.replacedBy()).texts(TAGS, key.tags())
                .seconds(KeyTable.TIME_TO_LIVE, end(key).map(KeyItem::deleteAt)).item();
    }

    /// When the key stops working, as far as is known.
    private static Optional<Instant> end(StoredKey key) {
        return Stream.concat(key.expiresAt().stream(), key.revokedAt().stream()).min(Instant::compareTo);
    }

    /// When the item of a key that stops working then may be deleted.
    static Instant deleteAt(Instant end) {
        return end.plus(SHOWN_FOR);
    }

    static StoredKey key(Map<String, AttributeValue> item) {
        return new StoredKey(ItemText.text(item, HASH), ItemText.text(item, PREFIX), ItemText.text(item, NAME),
                ItemText.text(item, CONSUMER), ItemText.moment(item, KeyTable.CREATED_AT).orElse(Instant.EPOCH),
                ItemText.moment(item, EXPIRES_AT), ItemText.moment(item, REVOKED_AT), ItemText.text(item, REPLACED_BY),
                ItemText.texts(item, TAGS));
    }
}
