package dev.headgate.benchmarks.ratelimit;

import dev.headgate.dynamodbemulator.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The SDK's values as the JSON they are on the wire, and back, without the text between.
final class SdkJson {
    private SdkJson() {}

    /// A request with all that is set in it.
    static Json.Obj of(SdkPojo pojo) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructMap) && !(value instanceof SdkAutoConstructList)) {
                members.put(field.locationName(), json(value));
            }
        }
        return new Json.Obj(members);
    }

    private static Json json(Object value) {
        return switch (value) {
            case String string -> new Json.Str(string);
            case Boolean bool -> new Json.Bool(bool);
            case SdkPojo pojo -> of(pojo);
            case List<?> list -> new Json.Arr(list.stream().map(SdkJson::json).toList());
            case Map<?, ?> map -> {
                Map<String, Json> members = new LinkedHashMap<>();
                map.forEach((name, member) -> members.put((String) name, json(member)));
                yield new Json.Obj(members);
            }
            default -> throw new IllegalArgumentException("no JSON is known for a " + value.getClass());
        };
    }

    /// An item of an answer.
    static Map<String, AttributeValue> item(Json json) {
        Map<String, AttributeValue> item = new HashMap<>();
        ((Json.Obj) json).members().forEach((name, value) -> item.put(name, attribute((Json.Obj) value)));
        return item;
    }

    private static AttributeValue attribute(Json.Obj json) {
        Map.Entry<String, Json> typed = json.members().entrySet().iterator().next();
        String text = ((Json.Str) typed.getValue()).value();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(text);
            case "N" -> AttributeValue.fromN(text);
            default -> throw new IllegalArgumentException("no counter has attributes of type " + typed.getKey());
        };
    }
}
