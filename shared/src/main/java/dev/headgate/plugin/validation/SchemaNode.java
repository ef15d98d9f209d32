package dev.headgate.plugin.validation;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import dev.headgate.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value as the schema library sees it, with its place in the document.
record SchemaNode(JsonValue value, String pointer) implements JsonNode {
    /// Numbers with more digits before or behind the point than this have no exact value here; a body of a few bytes could
    /// name one that fills the memory.
    static final int DIGITS_MAX = 1000;

    static SchemaNode of(JsonValue value) {
        return new SchemaNode(value, "");
    }

    /// Whether every number in the value is one that can be worked with.
    static boolean isExact(JsonValue value) {
        return switch (value) {
            case JsonValue.Num(String digits) -> {
                BigDecimal number = new BigDecimal(digits);
                yield Math.abs((long) number.precision() - number.scale()) <= DIGITS_MAX
                        && Math.abs((long) number.scale()) <= DIGITS_MAX;
            }
            case JsonValue.Items(List<JsonValue> items) -> items.stream().allMatch(SchemaNode::isExact);
            case JsonValue.Members(Map<String, JsonValue> members) ->
                    members.values().stream().allMatch(SchemaNode::isExact);
            case JsonValue.Text _,JsonValue.Flag _,JsonValue.Null _ -> true;
        };
    }

    /// The value with its numbers in one form, so that equal ones are equal.
    static Object canonical(JsonValue value) {
        return switch (value) {
            case JsonValue.Num(String digits) -> number(digits);
            case JsonValue.Items(List<JsonValue> items) -> items.stream().map(SchemaNode::canonical).toList();
            case JsonValue.Members(Map<String, JsonValue> members) -> {
                Map<String, Object> canonical = new LinkedHashMap<>();
                members.forEach((name, member) -> canonical.put(name, canonical(member)));
                yield canonical;
            }
            case JsonValue.Text _,JsonValue.Flag _,JsonValue.Null _ -> value;
        };
    }

    private static BigDecimal number(String digits) {
        BigDecimal number = new BigDecimal(digits);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return switch (value) {
            case JsonValue.Text _ -> SimpleType.STRING;
            case JsonValue.Num(String digits) -> number(digits).scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
            case JsonValue.Flag _ -> SimpleType.BOOLEAN;
            case JsonValue.Null _ -> SimpleType.NULL;
            case JsonValue.Items _ -> SimpleType.ARRAY;
            case JsonValue.Members _ -> SimpleType.OBJECT;
        };
    }

    @Override
    public boolean asBoolean() {
        return ((JsonValue.Flag) value).value();
    }

    @Override
    public String asString() {
        return value instanceof JsonValue.Text(String text) ? text : value.document();
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return number(((JsonValue.Num) value).digits());
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonValue> items = ((JsonValue.Items) value).values();
        List<JsonNode> nodes = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            nodes.add(new SchemaNode(items.get(i), pointer + "/" + i));
        }
        return nodes;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        ((JsonValue.Members) value).values().forEach((name, member) -> nodes.put(name,
                new SchemaNode(member, pointer + "/" + JsonNode.encodeJsonPointer(name))));
        return nodes;
    }
}
