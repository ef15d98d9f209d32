package dev.headgate.cdk;

import dev.headgate.answer.Answers;
import dev.headgate.event.GatewayResponse;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.IpRestriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// The resource policy that refuses what a global ip-restriction would refuse, before any function is paid for. It only
/// allows: whom it does not allow, API Gateway denies, as there is no authorizer that could.
///
/// [Examples of resource policies](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html).
///
/// @param restriction the plugin's configuration
record SourcePolicy(IpRestriction restriction) {
    private static final String INVOKE = "execute-api:Invoke";

    /// Of the ip-restriction that is enabled for every request; empty where there is none.
    static Optional<SourcePolicy> of(Gateway gateway) {
        return gateway.plugins().stream()
                .filter(plugin -> plugin.enabled() && plugin.scope().equals(PluginInstance.Scope.GLOBAL))
                .map(PluginInstance::config).filter(IpRestriction.class::isInstance).map(IpRestriction.class::cast)
                .findFirst().map(SourcePolicy::new);
    }

    PolicyDocument document(DeploymentSettings settings) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(allow("/*", conditions()));
        // Route 53's checkers come from addresses of their own.
        settings.domain().ifPresent(domain -> statements.add(allow("/GET" + domain.readyPath(), Map.of())));
        return PolicyDocument.Builder.create().statements(statements).build();
    }

    /// The plugin's answer. What the client accepts does not change it: it is always JSON.
    GatewayResponse refusal() {
        String message = restriction.message().isEmpty()
                ? "\"IP address not allowed: $context.identity.sourceIp\""
                : Answers.quoted(restriction.message());
        return new GatewayResponse(GatewayResponseType.ACCESS_DENIED, OptionalInt.of(restriction.status()),
                Map.of("X-Kong-Request-Id", "context.requestId"),
                "{\n  \"message\":" + message + ",\n  \"request_id\":\"$context.requestId\"\n}");
    }

    private Map<String, Object> conditions() {
        Map<String, Object> conditions = new TreeMap<>();
        if (!restriction.allow().isEmpty()) {
            conditions.put("IpAddress", Map.of("aws:SourceIp", restriction.allowedRanges()));
        }
        if (!restriction.deny().isEmpty()) {
            conditions.put("NotIpAddress", Map.of("aws:SourceIp", restriction.deniedRanges()));
        }
        return conditions;
    }

    private static PolicyStatement allow(String path, Map<String, Object> conditions) {
        return PolicyStatement.Builder.create().principals(List.of(new AnyPrincipal())).actions(List.of(INVOKE))
                .resources(List.of("execute-api:/" + RestApiGateway.STAGE + path)).conditions(conditions).build();
    }
}
