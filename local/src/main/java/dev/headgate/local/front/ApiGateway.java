package dev.headgate.local.front;

import dev.headgate.answer.Answers;
import dev.headgate.event.AuthorizerAnswer;
import dev.headgate.event.AuthorizerDecisions;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.event.GatewayLimits;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.event.GatewayResponses;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.front.LambdaFunction.NotAwaitedException;
import dev.headgate.local.front.LambdaFunction.ThrottledException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Stands where API Gateway stands: wraps a request into the event that API Gateway sends, asks the authorizer where the
/// route has one, invokes the router, and judges both answers as API Gateway does. Everything else happens in the
/// functions.
///
/// Safe for use by many threads.
public final class ApiGateway implements FrontHandler {
    /// The largest request body that is read: what API Gateway takes.
    public static final int BODY_BYTES_MAX = GatewayLimits.PAYLOAD_BYTES_MAX;
    /// How long API Gateway waits for an authorizer.
    public static final Duration AUTHORIZER_TIMEOUT = Duration.ofSeconds(10);

    private static final String API_ID = "localgatew";
    private static final String ACCOUNT_ID = "000000000000";
    private static final String REGION = "local";

    private final ApiKind kind;
    private final LambdaFunction router;
    private final LambdaFunction authorizer;
    private final Predicate<Request> needsAuthorizer;
    private final InstantSource clock;

    /// @param needsAuthorizer whether the deployed API would ask the authorizer about a request
    public ApiGateway(ApiKind kind, LambdaFunction router, LambdaFunction authorizer,
            Predicate<Request> needsAuthorizer,
            InstantSource clock) {
        this.kind = kind;
        this.router = router;
        this.authorizer = authorizer;
        this.needsAuthorizer = needsAuthorizer;
        this.clock = clock;
    }

    @Override
    public Response answer(WireRequest wire) {
        String apiRequestId = UUID.randomUUID().toString();
        return ReceivedRequest.of(wire, apiRequestId).map(request -> answer(request, apiRequestId))
                .orElseGet(this::malformed);
    }

    private Response answer(Request request, String apiRequestId) {
        Envelope envelope = new Envelope(kind.stage(), API_ID, ACCOUNT_ID, REGION, request.hostName(),
                Envelope.DEFAULT_ROUTE,
                clock.instant(), apiRequestId, Map.of());
        return named(handle(request, envelope), apiRequestId);
    }

    private Response handle(Request request, Envelope envelope) {
        Optional<Response> tooLarge = GatewayLimits.refusalOf(kind.payload(), request);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        if (!needsAuthorizer.test(request)) {
            return route(request, envelope);
        }
        return switch (authorize(request, envelope)) {
            case AuthorizerAnswer.Passed(Map<String, String> context) ->
                    route(request, envelope.withAuthorizer(context));
            case AuthorizerAnswer.Refused refused -> refuse(refused, envelope);
        };
    }

    private AuthorizerAnswer authorize(Request request, Envelope envelope) {
        try {
            byte[] document = authorizer.invoke(AuthorizerEvents.write(kind.authorizerEvent(), request, envelope),
                    AUTHORIZER_TIMEOUT);
            return AuthorizerDecisions.read(kind.authorizerEvent(), kind.authorizerForm(), document,
                    AuthorizerEvents.methodArn(request, envelope));
        } catch (FunctionFailedException e) {
            return AuthorizerDecisions.failed(kind.authorizerEvent(), e.getMessage());
        }
    }

    /// An HTTP API's refusals are fixed; a REST API's are what its gateway responses make of them.
    private Response refuse(AuthorizerAnswer.Refused refused, Envelope envelope) {
        return switch (kind) {
            case HTTP -> refused.response();
            case REST -> GatewayResponses.render(refused.reason(), "", envelope.apiRequestId(), refused.context());
        };
    }

    private Response route(Request request, Envelope envelope) {
        byte[] event = ProxyEvents.write(kind.payload(), request, envelope);
        Optional<Response> tooLarge = GatewayLimits.refusalOfEvent(kind.payload(), event);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        try {
            byte[] answer = router.invoke(event, kind.integrationTimeout());
            return GatewayLimits.refusalOfAnswer(kind.payload(), answer)
                    .orElseGet(() -> ProxyResponses.read(kind.payload(), answer));
        } catch (ThrottledException _) {
            return throttled(envelope);
        } catch (NotAwaitedException _) {
            return timedOut(envelope);
        } catch (FunctionFailedException _) {
            return ProxyResponses.functionError(kind.payload());
        }
    }

    /// Lambda's 429 is no answer of the function's, so that the client gets none either: 503 from HTTP APIs, 500 from REST
    /// APIs (re:Post, "API Gateway proxy integration does not forward Lambda throttling").
    private Response throttled(Envelope envelope) {
        return switch (kind) {
            case HTTP -> ProxyResponses.unavailable();
            case REST -> GatewayResponses.render(GatewayResponseType.DEFAULT_5XX, "Internal server error",
                    envelope.apiRequestId(), Map.of());
        };
    }

    /// The function goes on, but nobody waits for it any longer (serverless/serverless#11222 for HTTP APIs).
    private Response timedOut(Envelope envelope) {
        return switch (kind) {
            case HTTP -> ProxyResponses.unavailable();
            case REST -> GatewayResponses.render(GatewayResponseType.INTEGRATION_TIMEOUT,
                    "Endpoint request timed out", envelope.apiRequestId(), Map.of());
        };
    }

    /// The id under which API Gateway's own logs have the request.
    private Response named(Response response, String apiRequestId) {
        return switch (kind) {
            case HTTP -> response.withHeader("Apigw-Requestid", apiRequestId);
            case REST -> response.withHeader("x-amzn-RequestId", apiRequestId);
        };
    }

    @Override
    public Response tooLarge() {
        return GatewayLimits.contentTooLarge(kind.payload());
    }

    @Override
    public Response malformed() {
        return Answers.json(400, "{\"message\":\"Bad Request\"}");
    }
}
