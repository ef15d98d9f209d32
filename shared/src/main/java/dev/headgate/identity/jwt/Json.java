package dev.headgate.identity.jwt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value of a token, a key set or a discovery document. Immutable.
public sealed interface Json {
    /// A string.
    record Text(String value) implements Json {}

    /// A number, as it was written.
    record Num(String digits) implements Json {
        /// The nearest double; infinite for a number beyond all doubles.
        public double value() {
            return Double.parseDouble(digits);
        }
    }

    /// True or false.
    record Flag(boolean value) implements Json {}

    /// Null.
    record Null() implements Json {}

    /// An array.
    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    /// An object, its members in order; no name stands twice.
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /// The member of that name, where there is one.
        public Optional<Json> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /// The member of that name, where there is one and it is a string.
        public Optional<String> text(String name) {
            return members.get(name) instanceof Text(String value) ? Optional.of(value) : Optional.empty();
        }
    }

    /// What this value is called in messages.
    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Num _ -> "a number";
            case Flag _ -> "a boolean";
            case Null _ -> "null";
            case Array _ -> "an array";
            case Obj _ -> "an object";
        };
    }

    /// Reads a document that is one JSON object in UTF-8, without a byte order mark. Stricter than RFC 8259 in two
    /// points: a name that stands twice in one object is refused (RFC 7519 §4 allows that), and so is nesting deeper than
    /// [JsonReader#NESTING_MAX].
    ///
    /// @throws MalformedJsonException when it is anything else
    static Obj object(byte[] document) throws MalformedJsonException {
        return JsonReader.object(document);
    }
}
