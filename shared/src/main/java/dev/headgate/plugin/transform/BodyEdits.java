package dev.headgate.plugin.transform;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.plugin.transform.Edits.Change;
import java.util.Locale;
import java.util.Optional;

/// Applies edits to the body of a request as Kong's request-transformer does. An empty body can only be added to; a body
/// that is not what its type says stays as it is.
public enum BodyEdits {
    /// `application/json`, one object: its members, whose new values are texts.
    JSON {
        @Override
        public Body apply(Body body, String contentType, Edits<String> edits) {
            Optional<JsonObject> parsed = body.isEmpty() ? Optional.of(JsonObject.empty()) : JsonObject.parse(body);
            parsed.ifPresent(object -> apply(object, edits));
            return parsed.map(JsonObject::body).orElse(body);
        }

        private void apply(JsonObject object, Edits<String> edits) {
            edits.remove().forEach(object::remove);
            for (Change<String> change : edits.rename()) {
                if (object.isTruthy(change.name())) {
                    object.rename(change.name(), change.value());
                }
            }
            for (Change<String> change : edits.replace()) {
                if (object.isTruthy(change.name())) {
                    object.put(change.name(), Answers.quoted(change.value()));
                }
            }
            for (Change<String> change : edits.add()) {
                if (!object.isTruthy(change.name())) {
                    object.put(change.name(), Answers.quoted(change.value()));
                }
            }
            for (Change<String> change : edits.append()) {
                object.append(change.name(), Answers.quoted(change.value()));
            }
        }
    },
    /// `multipart/form-data`: its parts. Kong appends nothing here.
    MULTIPART {
        @Override
        public Body apply(Body body, String contentType, Edits<String> edits) {
            Optional<MultipartForm> parsed = MultipartForm.parse(body, contentType);
            parsed.ifPresent(form -> apply(form, edits));
            return parsed.map(MultipartForm::body).orElse(body);
        }

        private void apply(MultipartForm form, Edits<String> edits) {
            edits.rename().forEach(change -> form.rename(change.name(), change.value()));
            edits.remove().forEach(form::remove);
            for (Change<String> change : edits.replace()) {
                if (form.contains(change.name())) {
                    form.remove(change.name());
                    form.put(change.name(), change.value());
                }
            }
            for (Change<String> change : edits.add()) {
                if (!form.contains(change.name())) {
                    form.put(change.name(), change.value());
                }
            }
        }
    },
    /// `application/x-www-form-urlencoded`: its parameters.
    FORM {
        @Override
        public Body apply(Body body, String contentType, Edits<String> edits) {
            String before = body.utf8();
            String after = ParameterEdits.apply(before, edits);
            return after.equals(before) ? body : Body.utf8(after);
        }
    };

    /// The body after the edits; the same one where nothing changes.
    public abstract Body apply(Body body, String contentType, Edits<String> edits);

    /// What edits the bodies of a type; empty for a type that is not edited.
    public static Optional<BodyEdits> of(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        if (lower.contains("application/json")) {
            return Optional.of(JSON);
        }
        if (lower.contains("multipart/form-data")) {
            return Optional.of(MULTIPART);
        }
        return lower.contains("application/x-www-form-urlencoded") ? Optional.of(FORM) : Optional.empty();
    }
}
