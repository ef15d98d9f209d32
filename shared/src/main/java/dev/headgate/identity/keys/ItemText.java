package dev.headgate.identity.keys;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads and writes the attributes of an item. What is empty or absent has no attribute.
final class ItemText {
    private ItemText() {}

    /// Collects the attributes of an item.
    static final class Writer {
        private final Map<String, AttributeValue> attributes;

        Writer(Map<String, AttributeValue> key) {
            this.attributes = new HashMap<>(key);
        }

        Writer text(String name, String value) {
            if (!value.isEmpty()) {
                attributes.put(name, AttributeValue.fromS(value));
            }
            return this;
        }

        Writer texts(String name, List<String> values) {
            if (!values.isEmpty()) {
                attributes.put(name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
            }
            return this;
        }

        Writer moment(String name, Instant moment) {
            attributes.put(name, millis(moment));
            return this;
        }

        Writer moment(String name, Optional<Instant> moment) {
            moment.ifPresent(known -> moment(name, known));
            return this;
        }

        Writer seconds(String name, Optional<Instant> moment) {
            moment.ifPresent(known -> attributes.put(name, ItemText.seconds(known)));
            return this;
        }

        Map<String, AttributeValue> item() {
            return attributes;
        }
    }

    static AttributeValue millis(Instant moment) {
        return AttributeValue.fromN(Long.toString(moment.toEpochMilli()));
    }

    static AttributeValue seconds(Instant moment) {
        return AttributeValue.fromN(Long.toString(moment.getEpochSecond()));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : "";
    }

    static List<String> texts(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).l().stream().map(AttributeValue::s).toList() : List.of();
    }

    static Optional<Instant> moment(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(value -> Instant.ofEpochMilli(Long.parseLong(value.n())));
    }
}
