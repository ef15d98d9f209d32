package dev.headgate.cdk;

import static java.util.Map.entry;

import dev.headgate.plan.Integration;
import dev.headgate.plan.ParameterMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnVpcLink;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

/// What an HTTP API calls for native keys: one integration for all keys that call the same. For one thread.
final class PlannedCalls {
    /// API Gateway waits no longer.
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String PAYLOAD = "1.0";

    private final Construct scope;
    private final HttpApi api;
    private final Optional<PrivateNetwork> network;
    private final Map<List<String>, String> targets = new LinkedHashMap<>();
    private Optional<CfnVpcLink> link = Optional.empty();

    /// @param network where private backends are; may be absent where no key calls one
    PlannedCalls(Construct scope, HttpApi api, Optional<PrivateNetwork> network) {
        this.scope = scope;
        this.api = api;
        this.network = network;
    }

    /// What a route names to call this.
    String target(Integration integration) {
        String known = targets.get(integration.identity());
        if (known != null) {
            return known;
        }
        String target = "integrations/" + make(integration).getRef();
        targets.put(integration.identity(), target);
        return target;
    }

    private CfnIntegration make(Integration integration) {
        String id = "Call" + PlannedIds.digest(integration.identity());
        CfnIntegration.Builder builder = CfnIntegration.Builder.create(scope, id).apiId(api.getApiId())
                .payloadFormatVersion(PAYLOAD).timeoutInMillis(TIMEOUT_MILLIS);
        return switch (integration) {
            case Integration.HttpProxy(String method, String uri, ParameterMapping mapping) -> {
                builder.integrationType("HTTP_PROXY").integrationMethod(method).integrationUri(uri);
                yield mapped(builder, mapping).build();
            }
            case Integration.VpcLink(String method, String host, String serverName, ParameterMapping mapping) -> {
                PrivateNetwork there = network.filter(known -> known.listeners().containsKey(host)).orElseThrow(
                        () -> new IllegalArgumentException("the plan calls " + host + ", which has no listener here"));
                builder.integrationType("HTTP_PROXY").integrationMethod(method).connectionType("VPC_LINK")
                        .connectionId(link(there.settings()).getRef()).integrationUri(there.listeners().get(host));
                if (!serverName.isEmpty()) {
                    builder.tlsConfig(
                            CfnIntegration.TlsConfigProperty.builder().serverNameToVerify(serverName).build());
                }
                yield mapped(builder, mapping).build();
            }
            case Integration.LambdaProxy function -> {
                String arn = PlannedFunction.arn(Stack.of(scope), function);
                // Whatever the key: it may have variables, for which API Gateway's documentation has no form here.
                CfnPermission permission = CfnPermission.Builder.create(scope, id + "Permission")
                        .action("lambda:InvokeFunction").functionName(arn)
                        .principal("apigateway.amazonaws.com").sourceArn(api.arnForExecuteApi("*", "/*", "*")).build();
                CfnIntegration made = builder.integrationType("AWS_PROXY").integrationUri(arn).build();
                made.getNode().addDependency(permission);
                yield made;
            }
            case Integration.Constant _ ->
                    throw new IllegalArgumentException("an HTTP API does not answer by itself: " + integration);
        };
    }

    private static CfnIntegration.Builder mapped(CfnIntegration.Builder builder, ParameterMapping mapping) {
        if (!mapping.request().isEmpty()) {
            builder.requestParameters(mapping.request());
        }
        if (!mapping.response().isEmpty()) {
            builder.responseParameters(ofAnswers(mapping));
        }
        return builder;
    }

    /// One for all private backends. An account has 10 in a Region.
    private CfnVpcLink link(NetworkSettings settings) {
        CfnVpcLink made = link.orElseGet(() -> CfnVpcLink.Builder.create(scope, "Link")
                .name(Stack.of(scope).getStackName()).subnetIds(settings.subnetIds())
                .securityGroupIds(settings.securityGroupIds()).build());
        link = Optional.of(made);
        return made;
    }

    /// The same for every status.
    private static Map<String, Object> ofAnswers(ParameterMapping mapping) {
        List<Map<String, String>> changes = mapping.response().entrySet().stream()
                .<Map<String, String>>map(change -> Sorted.map(entry("Destination", change.getKey()),
                        entry("Source", change.getValue())))
                .toList();
        Map<String, Object> ofAnswers = new LinkedHashMap<>();
        RegisteredStatuses.ALL.forEach(
                status -> ofAnswers.put(status.toString(), Sorted.map(entry("ResponseParameters", changes))));
        return ofAnswers;
    }
}
