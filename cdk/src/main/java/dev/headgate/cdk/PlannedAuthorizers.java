package dev.headgate.cdk;

import dev.headgate.plan.Authorization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/// Who judges requests of native keys before an HTTP API: one authorizer for all keys that ask the same. Scopes are the
/// routes' own. For one thread.
final class PlannedAuthorizers {
    private static final List<String> BEARER = List.of("$request.header.Authorization");

    private final Construct scope;
    private final HttpApi api;
    private final Optional<? extends IFunction> function;
    private final Map<Authorization, String> ids = new LinkedHashMap<>();
    private Optional<CfnPermission> permission = Optional.empty();

    /// @param function Headgate's authorizer; may be absent where no key asks it
    PlannedAuthorizers(Construct scope, HttpApi api, Optional<? extends IFunction> function) {
        this.scope = scope;
        this.api = api;
        this.function = function;
    }

    /// Has a route judged.
    void authorize(CfnRoute.Builder route, Authorization authorization) {
        switch (authorization) {
            case Authorization.None _ -> route.authorizationType("NONE");
            case Authorization.Jwt(String issuer, List<String> audiences, List<String> scopes) -> {
                route.authorizationType("JWT").authorizerId(id(new Authorization.Jwt(issuer, audiences, List.of())));
                if (!scopes.isEmpty()) {
                    route.authorizationScopes(scopes);
                }
            }
            case Authorization.Lambda asked -> route.authorizationType("CUSTOM").authorizerId(id(asked));
        }
    }

    private String id(Authorization authorization) {
        String known = ids.get(authorization);
        if (known == null) {
            known = make(authorization).getRef();
            ids.put(authorization, known);
        }
        return known;
    }

    private CfnAuthorizer make(Authorization authorization) {
        return switch (authorization) {
            case Authorization.Jwt(String issuer, List<String> audiences, List<String> _) -> {
                List<String> identity = new ArrayList<>(audiences);
                identity.addFirst(issuer);
                String id = "jwt-" + PlannedIds.digest(identity);
                yield CfnAuthorizer.Builder.create(scope, id).apiId(api.getApiId()).name(id).authorizerType("JWT")
                        .identitySource(BEARER).jwtConfiguration(CfnAuthorizer.JWTConfigurationProperty.builder()
                                .issuer(issuer).audience(audiences).build())
                        .build();
            }
            case Authorization.Lambda(List<String> identitySources, int cacheSeconds) ->
                    lambda(identitySources, cacheSeconds);
            case Authorization.None _ -> throw new IllegalArgumentException("nobody is asked");
        };
    }

    private CfnAuthorizer lambda(List<String> identitySources, int cacheSeconds) {
        IFunction asked = function
                .orElseThrow(() -> new IllegalArgumentException("the plan asks an authorizer, and there is none"));
        CfnPermission permitted = permit(asked);
        List<String> identity = new ArrayList<>(identitySources);
        identity.add(Integer.toString(cacheSeconds));
        String id = cacheSeconds == 0 ? "headgate" : "headgate-" + PlannedIds.digest(identity);
        CfnAuthorizer.Builder authorizer = CfnAuthorizer.Builder.create(scope, id).apiId(api.getApiId()).name(id)
                .authorizerType("REQUEST").authorizerPayloadFormatVersion("2.0").enableSimpleResponses(true)
                .authorizerResultTtlInSeconds(cacheSeconds).authorizerUri(uri(asked));
        if (!identitySources.isEmpty()) {
            authorizer.identitySource(identitySources);
        }
        CfnAuthorizer made = authorizer.build();
        made.getNode().addDependency(permitted);
        return made;
    }

    private String uri(IFunction asked) {
        Stack stack = Stack.of(scope);
        return "arn:" + stack.getPartition() + ":apigateway:" + stack.getRegion() + ":lambda:path/2015-03-31/functions/"
                + asked.getFunctionArn() + "/invocations";
    }

    /// All authorizers of the API ask the same function.
    private CfnPermission permit(IFunction asked) {
        if (permission.isEmpty()) {
            permission = Optional
                    .of(CfnPermission.Builder.create(scope, "AuthorizerPermission").action("lambda:InvokeFunction")
                            .functionName(asked.getFunctionArn()).principal("apigateway.amazonaws.com")
                            .sourceArn(Stack.of(scope).formatArn(ArnComponents.builder().service("execute-api")
                                    .resource(api.getApiId()).resourceName("authorizers/*").build()))
                            .build());
        }
        return permission.get();
    }
}
