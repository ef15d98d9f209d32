package dev.headgate.dynamodbemulator.value;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Attribute values and items in DynamoDB's JSON, `{"N": "1"}`. Source: DynamoDB API reference, AttributeValue.
public final class ValueCodec {
    private ValueCodec() {}

    /// Reads the attributes of an item, of a key, or of any map of values.
    ///
    /// @throws ApiException a validation or serialization error where a value breaks the rules of its type
    public static Item readItem(Json json) {
        return new Item(readMembers(object(json)));
    }

    private static Map<String, AttributeValue> readMembers(Json.Obj json) {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        json.members().forEach((name, value) -> members.put(name, read(value)));
        return members;
    }

    /// Reads one value.
    ///
    /// @throws ApiException a validation or serialization error where it breaks the rules of its type
    public static AttributeValue read(Json json) {
        Map<String, Json> typed = new LinkedHashMap<>(object(json).members());
        typed.values().removeIf(Json.Null.class::isInstance);
        if (typed.isEmpty()) {
            throw ApiException.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (typed.size() > 1) {
            throw ApiException.validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        Map.Entry<String, Json> only = typed.entrySet().iterator().next();
        return readTyped(only.getKey(), only.getValue());
    }

    private static AttributeValue readTyped(String type, Json json) {
        return switch (type) {
            case "S" -> new AttributeValue.S(string(json));
            case "N" -> new AttributeValue.N(Numbers.parse(string(json)));
            case "B" -> new AttributeValue.B(binary(json));
            case "BOOL" -> new AttributeValue.Bool(bool(json));
            case "NULL" -> readNull(json);
            case "L" -> new AttributeValue.L(array(json).stream().map(ValueCodec::read).toList());
            case "M" -> new AttributeValue.M(readMembers(object(json)));
            case "SS" -> new AttributeValue.Ss(set(json, ValueCodec::string, "An string set  may not be empty"));
            case "NS" -> new AttributeValue.Ns(
                    set(json, element -> Numbers.parse(string(element)), "An number set  may not be empty"));
            case "BS" -> new AttributeValue.Bs(set(json, ValueCodec::binary, "Binary sets should not be empty"));
            default -> throw ApiException.validation("Supplied AttributeValue has the unknown datatype " + type
                    + ", must contain exactly one of the supported datatypes");
        };
    }

    private static AttributeValue readNull(Json json) {
        if (!bool(json)) {
            throw ApiException.invalidParameter("Null attribute value types must have the value of true");
        }
        return new AttributeValue.Null();
    }

    private static <T> Set<T> set(Json json, Function<Json, T> element, String messageIfEmpty) {
        List<T> elements = array(json).stream().map(element).toList();
        if (elements.isEmpty()) {
            throw ApiException.invalidParameter(messageIfEmpty);
        }
        Set<T> set = new LinkedHashSet<>(elements);
        if (set.size() < elements.size()) {
            throw ApiException.invalidParameter("Input collection " + elements + " contains duplicates.");
        }
        return set;
    }

    private static Json.Obj object(Json json) {
        if (json instanceof Json.Obj object) {
            return object;
        }
        throw serialization("Unexpected value type in payload");
    }

    private static List<Json> array(Json json) {
        if (json instanceof Json.Arr(List<Json> elements)) {
            return elements;
        }
        throw serialization("Unexpected field type");
    }

    private static String string(Json json) {
        if (json instanceof Json.Str(String value)) {
            return value;
        }
        throw serialization("The value cannot be converted to String");
    }

    private static boolean bool(Json json) {
        if (json instanceof Json.Bool(boolean value)) {
            return value;
        }
        throw serialization("The value cannot be converted to Boolean");
    }

    private static Bytes binary(Json json) {
        try {
            return new Bytes(Base64.getDecoder().decode(string(json)));
        } catch (IllegalArgumentException _) {
            throw serialization("Only base-64-encoded strings are convertible to bytes");
        }
    }

    private static ApiException serialization(String message) {
        return new ApiException(ErrorType.SERIALIZATION, message);
    }

    /// Writes an item.
    public static Json.Obj write(Item item) {
        return writeMembers(item.attributes());
    }

    private static Json.Obj writeMembers(Map<String, AttributeValue> members) {
        Map<String, Json> written = new LinkedHashMap<>();
        members.forEach((name, value) -> written.put(name, write(value)));
        return new Json.Obj(written);
    }

    /// Writes one value.
    public static Json.Obj write(AttributeValue value) {
        Json content = switch (value) {
            case AttributeValue.S(String text) -> new Json.Str(text);
            case AttributeValue.N number -> new Json.Str(Numbers.text(number.value()));
            case AttributeValue.B(Bytes bytes) -> new Json.Str(bytes.base64());
            case AttributeValue.Bool(boolean bool) -> new Json.Bool(bool);
            case AttributeValue.Null _ -> new Json.Bool(true);
            case AttributeValue.L list ->
                    new Json.Arr(List.copyOf(list.elements().stream().map(ValueCodec::write).toList()));
            case AttributeValue.M map -> writeMembers(map.members());
            case AttributeValue.Ss set -> strings(set.elements(), text -> text);
            case AttributeValue.Ns set -> strings(set.elements(), Numbers::text);
            case AttributeValue.Bs set -> strings(set.elements(), Bytes::base64);
        };
        return new Json.Obj(Map.of(value.type().name(), content));
    }

    private static <T> Json strings(Set<T> elements, Function<T, String> text) {
        List<Json> written = new ArrayList<>();
        elements.forEach(element -> written.add(new Json.Str(text.apply(element))));
        return new Json.Arr(written);
    }
}
