package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.LimitSplit;
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
        headgate.rateLimits().split().ifPresent(split -> regions(settings, split, reading, found));
        settings.stageCache().ifPresent(cache -> StageCacheRules.check(cache, gateway, found));
        return found.inFileOrder();
    }

    private static void regions(DeploymentSettings settings, LimitSplit split, DeploymentFields.Reading reading,
            Diagnostics found) {
        for (int i = 0; i < settings.regions().size(); i++) {
            String region = settings.regions().get(i);
            String field = "regions[" + i + "]";
            if (!split.covers(region)) {
                report(new Entity("", "", found), reading.places().apply(field), field, region
                        + ": rate_limits.regions in headgate.yaml gives it no share of the limits.",
                        "Write its weight there.");
            }
        }
    }

    static void report(Entity entity, Location location, String field, String message, String hint) {
        entity.report(Code.HG0603, location, field, message, hint);
    }
}
