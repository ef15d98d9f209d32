package dev.headgate.plugin.ai;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plugin.BackendAnswer;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Values;
import java.util.Map;
import java.util.Optional;

/// Has a model rewrite the body of a backend's answer. Source: kong/plugins/ai-response-transformer.
///
/// @param introspection how the model is asked
/// @param parseLlmResponseJsonInstructions whether the model says status, headers and body
public record AiResponseTransformer(Introspection introspection, boolean parseLlmResponseJsonInstructions)
        implements
            Plugin {
    /// Kong's ai-response-transformer plugin.
    public static final PluginType<AiResponseTransformer> TYPE = new PluginType<>("ai-response-transformer", 768,
            TransformerFields.schema(AiFields.maxRequestBodySize()
                    .withoutEffect("The backend gets the whole body, as from any route."),
                    defaulted("parse_llm_response_json_instructions", FieldType.flag(), false,
                            "Whether the model says `status`, `headers` and `body` in a JSON object.")),
            true, AiResponseTransformer::of);

    private static AiResponseTransformer of(Values config) {
        return new AiResponseTransformer(TransformerFields.introspection(config),
                config.flag("parse_llm_response_json_instructions"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        return exchange.withNote(new BackendAnswer.Awaited()).proceed();
    }

    @Override
    public Response response(Exchange exchange, Response response, PluginContext context) {
        if (exchange.note(BackendAnswer.class).isEmpty()) {
            return response;
        }
        String rewritten;
        try {
            rewritten = introspection.rewritten(ModelAnswer.plain(response).utf8(), exchange, context.resources());
        } catch (PromptException e) {
            return PromptRequest.error(400, e.getMessage());
        }
        Response plain = response.withHeaders(response.headers().without("Content-Encoding"));
        return parseLlmResponseJsonInstructions
                ? instructed(plain, rewritten)
                : plain.withBody(Body.utf8(rewritten));
    }

    private static Response instructed(Response response, String rewritten) {
        Optional<JsonValue> parsed = JsonValue.parse(rewritten);
        if (parsed.isEmpty() || !(parsed.get() instanceof Members instructions)) {
            return PromptRequest.error(500,
                    "failed to parse JSON response instructions from AI backend: " + (parsed.isEmpty()
                            ? "not JSON"
                            : "input not table or string"));
        }
        Headers headers = response.headers();
        for (Map.Entry<String, JsonValue> header : instructions.object("headers").values().entrySet()) {
            Optional<String> value = fieldValue(header.getKey(), header.getValue());
            if (value.isEmpty()) {
                return PromptRequest.error(500,
                        "failed to parse JSON response instructions from AI backend: a header that cannot be sent");
            }
            headers = headers.with(header.getKey(), value.get());
        }
        int status = instructions.number("status").map(number -> (int) number.value()).orElse(200);
        if (status < 200 || status > 599) {
            return PromptRequest.error(500,
                    "failed to parse JSON response instructions from AI backend: a status that cannot be sent");
        }
        JsonValue body = instructions.member("body").orElse(instructions);
        return new Response(status, headers, Body.utf8(body instanceof JsonValue.Text(String text)
                ? text
                : body.document()));
    }

    /// What the model says must not make other fields of one.
    private static Optional<String> fieldValue(String name, JsonValue value) {
        Optional<String> text = switch (value) {
            case JsonValue.Text(String said) -> Optional.of(said);
            case JsonValue.Num(String digits) -> Optional.of(digits);
            case JsonValue.Flag(boolean flag) -> Optional.of(Boolean.toString(flag));
            case JsonValue.Null _,JsonValue.Items _,Members _ -> Optional.empty();
        };
        boolean named = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c != ':' && c <= '~');
        return text.filter(said -> named && said.chars().noneMatch(Character::isISOControl));
    }
}
