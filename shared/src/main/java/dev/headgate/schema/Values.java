package dev.headgate.schema;

import dev.headgate.diagnostic.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The values of one mapping after its field table has been applied: every value has its type, every default is filled
/// in. Asking for a field that the table does not have, or in another type, is a bug in the caller and throws
/// [IllegalStateException].
///
/// A check over several fields may be handed values of which some are wrong, so that it can still report what it finds
/// in the others. Where it asks for a wrong one, it ends there; whatever is wrong has been reported already.
///
/// Immutable once read.
public final class Values {
    /// What the user wrote, as opposed to a default.
    ///
    /// @param value in the Java form of its [FieldType]
    /// @param location where it is written
    record Value(Object value, Location location) {}

    /// Ends a check that asks for a field whose value is wrong. Never leaves [SchemaReader].
    static final class WrongFieldException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongFieldException(String name) {
            super(name, null, false, false);
        }
    }

    private final RecordSchema schema;
    private final Location location;
    private final Map<String, Value> written;
    private final Map<String, Location> nested;
    private final Set<String> wrong;

    /// Keeps the maps, which the caller must not change any more.
    ///
    /// @param schema knows the defaults of fields that are not written
    /// @param nested where parts of fields stand, and fields with mistakes
    /// @param wrong fields that have mistakes or are missing
    Values(RecordSchema schema, Location location, Map<String, Value> written, Map<String, Location> nested,
            Set<String> wrong) {
        this.schema = schema;
        this.location = location;
        this.written = written;
        // Mostly there is nothing, and one has these for every mapping of a file.
        this.nested = nested.isEmpty() ? Map.of() : nested;
        this.wrong = wrong.isEmpty() ? Set.of() : wrong;
    }

    /// Where the mapping begins.
    public Location location() {
        return location;
    }

    /// Where a field stands, or a part of it, however deep: `location("paths[2]")`, `location("headers.x-env")`,
    /// `location("redis.host")`. Falls back to what it is a part of, at last to the mapping's own place.
    public Location location(String path) {
        Location exact = nested.get(path);
        if (exact != null) {
            return exact;
        }
        String name = path.split("[.\\[]", 2)[0];
        Value value = written.get(name);
        return value == null ? location : inside(value, path, name.length());
    }

    /// @param length of the field's name, which the path begins with
    private Location inside(Value field, String path, int length) {
        if (path.length() == length) {
            return field.location();
        }
        if (field.value() instanceof Values group && path.charAt(length) == '.') {
            return group.location(path.substring(length + 1));
        }
        int close = path.indexOf("].", length);
        if (close > 0 && field.value() instanceof List<?> list
                && item(list, path.substring(length + 1, close)).orElse(null) instanceof Values item) {
            return item.location(path.substring(close + 2));
        }
        // Names of header fields are lower-case in the model, whatever their case in the file.
        Optional<Location> otherCase = nested.entrySet().stream()
                .filter(part -> part.getKey().equalsIgnoreCase(path)).map(Map.Entry::getValue).findFirst();
        return otherCase.or(() -> outer(path).map(nested::get)).orElse(field.location());
    }

    private static Optional<Object> item(List<?> list, String index) {
        return index.chars().allMatch(c -> c >= '0' && c <= '9') && !index.isEmpty() && index.length() < 10
                && Integer.parseInt(index) < list.size()
                        ? Optional.of(list.get(Integer.parseInt(index)))
                        : Optional.empty();
    }

    /// The path without its last part.
    private static Optional<String> outer(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? Optional.empty() : Optional.of(path.substring(0, end));
    }

    /// The value of a field in the Java form of its type; empty where it is absent.
    Optional<Object> any(String name) {
        return value(name);
    }

    /// Whether the field has a value, by the user or by default.
    public boolean has(String name) {
        return value(name).isPresent();
    }

    /// Whether the user wrote the field.
    public boolean isWritten(String name) {
        checkSound(name);
        return written.containsKey(name);
    }

    /// The text of a field, or the empty string where it is absent.
    public String text(String name) {
        return optional(name, String.class).orElse("");
    }

    /// The whole number of a field that is required or has a default.
    public long whole(String name) {
        return present(name, Long.class);
    }

    /// The whole number of a field that is required or has a default, for ranges that fit an `int`.
    public int integer(String name) {
        return Math.toIntExact(whole(name));
    }

    /// The whole number of a field that may be absent.
    public Optional<Long> optionalWhole(String name) {
        return optional(name, Long.class);
    }

    /// The number of a field that is required or has a default.
    public double decimal(String name) {
        return present(name, Double.class);
    }

    /// The flag of a field that is required or has a default.
    public boolean flag(String name) {
        return present(name, Boolean.class);
    }

    /// The flag of a field that may be absent.
    public Optional<Boolean> optionalFlag(String name) {
        return optional(name, Boolean.class);
    }

    /// The texts of a list or set of texts; empty where it is absent.
    public List<String> texts(String name) {
        return list(name, String.class);
    }

    /// The items of a list; empty where it is absent.
    public <T> List<T> list(String name, Class<T> item) {
        List<?> written = optional(name, List.class).orElse(List.of());
        List<T> items = new ArrayList<>(written.size());
        written.forEach(value -> items.add(item.cast(value)));
        return Collections.unmodifiableList(items);
    }

    /// The nested mapping of a field, where the user or a default gives one.
    public Optional<Values> group(String name) {
        return optional(name, Values.class);
    }

    /// The entries of a mapping with free keys, in file order; empty where it is absent.
    public <T> Map<String, T> map(String name, Class<T> value) {
        Map<String, T> entries = new LinkedHashMap<>();
        optional(name, Map.class).ifPresent(
                map -> ((Map<?, ?>) map).forEach((key, entry) -> entries.put((String) key, value.cast(entry))));
        return entries;
    }

    /// The entries of a mapping from free keys to lists of texts, in file order; empty where it is absent.
    public Map<String, List<String>> textLists(String name) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        map(name, List.class).forEach(
                (key, list) -> entries.put(key, ((List<?>) list).stream().map(String.class::cast).toList()));
        return entries;
    }

    private <T> T present(String name, Class<T> type) {
        return optional(name, type).orElseThrow(
                () -> new IllegalStateException("the field " + name + " has no value; its table gives no default"));
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Optional<Object> value = value(name);
        if (value.isPresent() && !type.isInstance(value.get())) {
            throw new IllegalStateException("the field " + name + " is read as " + type.getSimpleName() + " but is a "
                    + value.get().getClass().getSimpleName());
        }
        return value.map(type::cast);
    }

    private Optional<Object> value(String name) {
        checkSound(name);
        Value value = written.get(name);
        return value == null ? schema.defaultOf(name) : Optional.of(value.value());
    }

    private void checkSound(String name) {
        if (wrong.contains(name)) {
            throw new WrongFieldException(name);
        }
    }
}
