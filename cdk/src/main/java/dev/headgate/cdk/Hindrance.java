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
    /// The first one for what a plan would have; absent where there is none, or nothing in the plan to hinder.
    static Optional<Hindrance> of(DeploymentSettings settings, Plan plan) {
        if (!plan.hasKeys()) {
            return Optional.empty();
        }
        if (settings.cloudFront()) {
            return Optional
                    .of(new Hindrance("cloudfront", "the functions ask for CloudFront's secret, and a backend would "
                            + "not, so that clients could go around CloudFront."));
        }
        if (!settings.networks().isEmpty()) {
            return Optional
                    .of(new Hindrance("networks", "API Gateway calls backends from outside of the networks, where "
                            + "a name may stand for nothing, or for another address."));
        }
        if (settings.stageCache().isPresent() && plan.api() == ApiType.REST) {
            return Optional.of(new Hindrance("stage_cache", "the cache keeps answers of the proxy resource alone."));
        }
        if (settings.regions().size() > 1 && names(plan, CognitoVariables.issuers(settings))) {
            return Optional
                    .of(new Hindrance("cognito", "a plan is the same in all Regions, and each has the issuer of its "
                            + "own user pool first."));
        }
        return Optional.empty();
    }

    private static boolean names(Plan plan, List<String> texts) {
        return plan.routes().stream().flatMap(route -> route.keys().stream())
                .map(key -> key.integration().identity() + key.authorization().toString())
                .anyMatch(key -> texts.stream().anyMatch(key::contains));
    }
}
