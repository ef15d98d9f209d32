package dev.headgate.local.assembly.rest;

import dev.headgate.event.AuthorizerAnswer;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.event.GatewayLimits;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.RequestIds;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.TokenBucket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A REST API of an assembly, answering as API Gateway does. The order in which AWS looks at throttle and authorizer is
/// not documented; here the throttle comes first.
///
/// Safe for use by many threads.
public final class RestApiServer implements ServedApi {
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    /// What becomes of an authorizer's answer that is no policy.
    private static final Map<GatewayResponseType, GatewayFailure> OF_AUTHORIZERS = Map.of(
            GatewayResponseType.UNAUTHORIZED, GatewayFailure.unauthorized(),
            GatewayResponseType.AUTHORIZER_FAILURE, GatewayFailure.authorizerFailure(),
            GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, GatewayFailure.authorizerConfigurationError());

    /// What a stage keeps between requests.
    private record StageState(AuthorizerGate authorizers, StageCache cache, Map<String, TokenBucket> throttles) {}

    /// What a request came by.
    private record Way(RestStage stage, ShownPath path) {}

    private final RestApi api;
    private final InstantSource clock;
    private final LambdaCall functions;
    private final HttpProxyCall backends;
    private final MockCall mocks;
    private final Map<String, StageState> states = new ConcurrentHashMap<>();

    RestApiServer(RestApi api, FunctionInvoker functions, BackendCalls backends, InstantSource clock) {
        this.api = api;
        this.clock = clock;
        this.functions = new LambdaCall(functions);
        this.backends = new HttpProxyCall(backends);
        this.mocks = new MockCall(api.binary(), api.undocumented());
        api.stages().keySet().forEach(stage -> states.put(stage, new StageState(
                new AuthorizerGate(functions, clock), new StageCache(), new ConcurrentHashMap<>())));
    }

    @Override
    public String apiId() {
        return api.id();
    }

    /// The name that the template gives it.
    public String name() {
        return api.name();
    }

    /// The name of its own endpoint; absent where that is off.
    public Optional<String> endpoint() {
        return api.hasEndpoint()
                ? Optional.of(api.id() + ".execute-api." + api.region() + ".amazonaws.com")
                : Optional.empty();
    }

    /// Its stages' names.
    public Set<String> stages() {
        return new TreeSet<>(api.stages().keySet());
    }

    /// Its methods, such as `GET /pets/{id}`, by path.
    public List<String> methods() {
        return api.resources().methods();
    }

    @Override
    public Response answer(Request received, Arrival arrival) {
        Response response = found(received, arrival);
        return response.withHeader("x-amzn-RequestId", arrival.apiRequestId())
                .withHeader("x-amz-apigw-id", RequestIds.extended(arrival.apiRequestId()));
    }

    /// What an endpoint without that stage answers is no gateway response (K: `{"message":"Forbidden"}`).
    private Response found(Request received, Arrival arrival) {
        Optional<Response> tooLarge = GatewayLimits.refusalOf(PayloadFormat.REST, received);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        String clientPath = switch (api.undocumented().dotSegments()) {
            case KEPT -> received.target().rawPath();
            case REMOVED -> DotSegments.removed(received.target().rawPath());
        };
        StagePath path = StagePath.of(arrival.entry(), clientPath);
        RestStage stage = api.stages().get(path.stage());
        if (stage == null || arrival.entry() instanceof Entry.Endpoint && !api.hasEndpoint()) {
            return new Response(403,
                    Headers.of("Content-Type", "application/json", "x-amzn-ErrorType", "ForbiddenException"),
                    Body.utf8("{\"message\":\"Forbidden\"}"));
        }
        Request request = overridden(received, path.path());
        Envelope envelope = new Envelope(stage.name(), api.id(), api.accountId(), api.region(), request.hostName(),
                Envelope.DEFAULT_ROUTE, arrival.time(), arrival.apiRequestId(), Map.of());
        return selected(request, envelope, new Way(stage, ShownPath.of(arrival.entry(), clientPath, stage.name(),
                path.path())));
    }

    /// A client's X-HTTP-Method-Override is its method, and is not handed on (known issues).
    private static Request overridden(Request received, String path) {
        String override = received.headers().first(METHOD_OVERRIDE);
        return new Request(override.isEmpty() ? received.method() : override, received.scheme(), received.host(),
                received.port(), new RequestTarget(path, received.target().rawQuery()),
                received.headers().without(METHOD_OVERRIDE), received.body(), received.client(),
                received.requestId());
    }

    private Response selected(Request request, Envelope envelope, Way way) {
        ContextVariables context = ContextVariables.of(request, envelope)
                .with(Map.of("path", way.path().contextPath()));
        Optional<ResourceTree.Selection> selected = api.resources().select(request.method(),
                request.target().rawPath());
        if (selected.isEmpty()) {
            return api.answers().of(GatewayFailure.missingAuthenticationToken(),
                    new RequestValues(request, Map.of(), context, api.undocumented()));
        }
        ResourceTree.Selection selection = selected.get();
        RequestValues values = new RequestValues(request, selection.variables(),
                context.withResource(selection.resource()), api.undocumented());
        Envelope routed = new Envelope(envelope.stage(), envelope.apiId(), envelope.accountId(), envelope.region(),
                envelope.domainName(), selection.method().name() + " " + selection.resource().path(), envelope.time(),
                envelope.apiRequestId(), Map.of());
        return admitted(selection, values, routed, way);
    }

