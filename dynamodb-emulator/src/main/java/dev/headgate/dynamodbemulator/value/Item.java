package dev.headgate.dynamodbemulator.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The attributes of an item, or some of them. Immutable, so safe for use by many threads.
///
/// @param attributes by name
public record Item(Map<String, AttributeValue> attributes) {
    /// The largest size of an item: 400 KB.
    public static final int SIZE_MAX_BYTES = 400 * 1024;
    /// The deepest nesting of lists and maps.
    public static final int NESTING_MAX = 32;
    /// No attributes; what conditions on an absent item see.
    public static final Item EMPTY = new Item(Map.of());

    public Item {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public Optional<AttributeValue> get(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /// The size in bytes, names included.
    public int sizeBytes() {
        return ValueSize.ofAttributes(attributes);
    }

    /// The levels of lists and maps inside each other; 0 where no attribute is a list or map.
    public int nesting() {
        return attributes.values().stream().mapToInt(Item::nesting).max().orElse(0);
    }

    private static int nesting(AttributeValue value) {
        return switch (value) {
            case AttributeValue.L list -> 1 + list.elements().stream().mapToInt(Item::nesting).max().orElse(0);
            case AttributeValue.M map -> 1 + map.members().values().stream().mapToInt(Item::nesting).max().orElse(0);
            case AttributeValue.S _,AttributeValue.N _,AttributeValue.B _,AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.Ss _,AttributeValue.Ns _,AttributeValue.Bs _ ->
                    0;
        };
    }
}
