package dev.headgate.json;

import dev.headgate.http.Body;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON value (RFC 8259). Immutable; members and items keep their order, numbers their digits.
public sealed interface JsonValue {
    /// A string.
    record Text(String value) implements JsonValue {}

    /// A number, as it was written.
    record Num(String digits) implements JsonValue {
        public static Num of(long value) {
            return new Num(Long.toString(value));
        }

        /// The shortest digits of a number; whole ones have no fraction.
        public static Num of(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? of((long) value)
                    : new Num(Double.toString(value));
        }

        /// The nearest double; infinite for a number beyond all doubles.
        public double value() {
            return Double.parseDouble(digits);
        }
    }

    /// True or false.
    record Flag(boolean value) implements JsonValue {}

    /// Null.
    record Null() implements JsonValue {}

    /// An array.
    record Items(List<JsonValue> values) implements JsonValue {
        public static final Items NONE = new Items(List.of());

        public Items {
            values = List.copyOf(values);
        }

        public static Items of(JsonValue... values) {
            return new Items(List.of(values));
        }
    }

    /// An object.
    record Members(Map<String, JsonValue> values) implements JsonValue {
        public static final Members NONE = new Members(Map.of());

        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /// The member of that name; null counts as absent, as it does where Kong asks for one.
        public Optional<JsonValue> member(String name) {
            return Optional.ofNullable(values.get(name)).filter(value -> !(value instanceof Null));
        }

        /// The string of that name.
        public Optional<String> text(String name) {
            return values.get(name) instanceof Text(String text) ? Optional.of(text) : Optional.empty();
        }

        /// The number of that name.
        public Optional<Num> number(String name) {
            return values.get(name) instanceof Num number ? Optional.of(number) : Optional.empty();
        }

        /// The object of that name; one without members where there is none.
        public Members object(String name) {
            return values.get(name) instanceof Members members ? members : NONE;
        }

        /// The items of the array of that name; none where there is none.
        public List<JsonValue> items(String name) {
            return values.get(name) instanceof Items(List<JsonValue> items) ? items : List.of();
        }

        /// The objects among the items of that name.
        public List<Members> objects(String name) {
            return items(name).stream().flatMap(
                    item -> item instanceof Members members ? Stream.of(members) : Stream.empty()).toList();
        }

        /// The same object with this member, at its place where it is there already.
        public Members with(String name, JsonValue value) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(values);
            changed.put(name, value);
            return new Members(changed);
        }

        public Members with(String name, String text) {
            return with(name, new Text(text));
        }

        public Members with(String name, boolean flag) {
            return with(name, new Flag(flag));
        }

        /// The same object with this member where it has a value.
        public Members withOptional(String name, Optional<? extends JsonValue> value) {
            return value.isPresent() ? with(name, value.get()) : this;
        }

        public Members without(String name) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(values);
            changed.remove(name);
            return new Members(changed);
        }
    }

    /// The value that a document holds; empty where it is not one JSON value in UTF-8, or nested deeper than
    /// [JsonParsing#DEPTH_MAX]. Of a name that stands several times in an object the last value counts.
    static Optional<JsonValue> parse(Body document) {
        return JsonParsing.parse(document.bytes());
    }

    /// The value that a text holds.
    static Optional<JsonValue> parse(String document) {
        return parse(Body.utf8(document));
    }

    /// The object that a document holds; empty where it holds anything else.
    static Optional<Members> parseObject(Body document) {
        return parse(document).flatMap(value -> value instanceof Members members
                ? Optional.of(members)
                : Optional.empty());
    }

    /// Strings as an array.
    static Items texts(List<String> texts) {
        List<JsonValue> items = new ArrayList<>();
        texts.forEach(text -> items.add(new Text(text)));
        return new Items(items);
    }

    /// The value as a document, without white space.
    default String document() {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = Writing.JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            Writing.write(this, generator);
        }
        return out.toString();
    }

    /// Writes documents.
    final class Writing {
        private static final JsonFactory JSON = new JsonFactory();

        private Writing() {}

        private static void write(JsonValue value, JsonGenerator out) {
            switch (value) {
                case Text(String text) -> out.writeString(text);
                case Num(String digits) -> out.writeRawValue(digits);
                case Flag(boolean flag) -> out.writeBoolean(flag);
                case Null _ -> out.writeNull();
                case Items(List<JsonValue> items) -> {
                    out.writeStartArray();
                    items.forEach(item -> write(item, out));
                    out.writeEndArray();
                }
                case Members(Map<String, JsonValue> members) -> {
                    out.writeStartObject();
                    members.forEach((name, member) -> {
                        out.writeName(name);
                        write(member, out);
                    });
                    out.writeEndObject();
                }
            }
        }
    }
}
