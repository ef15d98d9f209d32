package dev.headgate.plugin;

import dev.headgate.http.Body;
import dev.headgate.http.Query;
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
            return JsonFields.read(body).<BodyFields>map(Json::new).orElseGet(() -> new None(body));
        }
        if (mediaType.startsWith("multipart/form-data")) {
            return MultipartForm.read(contentType, body).<BodyFields>map(Multipart::new)
                    .orElseGet(() -> new None(body));
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
    record Json(JsonFields fields) implements BodyFields {
        @Override
        public NamedValue find(String name) {
            return fields.find(name);
        }

        @Override
        public Body without(String name) {
            return fields.without(name);
        }
    }

    /// `multipart/form-data`.
    record Multipart(MultipartForm form) implements BodyFields {
        @Override
        public NamedValue find(String name) {
            return NamedValue.of(form.values(name));
        }

        @Override
        public Body without(String name) {
            return form.without(name);
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
