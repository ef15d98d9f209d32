package dev.headgate.cdk;

import dev.headgate.plan.ApiType;
import dev.headgate.plan.Plan;
import java.util.List;
import java.util.Optional;

/// A setting of `cdk.json` that keeps an API from serving routes by itself, whatever else the plan says.
///
/// @param field of the settings
/// @param reason a sentence
record Hindrance(String field, String reason) {
    /// Which settings do so, in the order in which they are asked about what the one before left.
    enum Kind {
        CLOUDFRONT, NETWORKS, STAGE_CACHE, COGNITO;

        /// What it has against a plan; absent for nothing.
        Optional<Hindrance> of(DeploymentSettings settings, Plan plan) {
            return plan.hasKeys() && isThere(settings, plan) ? Optional.of(hindrance()) : Optional.empty();
        }

        private boolean isThere(DeploymentSettings settings, Plan plan) {
            return switch (this) {
                case CLOUDFRONT -> settings.cloudFront();
                case NETWORKS -> !settings.networks().isEmpty();
                case STAGE_CACHE -> settings.stageCache().isPresent() && plan.api() == ApiType.REST;
                case COGNITO -> settings.regions().size() > 1 && names(plan, CognitoVariables.issuers(settings));
            };
        }

        private Hindrance hindrance() {
            return switch (this) {
                case CLOUDFRONT -> new Hindrance("cloudfront", "the functions ask for CloudFront's secret, and a "
                        + "backend would not, so that clients could go around CloudFront.");
                case NETWORKS -> new Hindrance("networks", "API Gateway calls backends from outside of the networks, "
                        + "where a name may stand for nothing, or for another address, but for those of "
                        + "placement.private_backends.");
                case STAGE_CACHE ->
                        new Hindrance("stage_cache", "the cache keeps answers of the proxy resource alone.");
                case COGNITO -> new Hindrance("cognito", "a plan is the same in all Regions, and each has the issuer "
                        + "of its own user pool first.");
            };
        }
    }

    private static boolean names(Plan plan, List<String> texts) {
        return plan.routes().stream().flatMap(route -> route.keys().stream())
                .map(key -> key.integration().identity() + key.authorization().toString())
                .anyMatch(key -> texts.stream().anyMatch(key::contains));
    }
}
