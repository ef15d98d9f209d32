package dev.headgate.plugin.ai;

import dev.headgate.http.Body;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.schema.Values;

/// Has a model rewrite the body of a request on its way to the backend. Source: kong/plugins/ai-request-transformer.
///
/// @param introspection how the model is asked
/// @param maxRequestBodySize the largest body that is shown to the model, in bytes
public record AiRequestTransformer(Introspection introspection, long maxRequestBodySize) implements Plugin {
    /// Kong's ai-request-transformer plugin.
    public static final PluginType<AiRequestTransformer> TYPE = new PluginType<>("ai-request-transformer", 777,
            TransformerFields.schema(AiFields.maxRequestBodySize()), false, AiRequestTransformer::of);

    private static AiRequestTransformer of(Values config) {
        return new AiRequestTransformer(TransformerFields.introspection(config),
                config.whole("max_request_body_size"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Body body = exchange.upstream().body();
        if (body.length() > maxRequestBodySize) {
            return exchange.answer(PromptRequest.error(400, "request body is larger than max_request_body_size"));
        }
        try {
            String rewritten = introspection.rewritten(body.utf8(), exchange, context.resources());
            return exchange.withUpstream(exchange.upstream().withBody(Body.utf8(rewritten))).proceed();
        } catch (PromptException e) {
            return exchange.answer(PromptRequest.error(400, e.getMessage()));
        }
    }
}
