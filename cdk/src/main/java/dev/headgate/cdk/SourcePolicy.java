package dev.headgate.cdk;

import dev.headgate.answer.Answers;
import dev.headgate.event.GatewayResponse;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plan.NativeAddresses;
import dev.headgate.plugin.IpRestriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.CfnRestApi;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// The resource policy that refuses what a global ip-restriction would refuse, before any function is paid for. It only
/// allows: whom it does not allow, API Gateway denies, as there is no authorizer that could.
///
/// [Examples of resource policies](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html).
///
/// @param addresses the plugin's
public record SourcePolicy(NativeAddresses addresses) {
    private static final String INVOKE = "execute-api:Invoke";

    /// Of the ip-restriction that is enabled for every request; empty where there is none.
    static Optional<SourcePolicy> of(Gateway gateway) {
        return gateway.plugins().stream()
                .filter(plugin -> plugin.enabled() && plugin.scope().equals(PluginInstance.Scope.GLOBAL))
                .map(PluginInstance::config).filter(IpRestriction.class::isInstance).map(IpRestriction.class::cast)
                .findFirst().map(NativeAddresses::of).map(SourcePolicy::new);
    }

    /// Makes it an API's.
    ///
    /// @param stage the API's only one
    /// @param readyPath which health checks ask for, from whatever address; absent where there are none
    public void addTo(RestApi api, String stage, Optional<String> readyPath) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(allow(stage + "/*", conditions()));
        // Route 53's checkers come from addresses of their own.
        readyPath.ifPresent(path -> statements.add(allow(stage + "/GET" + path, Map.of())));
        ((CfnRestApi) api.getNode().getDefaultChild())
                .setPolicy(PolicyDocument.Builder.create().statements(statements).build());
        RestResponses.add(api, refusal());
    }

    /// The plugin's answer. What the client accepts does not change it: it is always JSON.
    private GatewayResponse refusal() {
        String message = addresses.message().isEmpty()
                ? "\"IP address not allowed: $context.identity.sourceIp\""
                : Answers.quoted(addresses.message());
        return new GatewayResponse(GatewayResponseType.ACCESS_DENIED, OptionalInt.of(addresses.status()),
                Map.of("X-Kong-Request-Id", "context.requestId"),
                "{\n  \"message\":" + message + ",\n  \"request_id\":\"$context.requestId\"\n}");
    }

    private Map<String, Object> conditions() {
        Map<String, Object> conditions = new TreeMap<>();
        if (!addresses.allow().isEmpty()) {
            conditions.put("IpAddress", Map.of("aws:SourceIp", addresses.allow()));
        }
        if (!addresses.deny().isEmpty()) {
            conditions.put("NotIpAddress", Map.of("aws:SourceIp", addresses.deny()));
        }
        return conditions;
    }

    private static PolicyStatement allow(String path, Map<String, Object> conditions) {
        return PolicyStatement.Builder.create().principals(List.of(new AnyPrincipal())).actions(List.of(INVOKE))
                .resources(List.of("execute-api:/" + path)).conditions(conditions).build();
    }
}
