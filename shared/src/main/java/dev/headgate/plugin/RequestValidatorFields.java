package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.validation.BodySchema;
import dev.headgate.plugin.validation.JsonSchema;
import dev.headgate.plugin.validation.KongSchema;
import dev.headgate.plugin.validation.MediaType;
import dev.headgate.plugin.validation.ParameterSchema;
import dev.headgate.plugin.validation.SchemaException;
import dev.headgate.plugin.validation.Style;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The field table of [RequestValidator].
final class RequestValidatorFields {
    private static final Rule<String> MEDIA_TYPE = new Rule<>(text -> MediaType.of(text).isPresent(),
            "'%s' is no media type.", "Write one as application/json.");

    private static final RecordSchema PARAMETER = RecordSchema.of(
            required("in", FieldType.oneOf("header", "path", "query"), "Where the parameter stands."),
            required("name", FieldType.text(),
                    "Its name; in a path, that of a group of the route's regular expression."),
            required("required", FieldType.flag(), "Whether it must be there."),
            optional("style", FieldType.oneOf(Stream.of(Style.values()).map(Style::openApiName).toArray(String[]::new)),
                    "How its value is written, as in OpenAPI. Only together with `explode` and `schema`."),
            optional("explode", FieldType.flag(), "Whether the parts of an array or object stand apart."),
            optional("schema", FieldType.text(), "A JSON Schema of draft 4, with a `type`, as text."));

    static final RecordSchema TABLE = RecordSchema.of(
            optional("body_schema", FieldType.text(), "What JSON bodies have to be like: a schema in the form that"
                    + " `version` names, as text in JSON. One of `body_schema` and `parameter_schema` must be there."),
            defaulted("version", FieldType.oneOf("kong", "draft4", "draft6", "draft7", "draft201909", "draft202012"),
                    "kong", "The form of `body_schema`: Kong's own, or a version of JSON Schema."),
            optional("parameter_schema", FieldType.listOf(FieldType.group(PARAMETER)),
                    "What parameters have to be like."),
            defaulted("allowed_content_types", FieldType.setOf(FieldType.text(MEDIA_TYPE)), List.of("application/json"),
                    "The types that bodies may have, where there is a `body_schema`; JSON alone is looked into."),
            defaulted("content_type_parameter_validation", FieldType.flag(), true,
                    "Whether a type counts with its parameter, such as `charset`, and only so."),
            defaulted("array_length_compat", FieldType.flag(), true,
                    "Whether `minLength` and `maxLength` of a draft4 schema hold for arrays, too."),
            defaulted("verbose_response", FieldType.flag(), false, "Whether answers say what is wrong."))
            .check(RequestValidatorFields::checkSchemas).check(RequestValidatorFields::checkParameters);

    private RequestValidatorFields() {}

    private static void checkSchemas(Values config, Entity plugin) {
        if (config.text("body_schema").isEmpty() && config.list("parameter_schema", Values.class).isEmpty()) {
            plugin.report(Code.HG0108, config.location(), "config",
                    "at least one of these fields must be non-empty: 'body_schema', 'parameter_schema'.", "");
        }
        try {
            compiledBody(config);
        } catch (SchemaException e) {
            report(e, config, "body_schema", "config.body_schema", plugin);
        }
    }

    private static void checkParameters(Values config, Entity plugin) {
        List<Values> parameters = config.list("parameter_schema", Values.class);
        for (int i = 0; i < parameters.size(); i++) {
            Values parameter = parameters.get(i);
            String field = "config.parameter_schema[" + i + "]";
            boolean all = parameter.has("style") && parameter.has("explode") && parameter.has("schema");
            boolean none = !parameter.has("style") && !parameter.has("explode") && !parameter.has("schema");
            if (!all && !none) {
                plugin.report(Code.HG0108, parameter.location(), field,
                        "all or none of these fields must be set: 'style', 'explode', 'schema'.", "");
                continue;
            }
            if (none) {
                continue;
            }
            Style style = Style.of(parameter.text("style"));
            if (!style.isFor(Style.Location.of(parameter.text("in")))) {
                plugin.report(Code.HG0108, parameter.location("style"), field + ".style",
                        "style '" + parameter.text("style") + "' is not for parameters in a " + parameter.text("in")
                                + ".",
                        "In a path write simple, label or matrix; in a header, simple; in a query, one of the others.");
            }
            try {
                ParameterSchema.Form.of(style, parameter.flag("explode"), parameter.text("schema"));
            } catch (SchemaException e) {
                report(e, parameter, "schema", field + ".schema", plugin);
            }
        }
    }

    private static void report(SchemaException problem, Values values, String name, String field, Entity plugin) {
        plugin.report(problem.isKongs() ? Code.HG0205 : Code.HG0105, values.location(name), field,
                "this schema cannot be used: " + problem.getMessage() + ".", "");
    }

    private static Optional<BodySchema> compiledBody(Values config) throws SchemaException {
        String text = config.text("body_schema");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonValue> schema = JsonValue.parse(text);
        if (schema.isEmpty()) {
            throw SchemaException.wrong("it is no JSON");
        }
        String version = config.text("version");
        return Optional.of(version.equals("kong")
                ? KongSchema.of(schema.get())
                : JsonSchema.of(schema.get(), JsonSchema.Draft.valueOf(version.toUpperCase(Locale.ROOT)),
                        config.flag("array_length_compat")));
    }

    static Optional<BodySchema> body(Values config) {
        try {
            return compiledBody(config);
        } catch (SchemaException e) {
            throw new IllegalStateException("a schema that was checked", e);
        }
    }

    static List<ParameterSchema> parameters(Values config) {
        List<ParameterSchema> parameters = new ArrayList<>();
        for (Values parameter : config.list("parameter_schema", Values.class)) {
            parameters.add(new ParameterSchema(parameter.text("name"), Style.Location.of(parameter.text("in")),
                    parameter.flag("required"), form(parameter)));
        }
        return List.copyOf(parameters);
    }

    private static Optional<ParameterSchema.Form> form(Values parameter) {
        if (!parameter.has("schema")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ParameterSchema.Form.of(Style.of(parameter.text("style")), parameter.flag("explode"),
                    parameter.text("schema")));
        } catch (SchemaException e) {
            throw new IllegalStateException("a schema that was checked", e);
        }
    }

    static List<MediaType> allowed(Values config) {
        return config.texts("allowed_content_types").stream().flatMap(text -> MediaType.of(text).stream()).toList();
    }
}
