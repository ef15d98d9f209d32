package dev.headgate.plugin;

import dev.headgate.http.Body;
import dev.headgate.http.Query;
import dev.headgate.plugin.transform.JsonObject;
import dev.headgate.plugin.transform.MultipartForm;
import java.util.List;
import java.util.Locale;

/// A body that has named fields: a form, a JSON object, or a multipart form. Immutable.
///
/// The kind follows from the media type, as in Kong (kong/pdk/request.lua, `get_body`); a body of another type, or one
/// that is malformed, has no fields.
sealed interface BodyFields {
    /// What stands under a name.
    NamedValue find(String name);

    /// The body without what stands under a name; the rest stays as it is.
    Body without(String name);

    /// The fields of a body with this Content-Type.
    static BodyFields of(String contentType, Body body) {
        String mediaType = contentType.split(";", 2)[0].toLowerCase(Locale.ROOT);
        if (mediaType.startsWith("application/x-www-form-urlencoded")) {
            return new Form(Query.parse(body.utf8()));
        }
        if (mediaType.startsWith("application/json")) {
            // Only what can be edited is read, so that no key is found that cannot be hidden.
            return JsonObject.parse(body).flatMap(_ -> JsonFields.read(body))
                    .<BodyFields>map(fields -> new Json(fields, body))
                    .orElseGet(() -> new None(body));
        }
        if (mediaType.startsWith("multipart/form-data")) {
            return new Multipart(contentType, body);
        }
        return new None(body);
    }

    /// No fields.
    record None(Body body) implements BodyFields {
        @Override
        public NamedValue find(String name) {
            return new NamedValue.Absent();
        }

        @Override
        public Body without(String name) {
            return body;
        }
    }

    /// `application/x-www-form-urlencoded`.
    record Form(Query query) implements BodyFields {
        @Override
        public NamedValue find(String name) {
            return inQuery(query, name);
        }

        @Override
        public Body without(String name) {
            return Body.utf8(query.without(name).encoded());
        }
    }

    /// `application/json` with an object in it.
    record Json(JsonFields fields, Body body) implements BodyFields {
        @Override
        public NamedValue find(String name) {
            return fields.find(name);
        }

        @Override
        public Body without(String name) {
            return JsonObject.parse(body).map(object -> {
                object.remove(name);
                return object.body();
            }).orElse(body);
        }
    }

    /// `multipart/form-data`; without a boundary it has no fields.
    record Multipart(String contentType, Body body) implements BodyFields {
        @Override
        public NamedValue find(String name) {
            return NamedValue.of(MultipartForm.parse(body, contentType)
                    .map(form -> form.texts().getOrDefault(name, List.of())).orElse(List.of()));
        }

        @Override
        public Body without(String name) {
            return MultipartForm.parse(body, contentType).map(form -> {
                form.remove(name);
                return form.body();
            }).orElse(body);
        }
    }

    /// What a query or a form has under a name. Kong takes a parameter without `=` for a flag, not for a text.
    static NamedValue inQuery(Query query, String name) {
        List<Query.Parameter> found = query.parameters().stream().filter(each -> each.name().equals(name)).toList();
        return switch (found.size()) {
            case 0 -> new NamedValue.Absent();
            case 1 -> found.getFirst().hasValue()
                    ? new NamedValue.Text(found.getFirst().value())
                    : new NamedValue.Other();
            default -> new NamedValue.Several();
        };
    }
}
