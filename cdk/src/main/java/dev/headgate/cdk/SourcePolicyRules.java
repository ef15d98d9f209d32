package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.plugin.IpRestriction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what keeps a resource policy from refusing whom ip-restriction refuses, and as it does.
final class SourcePolicyRules {
    private static final String FIELD = "resource_policy";
    /// What API Gateway takes (quota "Resource policy size"), less the statements around the ranges.
    private static final int RANGES_CHARACTERS_MAX = 8_192 - 700;

    private SourcePolicyRules() {}

    /// @param setting where `cdk.json` asks for the policy
    static void check(Location setting, Diagnostics found, Gateway gateway, Settings headgate) {
        Entity file = new Entity("", "", found);
        List<PluginInstance> restrictions = gateway.plugins().stream()
                .filter(plugin -> plugin.enabled() && plugin.config() instanceof IpRestriction).toList();
        Optional<PluginInstance> global = restrictions.stream()
                .filter(plugin -> plugin.scope().equals(PluginInstance.Scope.GLOBAL)).findFirst();
        if (global.isEmpty()) {
            DeploymentRules.report(file, setting, FIELD,
                    "there is no ip-restriction for all requests, whose addresses it could refuse.",
                    "Add the plugin without service, route and consumer, or remove resource_policy.");
        }
        if (headgate.auth() == Settings.Auth.EDGE) {
            DeploymentRules.report(file, setting, FIELD,
                    "API Gateway gives the authorizer's 401 to whom a resource policy refuses, with auth: edge.",
                    "Write auth: strict in headgate.yaml, or remove resource_policy.");
        }
        if (!headgate.trustedIps().isEmpty()) {
            DeploymentRules.report(file, setting, FIELD,
                    "a resource policy sees who connected, and trusted_ips in headgate.yaml lets that one name another "
                            + "address.",
                    "Remove one of them.");
        }
        restrictions.stream().filter(plugin -> !plugin.scope().equals(PluginInstance.Scope.GLOBAL))
                .forEach(plugin -> DeploymentRules.report(entity(found), plugin.location(), "",
                        "it takes the place of the one for all requests, but not of resource_policy in cdk.json.",
                        "Remove resource_policy."));
        global.ifPresent(plugin -> checkGlobal(plugin, entity(found)));
    }

    private static void checkGlobal(PluginInstance plugin, Entity entity) {
        if (!plugin.protocols().contains(Protocol.HTTPS)) {
            DeploymentRules.report(entity, plugin.location(), "protocols",
                    "it does not run for https, which resource_policy in cdk.json is about.",
                    "Add https, or remove resource_policy.");
        }
        IpRestriction restriction = (IpRestriction) plugin.config();
        if (restriction.message().contains("$")) {
            DeploymentRules.report(entity, plugin.location(), "config.message",
                    "API Gateway would put a variable in the place of what follows the $, with resource_policy in cdk.json.",
                    "Write it without $, or remove resource_policy.");
        }
        int characters = Stream.concat(restriction.allowedRanges().stream(), restriction.deniedRanges().stream())
                .mapToInt(range -> range.length() + 3).sum();
        if (characters > RANGES_CHARACTERS_MAX) {
            DeploymentRules.report(entity, plugin.location(), "config",
                    "these ranges do not fit into a resource policy, which has 8192 characters at the most.",
                    "Remove resource_policy.");
        }
    }

    private static Entity entity(Diagnostics found) {
        return new Entity("plugin", IpRestriction.TYPE.name(), found);
    }
}
