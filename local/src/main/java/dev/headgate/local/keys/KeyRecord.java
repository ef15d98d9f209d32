package dev.headgate.local.keys;

import dev.headgate.identity.keys.StoredKey;
import dev.headgate.local.cli.InputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One key of an import, as its file writes it.
///
/// @param place where it stands, for messages: `keys.csv:17`
/// @param texts the fields that are given and not empty, by name
/// @param tags empty for none
record KeyRecord(String place, Map<String, String> texts, List<String> tags) {
    /// The fields that a file may have, `tags` aside.
    static final List<String> FIELDS = List.of("key", "hash", "consumer", "name", "expires", "prefix", "created",
            "revoked", "replaced_by");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /// The key to be stored.
    ///
    /// @param now when it is created, unless the record says otherwise
    /// @throws InputException when a field is wrong or missing
    StoredKey key(Instant now) {
        String consumer = text("consumer");
        if (consumer.isEmpty()) {
            throw wrong("consumer is missing. Name the username of the consumer that the key identifies.");
        }
        Instant created = instant("created").orElse(now).truncatedTo(ChronoUnit.MILLIS);
        Optional<Instant> expires = instantOrAfter("expires", created);
        Optional<Instant> revoked = instant("revoked");
        if (text("key").isEmpty() == text("hash").isEmpty()) {
            throw wrong("needs either key or hash.");
        }
        if (!text("key").isEmpty()) {
            StoredKey clear = StoredKey.of(text("key"), text("name"), consumer, created, expires, tags);
            return new StoredKey(clear.hash(), clear.prefix(), clear.name(), consumer, created, expires, revoked,
                    text("replaced_by"), tags);
        }
        String hash = text("hash").toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches()) {
            throw wrong("hash is not a SHA-256 in hex, which has 64 digits.");
        }
        return new StoredKey(hash, text("prefix"), text("name"), consumer, created, expires, revoked,
                text("replaced_by"), tags);
    }

    private String text(String field) {
        return texts.getOrDefault(field, "");
    }

    private Optional<Instant> instant(String field) {
        return parsed(field, Moments.instant(text(field)), "Write a moment such as 2027-01-31T12:00:00Z.");
    }

    private Optional<Instant> instantOrAfter(String field, Instant now) {
        return parsed(field, Moments.instantOrAfter(text(field), now), "Write " + Moments.MOMENT_HINT + ".");
    }

    private Optional<Instant> parsed(String field, Optional<Instant> moment, String hint) {
        if (moment.isEmpty() && !text(field).isEmpty()) {
            throw wrong(field + " is not a moment: \"" + text(field) + "\". " + hint);
        }
        return moment.map(known -> known.truncatedTo(ChronoUnit.MILLIS));
    }

    private InputException wrong(String message) {
        return new InputException(place + ": " + message);
    }
}
