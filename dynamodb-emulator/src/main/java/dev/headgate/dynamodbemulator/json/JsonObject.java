package dev.headgate.dynamodbemulator.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds a [Json.Obj] member by member. For use by one thread.
public final class JsonObject {
    private final Map<String, Json> members = new LinkedHashMap<>();

    public JsonObject put(String name, Json value) {
        members.put(name, value);
        return this;
    }

    public JsonObject put(String name, String value) {
        return put(name, new Json.Str(value));
    }

    public JsonObject put(String name, long value) {
        return put(name, Json.Num.of(value));
    }

    public JsonObject put(String name, double value) {
        return put(name, Json.Num.of(value));
    }

    public JsonObject put(String name, boolean value) {
        return put(name, new Json.Bool(value));
    }

    public JsonObject put(String name, List<? extends Json> elements) {
        return put(name, new Json.Arr(List.copyOf(elements)));
    }

    /// Puts a member only where there is a value: DynamoDB leaves absent members out rather than sending `null`.
    public JsonObject putPresent(String name, Optional<? extends Json> value) {
        value.ifPresent(present -> members.put(name, present));
        return this;
    }

    public Json.Obj build() {
        return new Json.Obj(members);
    }
}
