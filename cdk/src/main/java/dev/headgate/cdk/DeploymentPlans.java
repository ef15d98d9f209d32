package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Integration.LambdaProxy;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.Planner;
import dev.headgate.routing.RouteTable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
                Plan wanted = plan(gateway, routes, api, headgate.placement(), headgate);
                Optional<Hindrance> hindrance = Hindrance.of(settings, wanted);
                hindrance.ifPresent(one -> found.add(note(reading.places().apply(one.field()), one, wanted)));
                plans.put(api, hindrance.isEmpty()
                        ? wanted
                        : plan(gateway, routes, api, headgate.placement().with(PlacementPolicy.ROUTER), headgate));
            }
        }
        plans.values().forEach(plan -> functionsElsewhere(plan, settings, found));
        int resources = plans.values().stream().mapToInt(DeploymentPlans::resources).sum();
        if (plans.size() > 1 && resources > STACK_MAX) {
            found.add(reading.mistake("api", "what both kinds of API serve by themselves takes " + resources
                    + " resources, and CloudFormation has room for " + STACK_MAX + " of them in a stack.",
                    "Make two deployments, each with one kind of API, or write placement.policy: router into headgate.yaml."));
        }
        return new DeploymentPlans(plans, found.inFileOrder());
    }

    private static Plan plan(Gateway gateway, RouteTable routes, ApiType api, PlacementSettings placement,
            Settings headgate) {
        return ReadyRoute.without(
                Planner.plan(gateway, routes, api, placement, headgate.callerRules()));
    }

    private static Diagnostic note(Location place, Hindrance hindrance, Plan wanted) {
        long routes = wanted.routes().stream().filter(route -> !route.keys().isEmpty()).count();
        return new Diagnostic(Code.HG0605, place, "", "", hindrance.field(),
                routes + (routes == 1 ? " route stays" : " routes stay") + " on the router that the "
                        + wanted.api().title()
                        + " could serve by itself: " + hindrance.reason(),
                "To be told nothing, write placement.policy: router into headgate.yaml.");
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
            return Math.toIntExact(keys.size() + plan.guards().size() + 2 * calls + authorizers + 1);
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
