package dev.headgate.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Header fields in the order they were received, repeats included, names in the case they came in.
/// Names are compared without regard to case (RFC 9110 §5.1); values are kept to the letter.
///
/// Immutable, so safe for use by many threads: every `with…` and `without…` returns another value.
/// A message has a few dozen fields at the most, so fields are scanned, not hashed.
public final class Headers {
    /// No fields at all.
    public static final Headers EMPTY = new Headers(List.of());

    /// One field line. Neither member is null; the name is not empty.
    public record Field(String name, String value) {
        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    /// Fields from alternating names and values, as in `Headers.of("Accept", "*/*", "X-A", "1")`.
    ///
    /// @throws IllegalArgumentException when a name has no value
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + String.join(", ", namesAndValues));
        }
        List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return of(fields);
    }

    /// These fields, in this order.
    public static Headers of(List<Field> fields) {
        return fields.isEmpty() ? EMPTY : new Headers(List.copyOf(fields));
    }

    /// All field lines in order.
    public List<Field> fields() {
        return fields;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public boolean contains(String name) {
        for (Field field : fields) {
            if (field.isNamed(name)) {
                return true;
            }
        }
        return false;
    }

    /// The first value of a field, or the empty string where the field is absent: for fields in which an empty value
    /// means the same as none. Ask [#contains] where the difference matters.
    public String first(String name) {
        for (Field field : fields) {
            if (field.isNamed(name)) {
                return field.value();
            }
        }
        return "";
    }

    /// All values of a field in order; empty where the field is absent. Values are not split at commas.
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.isNamed(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /// Each name once, in the case it came first.
    public Set<String> names() {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Field field : fields) {
            if (seen.add(field.name().toLowerCase(Locale.ROOT))) {
                names.add(field.name());
            }
        }
        return names;
    }

    /// One more line at the end, whatever stands before.
    public Headers plus(String name, String value) {
        List<Field> changed = new ArrayList<>(fields.size() + 1);
        changed.addAll(fields);
        changed.add(new Field(name, value));
        return new Headers(List.copyOf(changed));
    }

    /// All lines of another set at the end.
    public Headers plus(Headers others) {
        if (others.isEmpty()) {
            return this;
        }
        List<Field> changed = new ArrayList<>(fields.size() + others.fields.size());
        changed.addAll(fields);
        changed.addAll(others.fields);
        return new Headers(List.copyOf(changed));
    }

    /// Exactly one line of that name: in the place of the first one if there were any, else at the end.
    public Headers with(String name, String value) {
        List<Field> changed = new ArrayList<>(fields.size() + 1);
        boolean placed = false;
        for (Field field : fields) {
            if (!field.isNamed(name)) {
                changed.add(field);
            } else if (!placed) {
                changed.add(new Field(name, value));
                placed = true;
            }
        }
        if (!placed) {
            changed.add(new Field(name, value));
        }
        return new Headers(List.copyOf(changed));
    }

    /// No line of that name.
    public Headers without(String name) {
        return without(other -> other.equalsIgnoreCase(name));
    }

    /// No line whose name the predicate takes.
    public Headers without(Predicate<String> name) {
        List<Field> kept = new ArrayList<>(fields.size());
        for (Field field : fields) {
            if (!name.test(field.name())) {
                kept.add(field);
            }
        }
        return kept.size() == fields.size() ? this : of(kept);
    }

    /// Equal when the lines are the same in the same order; names in any case.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Headers headers) || headers.fields.size() != fields.size()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            Field mine = fields.get(i);
            Field theirs = headers.fields.get(i);
            if (!mine.isNamed(theirs.name()) || !mine.value().equals(theirs.value())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Field field : fields) {
            hash = 31 * hash + field.name().toLowerCase(Locale.ROOT).hashCode() * 17 + field.value().hashCode();
        }
        return hash;
    }

    /// Names only: values may be credentials, which never reach a log.
    @Override
    public String toString() {
        return "Headers" + names();
    }
}
