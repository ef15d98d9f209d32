package dev.headgate.local.keys;

import dev.headgate.identity.keys.CreatedKey;
import dev.headgate.identity.keys.StoredKey;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Keys as JSON objects, for programs. What is absent is null or empty, so that every object has the same members.
final class KeyJson {
    static final JsonFactory JSON = new JsonFactory();

    private KeyJson() {}

    /// A key that was just made, in clear.
    static String of(CreatedKey created, Instant now) {
        return object(json -> {
            json.writeStringProperty("key", created.key());
            describe(created.stored(), now, json);
        });
    }

    /// A successor in clear, and the id and end of the key before it.
    static String rotated(CreatedKey successor, StoredKey old, Instant now) {
        return object(json -> {
            json.writeStringProperty("key", successor.key());
            describe(successor.stored(), now, json);
            json.writeStringProperty("replaces", old.id());
            moment("replaces_until", old.expiresAt(), json);
        });
    }

    static String of(StoredKey key, Instant now) {
        return object(json -> describe(key, now, json));
    }

    /// All that is needed to import the key again.
    static String exported(StoredKey key) {
        return object(json -> {
            json.writeStringProperty("hash", key.hash());
            facts(key, json);
        });
    }

    private static void describe(StoredKey key, Instant now, JsonGenerator json) {
        json.writeStringProperty("id", key.id());
        json.writeStringProperty("state", key.state(now).name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("consumer_id", key.consumerId());
        facts(key, json);
    }

    private static void facts(StoredKey key, JsonGenerator json) {
        json.writeStringProperty("prefix", key.prefix());
        json.writeStringProperty("consumer", key.consumer());
        json.writeStringProperty("name", key.name());
        json.writeStringProperty("created", key.createdAt().toString());
        moment("expires", key.expiresAt(), json);
        moment("revoked", key.revokedAt(), json);
        json.writeStringProperty("replaced_by", key.replacedBy());
        json.writeArrayPropertyStart("tags");
        key.tags().forEach(json::writeString);
        json.writeEndArray();
    }

    private static void moment(String name, Optional<Instant> moment, JsonGenerator json) {
        if (moment.isPresent()) {
            json.writeStringProperty(name, moment.get().toString());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static String object(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
