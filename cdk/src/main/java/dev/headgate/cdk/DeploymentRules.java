package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import java.util.List;

/// Finds settings of `cdk.json` that the configuration does not go with.
final class DeploymentRules {
    private DeploymentRules() {}

    /// @param reading what came of `cdk.json`, which has no mistakes of its own
    /// @param gateway the configuration
    /// @param headgate what `headgate.yaml` says
    static List<Diagnostic> check(DeploymentFields.Reading reading, Gateway gateway, Settings headgate) {
        DeploymentSettings settings = reading.settings().orElseThrow();
        Diagnostics found = new Diagnostics();
        if (settings.resourcePolicy()) {
            SourcePolicyRules.check(reading.places().apply("resource_policy"), found, gateway, headgate);
        }
        settings.stageCache().ifPresent(cache -> StageCacheRules.check(cache, gateway, found));
        return found.inFileOrder();
    }

    static void report(Entity entity, Location location, String field, String message, String hint) {
        entity.report(Code.HG0603, location, field, message, hint);
    }
}
