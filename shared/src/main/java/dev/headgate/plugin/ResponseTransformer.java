package dev.headgate.plugin;

import static dev.headgate.plugin.TransformerFields.group;
import static dev.headgate.plugin.TransformerFields.names;
import static dev.headgate.plugin.TransformerFields.pairs;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.transform.Edits;
import dev.headgate.plugin.transform.Edits.Change;
import dev.headgate.plugin.transform.HeaderLookup;
import dev.headgate.plugin.transform.JsonObject;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.regex.Pattern;

/// Changes answers on their way to the client: header fields, and the members of a JSON object. It sees the gateway's own
/// answers too. Source: kong/plugins/response-transformer.
///
/// @param headers edits of header fields; whether a field is there is asked of the answer as it came
/// @param json edits of a JSON object's members, one after the other; the values are JSON, new names are plain
public record ResponseTransformer(Edits<String> headers, Edits<String> json) implements Plugin {
    /// Kong's response-transformer plugin.
    public static final PluginType<ResponseTransformer> TYPE = new PluginType<>("response-transformer", 800,
            RecordSchema.of(
                    group("remove", "What goes.",
                            names("headers", "Names of header fields."),
                            names("json", "Names of members of a JSON object.")),
                    group("rename", "What gets another name, `old:new`; one that has the new name gives way.",
                            pairs("headers", "Header fields."),
                            pairs("json", "Members of a JSON object.")),
                    group("replace", "What gets another value, `name:value`, where it is there.",
                            pairs("headers", "Header fields."),
                            pairs("json", "Members of a JSON object."),
                            types()),
                    group("add", "What is set, `name:value`, where it is not there.",
                            pairs("headers", "Header fields."),
                            pairs("json", "Members of a JSON object."),
                            types()),
                    group("append", "What gets a further value, `name:value`, there or not.",
                            pairs("headers", "Header fields."),
                            pairs("json", "Members of a JSON object."),
                            types()))
                    .check(ResponseTransformerValues::check),
            true, ResponseTransformer::of);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern JSON_TYPE = Pattern
            .compile("application/(?:json|" + TOKEN + "\\+json)(?:[ \\t]*;[ \\t]*"
                    + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\p{Cntrl}]*\"))*", Pattern.CASE_INSENSITIVE);

    private static Field types() {
        return Field.defaulted("json_types", FieldType.listOf(FieldType.oneOf("boolean", "number", "string")),
                List.of(), "What the values of `json` are, in the same order; `string` where the list is shorter.");
    }

    private static ResponseTransformer of(Values config) {
        return new ResponseTransformer(TransformerFields.edits(config, "headers"),
                ResponseTransformerValues.json(config));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        Response changed = response.withHeaders(withHeaders(response.headers()));
        boolean editsBody = !json.isEmpty() && isJson(changed.headers().first("Content-Type"));
        return editsBody ? changed.withBody(withJson(changed.body())) : changed;
    }

    /// Kong sets and clears fields while it looks at the answer as it came: a field that is removed can still be replaced.
    private Headers withHeaders(Headers came) {
        Headers now = came;
        for (String name : headers.remove()) {
            now = now.without(name);
        }
        for (Change<String> change : headers.rename()) {
            List<String> values = HeaderLookup.all(came, change.name());
            if (!values.isEmpty()) {
                now = now.without(change.value());
                for (String value : values) {
                    now = now.plus(change.value(), value);
                }
                now = now.without(change.name());
            }
        }
        for (Change<String> change : headers.replace()) {
            now = isIn(came, change) ? now.with(change.name(), change.value()) : now;
        }
        for (Change<String> change : headers.add()) {
            now = isIn(came, change) ? now : now.with(change.name(), change.value());
        }
        for (Change<String> change : headers.append()) {
            now = now.plus(change.name(), change.value());
        }
        return now;
    }

    private static boolean isIn(Headers came, Change<String> change) {
        return !HeaderLookup.all(came, change.name()).isEmpty();
    }

    private static boolean isJson(String contentType) {
        for (String type : contentType.split(",")) {
            if (JSON_TYPE.matcher(type.strip()).matches()) {
                return true;
            }
        }
        return false;
    }

    /// A body that is no JSON object stays as it is.
    private Body withJson(Body body) {
        return JsonObject.parse(body).map(this::edited).orElse(body);
    }

    private Body edited(JsonObject object) {
        json.remove().forEach(object::remove);
        for (Change<String> change : json.rename()) {
            object.rename(change.name(), change.value());
        }
        for (Change<String> change : json.replace()) {
            if (object.isTruthy(change.name())) {
                object.put(change.name(), change.value());
            }
        }
        for (Change<String> change : json.add()) {
            if (!object.isTruthy(change.name())) {
                object.put(change.name(), change.value());
            }
        }
        json.append().forEach(change -> object.append(change.name(), change.value()));
        return object.body();
    }
}
