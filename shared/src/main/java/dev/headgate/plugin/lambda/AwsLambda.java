package dev.headgate.plugin.lambda;

import dev.headgate.http.Body;
import dev.headgate.http.Response;
import dev.headgate.plugin.CallFailedException;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.plugin.Waited;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Has a Lambda function answer the request. Source: kong/plugins/aws-lambda.
///
/// @param call which function is called, and how
/// @param payload what it is told of the request
/// @param answer what its answer becomes
public record AwsLambda(FunctionCall call, RequestPayload payload, FunctionAnswer answer) implements Plugin {
    /// Kong's aws-lambda plugin.
    public static final PluginType<AwsLambda> TYPE = new PluginType<>("aws-lambda", 750, AwsLambdaFields.SCHEMA, true,
            AwsLambdaFields::read);

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// Whether the function is called as API Gateway itself would call it by a proxy integration of payload format 1.0: its
    /// own event, the function's word for the whole answer, the gateway's own role and Region.
    public boolean isProxyIntegration() {
        return payload instanceof GatewayEvent && answer.isProxyIntegration() && call.isPlain();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        String document = payload.of(exchange, context.resources().clock()).document();
        Instant begin = context.resources().clock().instant();
        Response answered;
        try {
            answered = call.send(Body.utf8(document), exchange.timeLeft(), context.resources());
        } catch (IOException e) {
            throw new CallFailedException(e.getMessage(), e);
        }
        Duration waited = Duration.between(begin, context.resources().clock().instant());
        return exchange.withNote(new Waited(waited.isNegative() ? Duration.ZERO : waited))
                .answer(answer.of(answered));
    }
}
