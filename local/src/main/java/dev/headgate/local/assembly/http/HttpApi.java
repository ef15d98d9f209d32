package dev.headgate.local.assembly.http;

import dev.headgate.event.GatewayLimits;
import dev.headgate.event.PayloadFormat;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.ServedApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP API, and a request's way through it: limits, stage, preflight, route, throttle, authorizer, integration, CORS
/// fields. Safe for use by many threads.
public final class HttpApi implements ServedApi {
    private final ApiIdentity identity;
    private final Map<String, HttpStage> stages;
    private final RouteTable routes;
    private final Optional<Cors> cors;
    private final boolean hasEndpoint;
    private final FunctionCalls functions;
    private final FunctionCall functionCall;
    private final HttpCall httpCall;
    private final List<HttpRoute> declared;

    HttpApi(Declaration declaration, FunctionCalls functions, BackendCalls backends, Undocumented undocumented) {
        this.identity = declaration.identity();
        this.stages = declaration.stages();
        this.routes = new RouteTable(declaration.routes(), undocumented);
        this.cors = declaration.cors();
        this.hasEndpoint = declaration.hasEndpoint();
        this.functions = functions;
        this.functionCall = new FunctionCall(functions, undocumented);
        this.httpCall = new HttpCall(backends, undocumented);
        this.declared = declaration.routes();
    }

    /// What a template declares.
    ///
    /// @param stages by name
    /// @param hasEndpoint whether the API's own endpoint is on
    record Declaration(ApiIdentity identity, Map<String, HttpStage> stages, List<HttpRoute> routes,
            Optional<Cors> cors, boolean hasEndpoint) {
        Declaration {
            stages = Map.copyOf(stages);
            routes = List.copyOf(routes);
        }
    }

    @Override
    public String apiId() {
        return identity.apiId();
    }

    /// The name that the template gives it.
    public String name() {
        return identity.name();
    }

    /// The name of its own endpoint; absent where that is off.
    public Optional<String> endpoint() {
        return hasEndpoint ? Optional.of(identity.endpoint()) : Optional.empty();
    }

    /// Whether it has a `$default` route.
    public boolean takesEverything() {
        return declared.stream().anyMatch(route -> route.key().isDefault());
    }

    /// Its route keys in the template's order.
    public List<String> routeKeys() {
        return declared.stream().map(route -> route.key().text()).toList();
    }

    @Override
    public Response answer(Request request, Arrival arrival) {
        return GatewayLimits.refusalOf(PayloadFormat.HTTP_API_V2, request).or(() -> entered(request, arrival)
                .map(entered -> answer(entered.request(), entered.stage(), arrival)))
                .orElseGet(ApiAnswers::notFound).withHeader("Apigw-Requestid", arrival.apiRequestId());
    }

    /// @param request its path without what stood for the stage
    private record Entered(Request request, HttpStage stage) {}

    private Optional<Entered> entered(Request request, Arrival arrival) {
        String path = request.target().rawPath();
        return switch (arrival.entry()) {
            case Entry.Mapping(String stage, String key) -> Optional.ofNullable(stages.get(stage))
                    .map(found -> new Entered(at(request, behind(path, key)), found));
            case Entry.Endpoint _ -> {
                String first = path.substring(1).split("/", 2)[0];
                HttpStage named = first.equals(HttpStage.DEFAULT) ? null : stages.get(first);
                yield named != null
                        ? Optional.of(new Entered(at(request, behind(path, first)), named))
                        : Optional.ofNullable(stages.get(HttpStage.DEFAULT)).map(stage -> new Entered(request, stage));
            }
        };
    }

    /// What is left of a path that begins with these segments.
    private static String behind(String path, String beginning) {
        String rest = beginning.isEmpty() ? path : path.substring(beginning.length() + 1);
        return rest.isEmpty() ? "/" : rest;
    }

    private static Request at(Request request, String path) {
        return new Request(request.method(), request.scheme(), request.host(), request.port(),
                new RequestTarget(path, request.target().rawQuery()), request.headers(), request.body(),
                request.client(), request.requestId());
    }

    private Response answer(Request request, HttpStage stage, Arrival arrival) {
        if (cors.isPresent() && Cors.isPreflight(request)) {
            return cors.get().preflight(request);
        }
        return routes.select(request.method(), request.target().rawPath())
                .map(selected -> answer(request, selected, new RequestContext(identity, stage, request.hostName(),
                        selected.route().key().text(), selected.variables(), arrival.time(), arrival.apiRequestId(),
                        new Caller.Unknown())))
                .orElseGet(ApiAnswers::notFound);
    }

    private Response answer(Request request, RouteTable.Selected selected, RequestContext context) {
        if (!context.stage().throttle().admits(context.routeKey())) {
            return ApiAnswers.tooManyRequests();
        }
        return switch (judge(selected.route().authorization(), new MappingValues(request, context))) {
            case Verdict.Refused(Response response) -> response;
            case Verdict.Passed(Caller caller) ->
                    integrated(selected.route(), new MappingValues(request, context.with(caller)));
        };
    }

    private Verdict judge(Authorization authorization, MappingValues values) {
        return switch (authorization) {
            case Authorization.Open _ -> new Verdict.Passed(new Caller.Unknown());
            case Authorization.Jwt(JwtAuthorizer authorizer, List<String> scopes) -> authorizer.judge(values, scopes);
            case Authorization.Lambda(LambdaAuthorizer authorizer) -> authorizer.judge(values, functions);
        };
    }

    private Response integrated(HttpRoute route, MappingValues values) {
        Response answer = switch (route.integration()) {
            case Integration.Function function -> functionCall.answer(function, values);
            case Integration.Http http -> httpCall.answer(http, values);
        };
        return cors.map(configured -> configured.answered(values.request(), answer)).orElse(answer);
    }
}
