package dev.headgate.cdk;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds settings of user pools that contradict each other or the rest.
final class CognitoChecks {
    private CognitoChecks() {}

    static void check(Values values, Entity entity) {
        values.group("cognito").ifPresent(cognito -> {
            List<String> regions = values.texts("regions");
            regions(regions, cognito, entity);
            clients(cognito, entity);
            issuers(regions, cognito, entity);
            variables(values, regions.size() == 1, entity);
        });
    }

    private static void regions(List<String> regions, Values cognito, Entity entity) {
        List<String> pools = cognito.texts("regions");
        for (int i = 0; i < pools.size(); i++) {
            if (!regions.contains(pools.get(i))) {
                report(cognito, entity, "regions[" + i + "]",
                        pools.get(i) + ": a pool in a Region without the gateway.",
                        "Name Regions of the deployment.");
            }
        }
        if (regions.size() > 1 && pools.size() < 2) {
            report(cognito, entity, "regions",
                    "the gateway has " + regions.size() + " Regions, and tokens one issuer, in one of them: when that "
                            + "Region is lost, nobody can sign in.",
                    "Name two Regions in cognito.regions, or use an issuer outside.");
        }
    }

    private static void clients(Values cognito, Entity entity) {
        boolean isWeb = !cognito.texts("callback_urls").isEmpty();
        if (!isWeb && cognito.map("scopes", String.class).isEmpty()) {
            report(cognito, entity, "scopes", "without scopes there is no client for machines, and without "
                    + "callback_urls none for users: nobody gets a token.", "Write scopes, callback_urls, or both.");
        }
        if (!isWeb && !cognito.texts("logout_urls").isEmpty()) {
            report(cognito, entity, "logout_urls", "without callback_urls nobody signs in.", "Write callback_urls.");
        }
    }

    private static void issuers(List<String> regions, Values cognito, Entity entity) {
        List<String> issuers = cognito.texts("issuers");
        if (issuers.isEmpty()) {
            return;
        }
        if (regions.size() == 1) {
            report(cognito, entity, "issuers", "with one Region the stacks know the issuer.", "Remove it.");
            return;
        }
        List<String> pools = cognito.texts("regions");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < issuers.size(); i++) {
            Optional<String> region = CognitoVariables.region(issuers.get(i));
            if (region.filter(pools::contains).isEmpty()) {
                report(cognito, entity, "issuers[" + i + "]", issuers.get(i) + ": there is no pool in its Region.",
                        "Write what the identity stacks put out as Issuer.");
            } else if (!seen.add(region.get())) {
                report(cognito, entity, "issuers[" + i + "]", issuers.get(i) + ": a second issuer of this Region.",
                        "Keep one for each pool.");
            }
        }
        pools.stream().filter(pool -> !seen.contains(pool)).forEach(pool -> report(cognito, entity, "issuers",
                pool + ": the issuer of the pool there is not among them.",
                "Write what the identity stacks put out as Issuer."));
    }

    /// In several Regions, names of clients are free: each pool has its own.
    private static void variables(Values values, boolean isOneRegion, Entity entity) {
        values.map("variables", String.class).keySet().stream()
                .filter(name -> name.startsWith(CognitoVariables.ISSUER) || name.startsWith(CognitoVariables.JWKS)
                        || isOneRegion && name.startsWith("DECK_COGNITO_"))
                .forEach(name -> entity.report(Code.HG0601, values.location("variables." + name), "variables." + name,
                        "a variable that cognito sets.", "Remove it, or cognito."));
    }

    private static void report(Values cognito, Entity entity, String field, String message, String hint) {
        entity.report(Code.HG0601, cognito.location(field), "cognito." + field, message, hint);
    }
}
