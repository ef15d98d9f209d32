package dev.headgate.plugin.lambda;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.transform.MultipartForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parts of a request as Kong's PDK hands them to plugins (kong/pdk/request.lua): what comes several times is an array,
/// a parameter without `=` is true.
final class RequestValues {
    private RequestValues() {}

    /// What becomes of a body.
    sealed interface Content {
        /// It has values.
        record Read(JsonValue values) implements Content {}

        /// It is not what its type says.
        record Malformed() implements Content {}

        /// Its type is none that is read.
        record OtherType() implements Content {}
    }

    /// Fields by name in lower case.
    static Map<String, List<JsonValue>> headers(Headers headers) {
        Map<String, List<JsonValue>> byName = new LinkedHashMap<>();
        headers.fields().forEach(field -> byName
                .computeIfAbsent(field.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(new JsonValue.Text(field.value())));
        return byName;
    }

    static Map<String, List<JsonValue>> query(String rawQuery) {
        Map<String, List<JsonValue>> byName = new LinkedHashMap<>();
        Query.parse(rawQuery).parameters().forEach(parameter -> byName
                .computeIfAbsent(parameter.name(), _ -> new ArrayList<>())
                .add(parameter.hasValue() ? new JsonValue.Text(parameter.value()) : new JsonValue.Flag(true)));
        return byName;
    }

    /// One value by itself, several as an array.
    static JsonValue.Members object(Map<String, List<JsonValue>> byName) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        byName.forEach((name, values) -> members.put(name,
                values.size() == 1 ? values.getFirst() : new JsonValue.Items(values)));
        return new JsonValue.Members(members);
    }

    static Content content(String contentType, Body body) {
        String mediaType = contentType.split(";", 2)[0].toLowerCase(Locale.ROOT);
        if (mediaType.startsWith("application/x-www-form-urlencoded")) {
            return new Content.Read(object(query(body.utf8())));
        }
        if (mediaType.startsWith("application/json")) {
            return read(JsonValue.parse(body)
                    .filter(value -> value instanceof JsonValue.Members || value instanceof JsonValue.Items));
        }
        if (mediaType.startsWith("multipart/form-data")) {
            return read(MultipartForm.parse(body, contentType).map(RequestValues::parts));
        }
        return new Content.OtherType();
    }

    private static Content read(Optional<JsonValue> values) {
        return values.isPresent() ? new Content.Read(values.get()) : new Content.Malformed();
    }

    private static JsonValue parts(MultipartForm form) {
        Map<String, List<JsonValue>> byName = new LinkedHashMap<>();
        form.texts().forEach((name, texts) -> byName.put(name, JsonValue.texts(texts).values()));
        return object(byName);
    }
}
