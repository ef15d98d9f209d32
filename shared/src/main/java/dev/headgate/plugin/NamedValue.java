package dev.headgate.plugin;

import java.util.List;

/// What a header, a query or a body has under one name, as far as it can be a credential.
sealed interface NamedValue {
    /// Nothing.
    record Absent() implements NamedValue {}

    /// One text, perhaps an empty one.
    record Text(String value) implements NamedValue {}

    /// Several values, or a list or mapping.
    record Several() implements NamedValue {}

    /// Something that is no text: a parameter without `=`, a number.
    record Other() implements NamedValue {}

    /// Of header fields.
    static NamedValue of(List<String> values) {
        return switch (values.size()) {
            case 0 -> new Absent();
            case 1 -> new Text(values.getFirst());
            default -> new Several();
        };
    }
}
