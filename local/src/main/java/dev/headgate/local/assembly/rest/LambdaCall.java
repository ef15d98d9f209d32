package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.event.GatewayLimits;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.front.LambdaFunction.NotAwaitedException;
import dev.headgate.local.front.LambdaFunction.ThrottledException;
import java.util.Optional;

/// Hands a request on to a function as AWS_PROXY does, and judges its answer.
final class LambdaCall {
    private final FunctionInvoker functions;

    LambdaCall(FunctionInvoker functions) {
        this.functions = functions;
    }

    /// @param path which path the event shows
    IntegrationOutcome call(RestIntegration.Lambda integration, Request request, Envelope envelope, ShownPath path) {
        byte[] event = path.in(ProxyEvents.write(PayloadFormat.REST, request, envelope));
        Optional<Response> tooLarge = GatewayLimits.refusalOfEvent(PayloadFormat.REST, event);
        if (tooLarge.isPresent()) {
            return new IntegrationOutcome.Answered(tooLarge.get());
        }
        try {
            return judged(functions.invoke(integration.functionArn(), event, integration.timeout()));
        } catch (ThrottledException _) {
            return new IntegrationOutcome.Failed(GatewayFailure.internal());
        } catch (NotAwaitedException _) {
            return new IntegrationOutcome.Failed(GatewayFailure.integrationTimeout());
        } catch (FunctionFailedException _) {
            return new IntegrationOutcome.Failed(GatewayFailure.ofFunction());
        }
    }

    private static IntegrationOutcome judged(byte[] payload) {
        boolean tooLarge = GatewayLimits.refusalOfAnswer(PayloadFormat.REST, payload).isPresent();
        Response answer = ProxyResponses.read(PayloadFormat.REST, payload);
        // The core has one answer for what is none; it cannot be told from a function's that is the same to the letter.
        return tooLarge || answer.equals(ProxyResponses.functionError(PayloadFormat.REST))
                ? new IntegrationOutcome.Failed(GatewayFailure.ofFunction())
                : new IntegrationOutcome.Answered(answer);
    }
}
