package dev.headgate.event;

import dev.headgate.http.Headers.Field;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;

/// Header fields as JSON maps, in which a name stands once, as it was written first. Names are compared without regard to
/// case; a few dozen fields are scanned, not hashed.
final class FieldMaps {
    /// Names as they came.
    static final UnaryOperator<String> AS_WRITTEN = name -> name;
    /// Names in lower case.
    static final UnaryOperator<String> LOWER_CASE = name -> name.toLowerCase(Locale.ROOT);

    private FieldMaps() {}

    /// Values of one name joined by commas, as payload format 2.0 has them.
    ///
    /// @param except a name that is left out, for cookies are no header there
    static void joined(JsonGenerator json, List<Field> fields, String except, UnaryOperator<String> names) {
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (!name.equalsIgnoreCase(except) && isFirst(fields, i)) {
                json.writeStringProperty(names.apply(name), joined(fields, i));
            }
        }
        json.writeEndObject();
    }

    /// The last value of each name.
    static void last(JsonGenerator json, List<Field> fields) {
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            if (isFirst(fields, i)) {
                json.writeStringProperty(fields.get(i).name(), last(fields, i));
            }
        }
        json.writeEndObject();
    }

    /// All values of each name.
    static void all(JsonGenerator json, List<Field> fields) {
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            if (isFirst(fields, i)) {
                json.writeArrayPropertyStart(fields.get(i).name());
                for (int j = i; j < fields.size(); j++) {
                    if (isSame(fields, i, j)) {
                        json.writeString(fields.get(j).value());
                    }
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static String joined(List<Field> fields, int first) {
        String value = fields.get(first).value();
        for (int i = first + 1; i < fields.size(); i++) {
            if (isSame(fields, first, i)) {
                value = value + "," + fields.get(i).value();
            }
        }
        return value;
    }

    private static String last(List<Field> fields, int first) {
        int last = first;
        for (int i = first + 1; i < fields.size(); i++) {
            if (isSame(fields, first, i)) {
                last = i;
            }
        }
        return fields.get(last).value();
    }

    private static boolean isFirst(List<Field> fields, int at) {
        for (int i = 0; i < at; i++) {
            if (isSame(fields, i, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(List<Field> fields, int one, int other) {
        return fields.get(one).name().equalsIgnoreCase(fields.get(other).name());
    }
}
