package dev.headgate.plugin.validation;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a parameter of a request has to be like. Immutable.
///
/// @param name in a path, of a group of the route's regular expression
/// @param in where it stands
/// @param required whether it must be there
/// @param form how its value is written and what it has to be like; absent where only its presence counts
public record ParameterSchema(String name, Style.Location in, boolean required, Optional<Form> form) {
    /// How a value is written and what it has to be like.
    ///
    /// @param style how it is written
    /// @param explode whether the parts of an array or object stand apart
    /// @param types of the value and its parts, as the schema says
    /// @param schema of the value
    public record Form(Style style, boolean explode, ParameterTypes types, BodySchema schema) {
        /// Compiles the schema.
        ///
        /// @throws SchemaException when the text is no schema with a type
        public static Form of(Style style, boolean explode, String schema) throws SchemaException {
            JsonValue parsed = JsonValue.parse(schema).orElseThrow(() -> SchemaException.wrong("it is no JSON"));
            return new Form(style, explode, ParameterTypes.of(parsed),
                    JsonSchema.of(parsed, JsonSchema.Draft.DRAFT4, false));
        }
    }

    /// What is wrong with a request's parameter.
    ///
    /// @param message for verbose answers
    /// @param data the value as it was read; absent where there is none
    public record Problem(String message, Optional<JsonValue> data) {}

    /// What is wrong with the parameter of a request; empty for one that is as it has to be.
    ///
    /// @param captures the named groups of the route's path
    public Optional<Problem> problem(Map<String, String> captures, Query query, Headers headers) {
        ParameterText text = new ParameterText(this, captures, query, headers);
        if (text.isAbsent()) {
            return required ? Optional.of(failed("required parameter missing", Optional.empty())) : Optional.empty();
        }
        return form.flatMap(known -> text.values(known).flatMap(value -> known.schema().problem(value)
                .map(problem -> failed(shown(problem), Optional.of(value))).stream()).findFirst());
    }

    private Problem failed(String problem, Optional<JsonValue> data) {
        return new Problem(in.openApiName() + " '" + name + "' validation failed, [error] " + problem, data);
    }

    private static String shown(JsonValue problem) {
        return problem instanceof JsonValue.Text(String text) ? text : problem.document();
    }

    /// The texts of the parameter in a request.
    List<String> texts(Map<String, String> captures, Query query, Headers headers) {
        return switch (in) {
            case PATH -> Stream.ofNullable(captures.get(name)).filter(text -> !text.isEmpty()).toList();
            case QUERY -> query.all(name);
            case HEADER -> headers.all(name);
        };
    }
}
