package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import dev.headgate.local.assembly.http.RoutePattern.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `AWS::ApiGatewayV2::Route`, and puts it together with what it names.
///
/// @param integrations of the API, by id; empty where one cannot be served, of which has been told
/// @param authorizers of the API, by id; empty likewise
record RouteReader(Map<String, Optional<Integration>> integrations,
        Map<String, Optional<AuthorizerReader.Read>> authorizers) {
    private static final String TARGET = "integrations/";
    private static final int SCOPES_MAX = 10;

    /// Empty where it is none that the emulator serves, which is then a finding.
    Optional<HttpRoute> read(ResourceProperties properties) {
        properties.withoutEffect("ApiId", "OperationName");
        String text = properties.text("RouteKey");
        Optional<RouteKey> key = RouteKey.of(text);
        if (key.isEmpty()) {
            properties.refuse(Code.HG0704, "RouteKey", "\"" + text + "\" is no route key.", "");
        }
        Optional<Authorization> authorization = authorization(properties);
        String target = properties.text("Target");
        String integrationId = target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
        Optional<Integration> integration = integrations.getOrDefault(integrationId, Optional.empty());
        if (!integrations.containsKey(integrationId) && !target.isEmpty()) {
            properties.refuse(Code.HG0704, "Target", "\"" + target + "\" is no integration of the API.", "");
        }
        properties.refuseOthers();
        if (key.isEmpty() || authorization.isEmpty() || integration.isEmpty()) {
            return Optional.empty();
        }
        checkVariables(properties, key.get(), integration.get());
        return Optional.of(new HttpRoute(key.get(), authorization.get(), integration.get()));
    }

    private Optional<Authorization> authorization(ResourceProperties properties) {
        String type = properties.optionalText("AuthorizationType").orElse("NONE");
        List<String> scopes = properties.texts("AuthorizationScopes");
        if (scopes.size() > SCOPES_MAX || !scopes.isEmpty() && !type.equals("JWT")) {
            properties.refuse(Code.HG0704, "AuthorizationScopes",
                    scopes.size() + " scopes: a route with a JWT authorizer may have " + SCOPES_MAX + ".", "");
        }
        String authorizerId = properties.optionalText("AuthorizerId").orElse("");
        if (type.equals("NONE")) {
            return Optional.of(new Authorization.Open());
        }
        Optional<AuthorizerReader.Read> authorizer = authorizers.getOrDefault(authorizerId, Optional.empty());
        Optional<Authorization> authorization = authorizer.flatMap(found -> switch (found) {
            case AuthorizerReader.Read.Jwt(JwtAuthorizer jwt) when type.equals("JWT") ->
                    Optional.of(new Authorization.Jwt(jwt, scopes));
            case AuthorizerReader.Read.Lambda(LambdaAuthorizer lambda) when type.equals("CUSTOM") ->
                    Optional.of(new Authorization.Lambda(lambda));
            case AuthorizerReader.Read.Jwt _,AuthorizerReader.Read.Lambda _ -> Optional.empty();
        });
        if (authorization.isEmpty() && (authorizer.isPresent() || !authorizers.containsKey(authorizerId))) {
            properties.refuse(Code.HG0704, "AuthorizationType",
                    "\"" + type + "\" is not served with the authorizer that the route names.", "");
        }
        return authorization;
    }

    /// A variable that the path has not is one that nobody fills.
    private static void checkVariables(ResourceProperties properties, RouteKey key, Integration integration) {
        Set<String> own = new HashSet<>();
        key.pattern().ifPresent(pattern -> pattern.segments().forEach(segment -> {
            switch (segment) {
                case Segment.Variable(String name) -> own.add(name);
                case Segment.Greedy(String name) -> own.add(name);
                case Segment.Static _ -> {
                    // no variable
                }
            }
        }));
        Set<String> used = new HashSet<>();
        if (integration instanceof Integration.Http http && !http.isPrivate()) {
            used.addAll(http.uri().variables());
        }
        integration.request().operations().stream().flatMap(operation -> operation.value().sources().stream())
                .forEach(source -> {
                    if (source instanceof MappingSource.PathVariable(String name)) {
                        used.add(name);
                    }
                });
        used.stream().filter(name -> !own.contains(name)).sorted()
                .forEach(name -> properties.refuse(Code.HG0704, "Target", "the integration uses the variable " + name
                        + ", which the route's path has not.", ""));
    }
}
