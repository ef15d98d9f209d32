package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Integration.LambdaProxy;
import dev.headgate.plan.Integration.VpcLink;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import dev.headgate.plan.Planner;
import dev.headgate.plan.Reach;
import dev.headgate.plan.RouteKey;
import dev.headgate.routing.RouteTable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where the routes of a configuration are served, on each kind of API of a deployment: in all Regions alike.
///
/// @param plans one for each kind that is made
/// @param diagnostics what settings of `cdk.json` make of them
record DeploymentPlans(Map<ApiType, Plan> plans, List<Diagnostic> diagnostics) {
    /// Of CloudFormation's 500 resources in a stack, what the functions, both APIs, alarms and the like leave.
    private static final int STACK_MAX = 370;

    DeploymentPlans {
        plans = Collections.unmodifiableMap(new EnumMap<>(plans));
        diagnostics = List.copyOf(diagnostics);
    }

    /// Plans what `cdk.json` makes.
    ///
    /// @param reading what came of `cdk.json`, which has no mistakes of its own
    /// @param gateway the configuration
    /// @param headgate what `headgate.yaml` says
    static DeploymentPlans of(DeploymentFields.Reading reading, Gateway gateway, Settings headgate) {
        DeploymentSettings settings = reading.settings().orElseThrow();
        RouteTable routes = ReadyRoute.table(gateway.routes(), settings.domain().map(DomainSettings::readyPath));
        Diagnostics found = new Diagnostics();
        Map<ApiType, Plan> plans = new EnumMap<>(ApiType.class);
        for (ApiType api : ApiType.values()) {
            if (api == ApiType.HTTP ? settings.api().hasHttp() : settings.api().hasRest()) {
                plans.put(api, new Placing(reading, gateway, routes, headgate, api).plan(found));
            }
        }
        plans.values().forEach(plan -> functionsElsewhere(plan, settings, found));
        plans.values().forEach(plan -> backendsElsewhere(plan, settings, headgate.placement(), found));
        int resources = plans.values().stream().mapToInt(DeploymentPlans::resources).sum();
        if (plans.size() > 1 && resources > STACK_MAX) {
            found.add(reading.mistake("api", "what both kinds of API serve by themselves takes " + resources
                    + " resources, and CloudFormation has room for " + STACK_MAX + " of them in a stack.",
                    "Make two deployments, each with one kind of API, or write placement.policy: router into headgate.yaml."));
        }
        return new DeploymentPlans(plans, found.inFileOrder());
    }

    /// One API.
    private record Placing(DeploymentFields.Reading reading, Gateway gateway, RouteTable routes, Settings headgate,
            ApiType api) {
        /// @param found takes what settings of `cdk.json` keep from the API
        Plan plan(Diagnostics found) {
            DeploymentSettings settings = reading.settings().orElseThrow();
            Plan plan = plan(headgate.placement(), Reach.EVERYWHERE);
            for (Hindrance.Kind kind : Hindrance.Kind.values()) {
                Optional<Hindrance> hindrance = kind.of(settings, plan);
                if (hindrance.isPresent()) {
                    Plan left = switch (kind) {
                        case NETWORKS -> plan(headgate.placement(), Reach.PRIVATE_ONLY);
                        case CLOUDFRONT, STAGE_CACHE, COGNITO ->
                                plan(headgate.placement().with(PlacementPolicy.ROUTER), Reach.PRIVATE_ONLY);
                    };
                    note(hindrance.get(), plan, left).ifPresent(found::add);
                    plan = left;
                }
            }
            return plan;
        }

        private Plan plan(PlacementSettings placement, Reach reach) {
            return ReadyRoute.without(Planner.plan(gateway, routes, api, placement,
                    headgate.callerRules(), reach));
        }

        /// Absent where nothing is lost.
        private Optional<Diagnostic> note(Hindrance hindrance, Plan wanted, Plan left) {
            Set<RouteKey> kept = left.routes().stream().flatMap(route -> route.keys().stream()).map(NativeKey::key)
                    .collect(Collectors.toSet());
            long lost = wanted.routes().stream()
                    .filter(route -> route.keys().stream().anyMatch(key -> !kept.contains(key.key()))).count();
            return lost == 0
                    ? Optional.empty()
                    : Optional.of(new Diagnostic(Code.HG0605, reading.places().apply(hindrance.field()), "", "",
                            hindrance.field(),
                            lost + (lost == 1 ? " route stays" : " routes stay") + " on the router that the "
                                    + api.title() + " could serve by itself: " + hindrance.reason(),
                            "To be told nothing, write placement.policy: router into headgate.yaml."));
        }
    }

    /// An error for each Region where the API cannot call a private backend.
    private static void backendsElsewhere(Plan plan, DeploymentSettings settings, PlacementSettings placement,
            Diagnostics found) {
        Set<String> hosts = plan.routes().stream().flatMap(route -> route.keys().stream())
                .map(NativeKey::integration).filter(VpcLink.class::isInstance).map(VpcLink.class::cast)
                .map(VpcLink::host).collect(Collectors.toCollection(TreeSet::new));
        for (String host : hosts) {
            PrivateBackend backend = placement.privateBackends().get(host);
            String field = "placement.private_backends." + host;
            for (String region : settings.regions()) {
                if (settings.networks().stream().noneMatch(network -> network.region().equals(region))) {
                    DeploymentRules.report(new Entity("", "", found), backend.location(), field,
                            "the VPC link to it needs a network in " + region + ", and networks in cdk.json has none.",
                            "Write it there, or remove the host here.");
                } else if (!backend.listeners().containsKey(region)) {
                    DeploymentRules.report(new Entity("", "", found), backend.location(), field,
                            "it has no listener in " + region + ", and a plan is the same in all Regions.",
                            "Write the ARN of one, or remove the host.");
                }
            }
        }
    }

    private static void functionsElsewhere(Plan plan, DeploymentSettings settings, Diagnostics found) {
        plan.routes().forEach(route -> route.keys().stream().map(NativeKey::integration)
                .filter(LambdaProxy.class::isInstance).map(LambdaProxy.class::cast).distinct()
                .forEach(function -> PlannedFunction.region(function)
                        .filter(region -> !settings.regions().equals(List.of(region)))
                        .ifPresent(region -> DeploymentRules.report(
                                new Entity("route", route.route().label(), found), route.route().location(), "",
                                "its function " + function.function()
                                        + " is not in every Region of the deployment, and an "
                                        + "API invokes functions of its own Region.",
                                "Write the function's name in the place of its ARN, and have it in every Region."))));
    }

    /// How many resources of a stack a plan takes, at the most.
    private static int resources(Plan plan) {
        List<NativeKey> keys = plan.routes().stream().flatMap(route -> route.keys().stream()).toList();
        if (plan.api() == ApiType.HTTP) {
            long calls = keys.stream().map(key -> key.integration().identity()).distinct().count();
            long authorizers = keys.stream().map(NativeKey::authorization).distinct().count();
            // CORS, and a VPC link.
            return Math.toIntExact(keys.size() + plan.guards().size() + 2 * calls + authorizers + 2);
        }
        Set<String> paths = new HashSet<>();
        keys.forEach(key -> paths.add(key.key().path().toString()));
        plan.guards().forEach(guard -> paths.add(guard.path().toString()));
        return paths.size() + keys.size() + plan.guards().size();
    }

    /// Absent where that kind of API is not made.
    Optional<Plan> of(ApiType api) {
        return Optional.ofNullable(plans.get(api));
    }

    /// Whether the deployment cannot be made.
    boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
