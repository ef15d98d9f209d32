package dev.headgate.dynamodbemulator.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value. Immutable, so safe for use by many threads.
public sealed interface Json {
    /// An object; members keep the order they were read or put in.
    record Obj(Map<String, Json> members) implements Json {
        /// An object without members.
        public static final Obj EMPTY = new Obj(Map.of());

        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /// An array.
    record Arr(List<Json> elements) implements Json {
        public Arr {
            elements = List.copyOf(elements);
        }
    }

    /// A string.
    record Str(String value) implements Json {}

    /// A number, exact.
    record Num(BigDecimal value) implements Json {
        /// A number from a whole one.
        public static Num of(long value) {
            return new Num(BigDecimal.valueOf(value));
        }

        /// A number from a finite double, by its shortest decimal form.
        public static Num of(double value) {
            return new Num(BigDecimal.valueOf(value));
        }
    }

    /// `true` or `false`.
    record Bool(boolean value) implements Json {}

    /// `null`.
    record Null() implements Json {}
}
