package dev.headgate.dynamodbemulator.journal;

import dev.headgate.dynamodbemulator.json.Json;
import java.util.List;
import java.util.Map;

/// The members of a JSON object that this package wrote itself; anything unexpected is an [IllegalArgumentException].
record Members(Map<String, Json> members) {
    static Members of(Json json) {
        if (json instanceof Json.Obj(Map<String, Json> members)) {
            return new Members(members);
        }
        throw new IllegalArgumentException("no object: " + json);
    }

    String onlyName() {
        if (members.size() != 1) {
            throw new IllegalArgumentException("not one member: " + members.keySet());
        }
        return members.keySet().iterator().next();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Json json(String name) {
        Json value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return value;
    }

    Members object(String name) {
        return of(json(name));
    }

    String string(String name) {
        return string(json(name));
    }

    private static String string(Json json) {
        if (json instanceof Json.Str(String text)) {
            return text;
        }
        throw new IllegalArgumentException("no string: " + json);
    }

    long number(String name) {
        if (json(name) instanceof Json.Num number) {
            return number.value().longValueExact();
        }
        throw new IllegalArgumentException("no number: " + name);
    }

    boolean bool(String name) {
        if (json(name) instanceof Json.Bool(boolean value)) {
            return value;
        }
        throw new IllegalArgumentException("no boolean: " + name);
    }

    private List<Json> array(String name) {
        if (json(name) instanceof Json.Arr(List<Json> elements)) {
            return elements;
        }
        throw new IllegalArgumentException("no array: " + name);
    }

    List<Members> objects(String name) {
        return array(name).stream().map(Members::of).toList();
    }

    List<String> strings(String name) {
        return array(name).stream().map(Members::string).toList();
    }
}
