package dev.headgate.plugin.validation;

import dev.harrel.jsonschema.Dialect;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.headgate.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A JSON Schema (json-schema.org), compiled once. Nothing is fetched: a reference leads into the schema itself. Safe for
/// use by many threads.
public final class JsonSchema implements BodySchema {
    /// Longer findings are cut: a schema may list hundreds of words.
    private static final int PROBLEM_LENGTH_MAX = 500;

    private final Validator validator;
    private final URI schema;

    private JsonSchema(Validator validator, URI schema) {
        this.validator = validator;
        this.schema = schema;
    }

    /// Versions of JSON Schema, by Kong's names.
    public enum Draft {
        DRAFT4, DRAFT6, DRAFT7, DRAFT201909, DRAFT202012;

        Dialect dialect() {
            return switch (this) {
                case DRAFT4 -> new Dialects.Draft4Dialect();
                case DRAFT6 -> new Dialects.Draft6Dialect();
                case DRAFT7 -> new Dialects.Draft7Dialect();
                case DRAFT201909 -> new Dialects.Draft2019Dialect();
                case DRAFT202012 -> new Dialects.Draft2020Dialect();
            };
        }
    }

    /// Our values as the library's nodes.
    private static final class Nodes implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object node) {
            return node instanceof JsonNode own ? own : SchemaNode.of((JsonValue) node);
        }

        @Override
        public JsonNode create(String document) {
            return SchemaNode.of(JsonValue.parse(document)
                    .orElseThrow(() -> new IllegalArgumentException("no JSON")));
        }
    }

    /// Compiles a schema.
    ///
    /// @param draft what counts, whatever the schema's own `$schema` says
    /// @param arrayLengths whether `minLength` and `maxLength` of draft 4 hold for arrays, too
    /// @throws SchemaException when it is none, or one that Headgate does not evaluate
    public static JsonSchema of(JsonValue schema, Draft draft, boolean arrayLengths) throws SchemaException {
        JsonValue own = schema instanceof JsonValue.Members members ? members.without("$schema") : schema;
        SchemaFindings.check(own);
        EvaluatorFactory keywords = SafeKeywords.factory();
        if (draft == Draft.DRAFT4) {
            keywords = EvaluatorFactory.compose(keywords, Formats.formats());
            if (arrayLengths) {
                keywords = EvaluatorFactory.compose(keywords, Formats.arrayLengths());
            }
        }
        Validator validator = new ValidatorFactory().withDefaultDialect(draft.dialect())
                .withJsonNodeFactory(new Nodes()).withEvaluatorFactory(keywords)
                .withSchemaResolver(_ -> SchemaResolver.Result.empty()).createValidator();
        try {
            return new JsonSchema(validator, validator.registerSchema(SchemaNode.of(own)));
        } catch (RuntimeException e) {
            throw SchemaException.wrong("not a valid schema of " + draft.name().toLowerCase(Locale.ROOT)
                    + ": " + shortened(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Optional<JsonValue> problem(JsonValue value) {
        if (!SchemaNode.isExact(value)) {
            return Optional.of(new JsonValue.Text("a number has more than " + SchemaNode.DIGITS_MAX + " digits"));
        }
        Validator.Result result = validator.validate(schema, SchemaNode.of(value));
        return result.isValid() ? Optional.empty() : Optional.of(new JsonValue.Text(described(result.getErrors())));
    }

    private static String described(List<Error> errors) {
        if (errors.isEmpty()) {
            return "the value does not conform to the schema";
        }
        Error first = errors.getFirst();
        String place = first.getInstanceLocation();
        return shortened((place == null || place.isEmpty() ? "" : place + ": ") + first.getError());
    }

    private static String shortened(String text) {
        return text.length() > PROBLEM_LENGTH_MAX ? text.substring(0, PROBLEM_LENGTH_MAX) + "…" : text;
    }
}
