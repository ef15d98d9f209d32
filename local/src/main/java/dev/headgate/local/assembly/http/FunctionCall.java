package dev.headgate.local.assembly.http;

import dev.headgate.event.GatewayLimits;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.front.LambdaFunction.NotAwaitedException;
import dev.headgate.local.front.LambdaFunction.ThrottledException;
import java.util.Optional;

/// Invokes the function of a Lambda proxy integration.
///
/// @param functions invokes functions
/// @param undocumented what AWS leaves open
record FunctionCall(FunctionCalls functions, Undocumented undocumented) {
    Response answer(Integration.Function integration, MappingValues values) {
        Request request = mapped(integration, values);
        byte[] event = EventAdditions.add(
                ProxyEvents.write(integration.payload(), request, values.context().envelope()), values.context());
        Optional<Response> tooLarge = GatewayLimits.refusalOfEvent(integration.payload(), event);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        try {
            byte[] answer = functions.invoke(integration.arn(), event, integration.timeout());
            Optional<Response> refusal = GatewayLimits.refusalOfAnswer(integration.payload(), answer);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Response response = ProxyResponses.read(integration.payload(), answer);
            return integration.response().apply(response, values.with(response), undocumented.absentSource());
        } catch (ThrottledException | NotAwaitedException _) {
            return ProxyResponses.unavailable();
        } catch (FunctionFailedException _) {
            return ProxyResponses.functionError(integration.payload());
        }
    }

    private Request mapped(Integration.Function integration, MappingValues values) {
        Request request = values.request();
        if (integration.request().operations().isEmpty()) {
            return request;
        }
        RequestMapping.Mapped mapped = integration.request().apply(request.headers(), request.target().rawQuery(),
                values, undocumented.absentSource());
        return new Request(request.method(), request.scheme(), request.host(), request.port(),
                new RequestTarget(request.target().rawPath(), mapped.rawQuery()), mapped.headers(), request.body(),
                request.client(), request.requestId());
    }
}
