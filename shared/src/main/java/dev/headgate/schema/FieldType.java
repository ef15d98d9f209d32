package dev.headgate.schema;

import java.util.List;

/// What values a field takes. The Java form of each value is named at the type; [Values] hands them out.
public sealed interface FieldType {
    /// Text of at least `minLength` characters; a `String`. Rules are tried in order and the first that fails is reported.
    record Text(List<Rule<String>> rules, int minLength) implements FieldType {}

    /// One of a closed list of words; a `String`.
    record Choice(List<String> words) implements FieldType {}

    /// A whole number from `min` to `max`, both included; a `Long`.
    record Whole(long min, long max) implements FieldType {}

    /// A number from `min` to `max`, both included; a `Double`.
    record Decimal(double min, double max) implements FieldType {}

    /// True or false; a `Boolean`.
    record Flag() implements FieldType {}

    /// A list of at least `minLength` items; a `List` of the item's Java form. `distinct` makes it one of Kong's sets:
    /// a repeated item is kept once.
    record ListOf(FieldType item, int minLength, boolean distinct) implements FieldType {}

    /// A mapping with free keys; a `Map` from `String` to the value's Java form, in file order.
    record MapOf(FieldType.Text key, FieldType value) implements FieldType {}

    /// A mapping with a field table of its own; a [Values].
    ///
    /// Checks of a nested table would not run: the outermost table's are to look into it.
    record Group(RecordSchema schema) implements FieldType {
        public Group {
            if (!schema.checks().isEmpty()) {
                throw new IllegalArgumentException("a nested field table has checks, which nobody would run");
            }
        }
    }

    /// Another entity, by its name or id: as text, or in a mapping under one of the keys; a `String`.
    record Reference(List<String> keys) implements FieldType {}

    /// Any value at all, unread: `_comment`, `_ignore`. Never handed out.
    record Anything() implements FieldType {}

    /// Any text but the empty one, which Kong refuses unless a schema says otherwise.
    static Text text() {
        return new Text(List.of(), 1);
    }

    /// Any text, the empty one included.
    static Text textOrEmpty() {
        return new Text(List.of(), 0);
    }

    /// Text that is not empty and obeys a rule.
    static Text text(Rule<String> rule) {
        return text(List.of(rule));
    }

    /// Text that is not empty and obeys rules, tried in this order.
    static Text text(List<Rule<String>> rules) {
        return new Text(List.copyOf(rules), 1);
    }

    static Choice oneOf(String... words) {
        return new Choice(List.of(words));
    }

    static Whole whole(long min, long max) {
        return new Whole(min, max);
    }

    static Decimal decimal(double min, double max) {
        return new Decimal(min, max);
    }

    static Flag flag() {
        return new Flag();
    }

    static ListOf listOf(FieldType item) {
        return new ListOf(item, 0, false);
    }

    static ListOf setOf(FieldType item) {
        return new ListOf(item, 0, true);
    }

    static MapOf mapOf(FieldType value) {
        return new MapOf(text(), value);
    }

    static Group group(RecordSchema schema) {
        return new Group(schema);
    }

    /// Kong's word for the type in "expected …" messages.
    default String kongName() {
        return switch (this) {
            case Text _,Choice _,Reference _ -> "a string";
            case Whole _ -> "an integer";
            case Decimal _ -> "a number";
            case Flag _ -> "a boolean";
            case ListOf list -> list.distinct() ? "a set" : "an array";
            case MapOf _ -> "a map";
            case Group _ -> "a record";
            case Anything _ -> "anything";
        };
    }
}
