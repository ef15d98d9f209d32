package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The parameters of a request, or a structure inside them. What nobody read when [#refuseOthers] is called is
/// something this endpoint does not implement and is refused by name. For use by one thread.
final class Params {
    private final Json.Obj object;
    private final String place;
    private final Set<String> read = new HashSet<>();
    private final List<Params> inner = new ArrayList<>();

    /// @param place what messages call the structure: the operation, or operation and member
    Params(Json.Obj object, String place) {
        this.object = object;
        this.place = place;
    }

    /// The structure as it came.
    Json.Obj json() {
        return object;
    }

    /// The structure as it came, all of it taken as read: for maps whose names are data.
    Json.Obj whole() {
        read.addAll(object.members().keySet());
        return object;
    }

    private Optional<Json> member(String name) {
        read.add(name);
        return Optional.ofNullable(object.members().get(name)).filter(value -> !(value instanceof Json.Null));
    }

    Optional<Json> json(String name) {
        return member(name);
    }

    Optional<String> string(String name) {
        return member(name).map(value -> {
            if (value instanceof Json.Str(String text)) {
                return text;
            }
            throw wrongType(name, "String");
        });
    }

    Optional<Boolean> flag(String name) {
        return member(name).map(value -> {
            if (value instanceof Json.Bool(boolean bool)) {
                return bool;
            }
            throw wrongType(name, "Boolean");
        });
    }

    boolean isSet(String name) {
        return flag(name).orElse(false);
    }

    /// A whole number within bounds.
    Optional<Integer> integer(String name, int min, int max) {
        return member(name).map(value -> {
            if (!(value instanceof Json.Num number)) {
                throw wrongType(name, "Integer");
            }
            BigDecimal given = number.value();
            if (given.compareTo(BigDecimal.valueOf(min)) < 0) {
                throw constraint(name, given.toString(), "Member must have value greater than or equal to " + min);
            }
            if (given.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw constraint(name, given.toString(), "Member must have value less than or equal to " + max);
            }
            return given.intValue();
        });
    }

    Optional<Params> object(String name) {
        return member(name).map(value -> structure(name, value));
    }

    Optional<List<Params>> objects(String name) {
        return member(name).map(value -> {
            if (value instanceof Json.Arr(List<Json> elements)) {
                return elements.stream().map(element -> structure(name, element)).toList();
            }
            throw wrongType(name, "List");
        });
    }

    /// A map whose values are structures.
    Optional<Map<String, Params>> objectsByName(String name) {
        return members(name).map(members -> {
            Map<String, Params> structures = new LinkedHashMap<>();
            members.forEach((key, value) -> structures.put(key, structure(name + "." + key, value)));
            return structures;
        });
    }

    /// A map whose values are of no matter here.
    Optional<Map<String, Json>> members(String name) {
        return member(name).map(value -> {
            if (value instanceof Json.Obj(Map<String, Json> members)) {
                return members;
            }
            throw wrongType(name, "Map");
        });
    }

    Optional<List<String>> strings(String name) {
        return member(name).map(value -> {
            if (!(value instanceof Json.Arr(List<Json> elements))) {
                throw wrongType(name, "List");
            }
            return elements.stream().map(element -> {
                if (element instanceof Json.Str(String text)) {
                    return text;
                }
                throw wrongType(name, "String");
            }).toList();
        });
    }

    private Params structure(String name, Json value) {
        if (value instanceof Json.Obj structure) {
            Params params = new Params(structure, place + "." + name);
            inner.add(params);
            return params;
        }
        throw wrongType(name, "structure");
    }

    /// One of the constants of an enumeration by its name.
    <E extends Enum<E>> E choice(String name, E otherwise) {
        Optional<String> text = string(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants).filter(constant -> constant.name().equals(text.get())).findFirst().orElseThrow(
                () -> constraint(name, text.get(),
                        "Member must satisfy enum value set: " + Arrays.toString(constants)));
    }

    /// What a parameter that must be there gives.
    <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> ApiException.constraint("null", memberPath(name), "Member must not be null"));
    }

    String requiredString(String name) {
        return required(name, string(name));
    }

    private ApiException constraint(String name, String value, String rule) {
        return ApiException.constraint("'" + value + "'", memberPath(name), rule);
    }

    private String memberPath(String name) {
        int dot = place.indexOf('.');
        String camelCase = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return dot < 0 ? camelCase : place.substring(dot + 1) + "." + camelCase;
    }

    private ApiException wrongType(String name, String wanted) {
        return new ApiException(ErrorType.SERIALIZATION, place + ": the value of " + name + " is no " + wanted);
    }

    /// To be called when everything the operation knows has been read.
    ///
    /// @throws ApiException a validation error naming the parameters that this endpoint does not support
    void refuseOthers() {
        Set<String> unread = new TreeSet<>(object.members().keySet());
        unread.removeAll(read);
        if (!unread.isEmpty()) {
            throw ApiException.validation(
                    place + ": this endpoint does not support the parameter " + String.join(", ", unread));
        }
        inner.forEach(Params::refuseOthers);
    }
}