    private Response admitted(ResourceTree.Selection selection, RequestValues values, Envelope envelope,
            Way way) {
        String methodArn = AuthorizerEvents.methodArn(values.request(), envelope);
        if (methodArn.getBytes(StandardCharsets.UTF_8).length > GatewayLimits.METHOD_ARN_BYTES_MAX
                && (selection.method().authorizer().isPresent() || api.policy().isPresent())) {
            return new Response(414, Headers.of("Content-Type", "application/json"),
                    Body.utf8("{\"message\":\"Request-URI Too Large\"}"));
        }
        if (!passes(selection, way.stage())) {
            return api.answers().of(GatewayFailure.throttled(), values);
        }
        Optional<GatewayFailure> denied = api.policy().flatMap(policy -> denial(policy, methodArn, envelope, values));
        if (denied.isPresent()) {
            return api.answers().of(denied.get(), values);
        }
        if (selection.method().authorizer().isEmpty()) {
            return integrated(selection, values, envelope, way);
        }
        AuthorizerGate gate = states.get(way.stage().name()).authorizers();
        return switch (gate.ask(selection.method().authorizer().get(), values, envelope, way.path())) {
            case AuthorizerAnswer.Passed(Map<String, String> told) -> integrated(selection,
                    values.withContext(values.context().withAuthorizer(told)), envelope.withAuthorizer(told), way);
            case AuthorizerAnswer.Refused refused -> api.answers().of(failure(refused),
                    values.withContext(values.context().withAuthorizer(refused.context())));
        };
    }

    /// Limits are of each method by itself.
    private boolean passes(ResourceTree.Selection selection, RestStage stage) {
        return stage.settings(selection.resource(), selection.method()).throttle()
                .map(throttle -> states.get(stage.name()).throttles()
                        .computeIfAbsent(selection.method().name() + " " + selection.resource().path(),
                                _ -> new TokenBucket(throttle.perSecond(), throttle.burst(), this::nanos))
                        .take())
                .orElse(true);
    }

    private long nanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }

    /// The account's number is covered, but for its end (K).
    private static Optional<GatewayFailure> denial(ResourcePolicy policy, String methodArn, Envelope envelope,
            RequestValues values) {
        String shown = methodArn.replace(":" + envelope.accountId() + ":",
                ":" + "*".repeat(8) + envelope.accountId().substring(8) + ":");
        String message = "User: anonymous is not authorized to perform: execute-api:Invoke on resource: " + shown;
        return switch (policy.of(methodArn, envelope, values.request().client().address())) {
            case ALLOWED -> Optional.empty();
            case NOT_ALLOWED -> Optional.of(GatewayFailure.accessDenied(message));
            case DENIED -> Optional.of(GatewayFailure.accessDenied(message + " with an explicit deny"));
        };
    }

    private static GatewayFailure failure(AuthorizerAnswer.Refused refused) {
        return refused.reason() == GatewayResponseType.ACCESS_DENIED
                ? GatewayFailure.accessDenied(deniedMessage(refused))
                : OF_AUTHORIZERS.get(refused.reason());
    }

    /// `{"Message":"…"}`, where the message needs no escape.
    private static String deniedMessage(AuthorizerAnswer.Refused refused) {
        String body = refused.response().body().utf8();
        return body.substring("{\"Message\":\"".length(), body.length() - "\"}".length());
    }

    private Response integrated(ResourceTree.Selection selection, RequestValues values, Envelope envelope,
            Way way) {
        MethodSettings settings = way.stage().settings(selection.resource(), selection.method());
        boolean mayKeep = settings.cacheTimeToLive().isPresent() && StageCache.takes(values);
        StageCache cache = states.get(way.stage().name()).cache();
        if (mayKeep) {
            Optional<Response> kept = cache.answer(selection, values, clock.instant());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        IntegrationOutcome outcome = switch (selection.method().integration()) {
            case RestIntegration.Lambda lambda -> traced(functions.call(lambda, values.request(), envelope,
                    way.path()), values, envelope);
            case RestIntegration.HttpProxy proxy -> backends.call(proxy, values, envelope);
            case RestIntegration.Mock mock -> mocks.call(mock, values);
        };
        return switch (outcome) {
            case IntegrationOutcome.Answered(Response response) -> {
                settings.cacheTimeToLive().filter(_ -> mayKeep)
                        .ifPresent(ttl -> cache.keep(selection, values, response, ttl, clock.instant()));
                yield response;
            }
            case IntegrationOutcome.Failed(GatewayFailure failure) -> api.answers().of(failure, values);
        };
    }

    /// Answers of functions, and of nobody else, tell the trace (recorded).
    private static IntegrationOutcome traced(IntegrationOutcome outcome, RequestValues values, Envelope envelope) {
        return outcome instanceof IntegrationOutcome.Answered(Response response)
                ? new IntegrationOutcome.Answered(
                        response.withHeader("X-Amzn-Trace-Id", TraceId.of(values.request(), envelope)))
                : outcome;
    }
}
