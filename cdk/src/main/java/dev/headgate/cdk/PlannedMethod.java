package dev.headgate.cdk;

import static java.util.Map.entry;

import dev.headgate.plan.Integration.Constant;
import dev.headgate.plan.Integration.HttpProxy;
import dev.headgate.plan.Integration.LambdaProxy;
import dev.headgate.plan.Integration.VpcLink;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.RouteKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.ContentHandling;
import software.amazon.awscdk.services.apigateway.Integration;
import software.amazon.awscdk.services.apigateway.IntegrationOptions;
import software.amazon.awscdk.services.apigateway.IntegrationResponse;
import software.amazon.awscdk.services.apigateway.IntegrationType;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.MethodResponse;
import software.amazon.awscdk.services.apigateway.PassthroughBehavior;

/// A native key as a method of a REST API.
record PlannedMethod(Integration integration, MethodOptions options) {
    /// The longest that API Gateway waits.
    private static final Duration TIMEOUT = Duration.seconds(29);
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z0-9]+)}");
    private static final String OVERWRITE = "overwrite:header.";
    private static final String CONTEXT = "$context.";
    private static final String CONTENT_TYPE = "method.response.header.Content-Type";
    private static final String JSON = "application/json";
    /// What clients send. A template for any type at all there is not: another one is answered by 415.
    private static final List<String> CONTENT_TYPES = List.of(JSON, "application/graphql", "application/grpc",
            "application/octet-stream", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data",
            "text/html", "text/plain", "text/xml");

    /// @throws IllegalArgumentException for what a REST API does not do by itself
    static PlannedMethod of(NativeKey key) {
        return switch (key.integration()) {
            case HttpProxy call -> ofCall(key.key(), call);
            case Constant answer -> ofAnswer(answer);
            case VpcLink _ ->
                    throw new IllegalArgumentException(
                            "a REST API leaves private backends to the router: " + key.key());
            case LambdaProxy _ ->
                    throw new IllegalArgumentException("a REST API leaves functions to the router: " + key.key());
        };
    }

    private static PlannedMethod ofCall(RouteKey key, HttpProxy call) {
        Map<String, String> mapping = new TreeMap<>();
        Map<String, Boolean> declared = new TreeMap<>();
        VARIABLE.matcher(call.uri()).results().forEach(variable -> {
            declared.put("method.request.path." + variable.group(1), true);
            mapping.put("integration.request.path." + variable.group(1), "method.request.path." + variable.group(1));
        });
        call.mapping().request().forEach((change, value) -> {
            if (!change.startsWith(OVERWRITE)) {
                throw new IllegalArgumentException("a REST API cannot " + change);
            }
            mapping.put("integration.request.header." + change.substring(OVERWRITE.length()), source(value));
        });
        Integration integration = Integration.Builder.create().type(IntegrationType.HTTP_PROXY)
                // The request's own method, which is said where there is one only.
                .integrationHttpMethod(call.method().equals(RouteKey.ANY) ? key.method() : call.method())
                .uri(call.uri()).options(IntegrationOptions.builder().requestParameters(mapping)
                        .passthroughBehavior(PassthroughBehavior.WHEN_NO_MATCH).timeout(TIMEOUT).build())
                .build();
        return new PlannedMethod(integration, MethodOptions.builder().authorizationType(AuthorizationType.NONE)
                .requestParameters(declared).build());
    }

    /// `$context.requestId` of an HTTP API is `context.requestId` of a REST API, and a text stands between apostrophes.
    private static String source(String value) {
        return value.startsWith(CONTEXT) ? value.substring(1) : "'" + value + "'";
    }

    /// All media types are binary to the API, and templates take text: so both ways say that it is.
    private static PlannedMethod ofAnswer(Constant answer) {
        String status = Integer.toString(answer.status());
        Map<String, String> requests = new TreeMap<>();
        CONTENT_TYPES.forEach(type -> requests.put(type, "{\"statusCode\": 200}"));
        IntegrationResponse.Builder response = IntegrationResponse.builder().statusCode(status)
                .contentHandling(ContentHandling.CONVERT_TO_TEXT)
                .responseTemplates(Sorted.map(entry(JSON, answer.body())));
        MethodResponse.Builder declared = MethodResponse.builder().statusCode(status);
        if (!answer.contentType().isEmpty()) {
            response.responseParameters(Sorted.map(entry(CONTENT_TYPE, "'" + answer.contentType() + "'")));
            declared.responseParameters(Sorted.map(entry(CONTENT_TYPE, true)));
        }
        Integration integration = Integration.Builder.create().type(IntegrationType.MOCK)
                .options(IntegrationOptions.builder().requestTemplates(requests)
                        .passthroughBehavior(PassthroughBehavior.NEVER).contentHandling(ContentHandling.CONVERT_TO_TEXT)
                        .integrationResponses(List.of(response.build())).build())
                .build();
        return new PlannedMethod(integration, MethodOptions.builder().authorizationType(AuthorizationType.NONE)
                .methodResponses(List.of(declared.build())).build());
    }
}
