package dev.headgate.cdk;

import dev.headgate.cdk.DeploymentSettings.Api;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds settings that contradict each other.
final class DeploymentChecks {
    private DeploymentChecks() {}

    static void check(Values values, Entity entity) {
        regions(values, entity);
        names(values, entity);
        fronts(values, entity);
        CognitoChecks.check(values, entity);
        networks(values, entity);
        FunctionSettings.check(values, entity);
        FunctionVariables.check(values, entity);
        MonitoringSettings.check(values, entity);
    }

    private static void regions(Values values, Entity entity) {
        List<String> regions = values.texts("regions");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < regions.size(); i++) {
            if (!seen.add(regions.get(i))) {
                report(values, entity, "regions[" + i + "]", regions.get(i) + ": the Region is there twice.",
                        "Remove one.");
            }
        }
        Optional<Values> domain = values.group("domain");
        if (regions.size() > 1 && domain.isEmpty()) {
            report(values, entity, "regions", "several Regions have one name for clients only with a custom domain.",
                    "Write domain, or one Region.");
        }
        if (regions.size() != 2 && domain.filter(found -> found.text("routing").equals("failover")).isPresent()) {
            report(values, entity, "domain", "failover is between two Regions, and there are " + regions.size() + ".",
                    "Write two Regions, or \"routing\": \"latency\".");
        }
    }

    private static void names(Values values, Entity entity) {
        boolean hasBoth = api(values) == Api.BOTH;
        values.group("domain").ifPresent(domain -> {
            DomainSettings.check(domain, entity);
            String rest = domain.text("rest_name");
            if (hasBoth && rest.isEmpty()) {
                report(values, entity, "domain", "with both kinds of API each needs a name.",
                        "Write rest_name beside name.");
            }
            if (!hasBoth && !rest.isEmpty()) {
                report(values, entity, "domain", "rest_name is for deployments with both kinds of API.",
                        "Remove it, or write \"api\": \"both\".");
            }
            if (rest.equals(domain.text("name"))) {
                report(values, entity, "domain", "name and rest_name are the same.", "Give each API its own.");
            }
        });
    }

    private static void fronts(Values values, Entity entity) {
        boolean hasCloudFront = values.flag("cloudfront");
        if (values.group("waf").isPresent() && api(values) == Api.HTTP && !hasCloudFront) {
            report(values, entity, "waf", "AWS WAF cannot stand before an HTTP API.",
                    "Write \"cloudfront\": true, or \"api\": \"rest\", or remove waf.");
        }
        if (hasCloudFront && !api(values).hasHttp()) {
            report(values, entity, "cloudfront", "CloudFront stands before an HTTP API, and there is none.",
                    "Remove it: a REST API has its web ACL at its stage.");
        }
        if (hasCloudFront && api(values) == Api.BOTH) {
            report(values, entity, "cloudfront",
                    "the functions ask each request for CloudFront's secret, and those of the REST API do not come through it.",
                    "Make two deployments, each with one kind of API.");
        }
        Optional<Values> domain = values.group("domain");
        if (hasCloudFront && domain.isEmpty()) {
            report(values, entity, "cloudfront", "CloudFront needs a custom domain.", "Write domain.");
        }
        if (hasCloudFront && domain.filter(found -> !found.text("truststore").isEmpty()).isPresent()) {
            report(values, entity, "cloudfront",
                    "clients' TLS ends at CloudFront, which shows API Gateway no certificate of theirs.",
                    "Remove domain.truststore, or cloudfront.");
        }
        if (values.group("stage_cache").isPresent() && !api(values).hasRest()) {
            report(values, entity, "stage_cache", "only REST APIs have a cache.",
                    "Write \"api\": \"rest\", or use the plugin proxy-cache.");
        }
        if (values.flag("resource_policy") && !api(values).hasRest()) {
            report(values, entity, "resource_policy", "only REST APIs have a resource policy.",
                    "Write \"api\": \"rest\", or remove it: the plugin ip-restriction works without.");
        }
    }

    private static void networks(Values values, Entity entity) {
        Set<String> seen = new HashSet<>();
        List<Values> networks = values.list("networks", Values.class);
        for (int i = 0; i < networks.size(); i++) {
            String region = networks.get(i).text("region");
            if (!values.texts("regions").contains(region)) {
                entity.report(Code.HG0601, networks.get(i).location("region"), "networks[" + i + "].region",
                        region + ": a network in a Region without the gateway.", "Name a Region of the deployment.");
            }
            if (!seen.add(region)) {
                entity.report(Code.HG0601, networks.get(i).location("region"), "networks[" + i + "].region",
                        region + ": a second network in this Region.", "Keep one.");
            }
        }
    }

    private static Api api(Values values) {
        return Api.valueOf(values.text("api").toUpperCase(Locale.ROOT));
    }

    private static void report(Values values, Entity entity, String field, String message, String hint) {
        entity.report(Code.HG0601, values.location(field), field, message, hint);
    }
}
