package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The `#names` and `:values` that the expressions of one request share. It notes which are used, since an unused one is
/// an error. For use by one thread.
public final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> usedNames = new HashSet<>();
    private final Set<String> usedValues = new HashSet<>();

    public Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = Map.copyOf(names);
        this.values = Map.copyOf(values);
    }

    String name(String placeholder, ExpressionKind kind) {
        String name = names.get(placeholder);
        if (name == null) {
            throw kind.invalid("An expression attribute name used in the document path is not defined; attribute name: "
                    + placeholder);
        }
        usedNames.add(placeholder);
        return name;
    }

    AttributeValue value(String placeholder, ExpressionKind kind) {
        AttributeValue value = values.get(placeholder);
        if (value == null) {
            throw kind.invalid(
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        usedValues.add(placeholder);
        return value;
    }

    /// To be called when all expressions of the request are parsed.
    ///
    /// @throws ApiException a validation error that names what no expression used
    public void refuseUnused() {
        refuseUnused("ExpressionAttributeNames", names.keySet(), usedNames);
        refuseUnused("ExpressionAttributeValues", values.keySet(), usedValues);
    }

    private static void refuseUnused(String parameter, Set<String> given, Set<String> used) {
        Set<String> unused = new TreeSet<>(given);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw ApiException.validation(
                    "Value provided in " + parameter + " unused in expressions: keys: {" + String.join(", ", unused)
                            + "}");
        }
    }
}
