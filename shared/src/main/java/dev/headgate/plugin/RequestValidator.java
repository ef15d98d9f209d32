package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Query;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.validation.BodySchema;
import dev.headgate.plugin.validation.MediaType;
import dev.headgate.plugin.validation.ParameterSchema;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Optional;

/// Turns away requests whose parameters or body are not as a schema says. Source: developer.konghq.com/plugins/request-validator;
/// it belongs to Kong's paid edition.
///
/// @param body what JSON bodies have to be like; absent where bodies and their types do not count
/// @param parameters what parameters have to be like
/// @param allowed the types that bodies may have
/// @param typeParameters whether a type's parameter counts, too
/// @param verbose whether answers say what is wrong
public record RequestValidator(
        Optional<BodySchema> body,
        List<ParameterSchema> parameters,
        List<MediaType> allowed,
        boolean typeParameters,
        boolean verbose)
        implements
            Plugin {
    /// Kong's request-validator plugin.
    public static final PluginType<RequestValidator> TYPE = new PluginType<>("request-validator", 999,
            RequestValidatorFields.TABLE, true, RequestValidator::of);

    private static final String WRONG_BODY = "request body doesn't conform to schema";
    private static final String WRONG_PARAMETER = "request param doesn't conform to schema";

    private static RequestValidator of(Values config) {
        return new RequestValidator(RequestValidatorFields.body(config), RequestValidatorFields.parameters(config),
                RequestValidatorFields.allowed(config), config.flag("content_type_parameter_validation"),
                config.flag("verbose_response"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        UpstreamRequest request = exchange.upstream();
        Query query = Query.parse(request.rawQuery());
        for (ParameterSchema parameter : parameters) {
            Optional<ParameterSchema.Problem> problem = parameter.problem(exchange.match().captures().named(), query,
                    request.headers());
            if (problem.isPresent()) {
                return exchange.answer(wrongParameter(problem.get()));
            }
        }
        return body.flatMap(schema -> bodyProblem(schema, request))
                .map(problem -> exchange.answer(answer(verbose ? problem : new JsonValue.Text(WRONG_BODY))))
                .orElseGet(exchange::proceed);
    }

    private Response wrongParameter(ParameterSchema.Problem problem) {
        if (!verbose) {
            return answer(new JsonValue.Text(WRONG_PARAMETER));
        }
        return Answers.json(400, JsonValue.Members.NONE.with("message", problem.message())
                .withOptional("data", problem.data()).document());
    }

    private static Response answer(JsonValue message) {
        return Answers.json(400, JsonValue.Members.NONE.with("message", message).document());
    }

    private Optional<JsonValue> bodyProblem(BodySchema schema, UpstreamRequest request) {
        Optional<MediaType> type = MediaType.of(request.headers().first("Content-Type"));
        if (type.filter(this::isAllowed).isEmpty()) {
            return Optional.of(new JsonValue.Text("specified Content-Type is not allowed"));
        }
        if (!type.get().isJson()) {
            return Optional.empty();
        }
        Optional<JsonValue> document = request.body().isEmpty()
                ? Optional.of(JsonValue.Members.NONE)
                : JsonValue.parse(request.body());
        return document.isEmpty()
                ? Optional.of(new JsonValue.Text("request body is not valid JSON"))
                : schema.problem(document.get());
    }

    private boolean isAllowed(MediaType type) {
        return typeParameters
                ? allowed.contains(type)
                : allowed.stream().anyMatch(other -> other.bare().equals(type.bare()));
    }
}
