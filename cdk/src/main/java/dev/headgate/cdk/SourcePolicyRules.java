package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plan.AddressForm;
import dev.headgate.plugin.IpRestriction;

/// Finds what keeps a resource policy from refusing whom ip-restriction refuses, and as it does.
final class SourcePolicyRules {
    private static final String FIELD = "resource_policy";

    private SourcePolicyRules() {}

    /// @param setting where `cdk.json` asks for the policy
    static void check(Location setting, Diagnostics found, Gateway gateway, Settings headgate) {
        AddressForm form = AddressForm.of(gateway, headgate.callerRules());
        if (form.addresses().isEmpty()) {
            DeploymentRules.report(new Entity("", "", found), setting, FIELD,
                    "there is no ip-restriction for all requests, whose addresses it could refuse.",
                    "Add the plugin without service, route and consumer, or remove resource_policy.");
        }
        form.hindrances().forEach(hindrance -> DeploymentRules.report(
                new Entity("plugin", IpRestriction.TYPE.name(), found), hindrance.plugin().location(),
                hindrance.field(), hindrance.message(),
                hindrance.rewording() + " Or remove resource_policy from cdk.json."));
    }
}
