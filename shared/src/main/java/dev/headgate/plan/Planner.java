package dev.headgate.plan;

import dev.headgate.model.Gateway;
import dev.headgate.model.Route;
import dev.headgate.model.Upstream;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.routing.RankedPath;
import dev.headgate.routing.RouteTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Places routes: on an API by itself where that is right for every request that API Gateway would give to it, and on the
/// router else. A key is right when the route's path takes all that the key takes, no route that is tried before can take
/// any of it but by keys that API Gateway prefers, every plugin has a native form, and API Gateway can call the backend.
///
/// Keys are taken to be chosen as API Gateway documents it: a given segment before a variable, that before a greedy one, and
/// a method before `ANY`
/// ([Routing API requests](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)).
public final class Planner {
    private final ApiType api;
    private final PlacementSettings settings;
    private final List<RankedPath> ranked;
    private final KeyPlacement placement;
    private final Optional<NativeCors> cors;
    private final AddressForm addresses;

    private Planner(Gateway gateway, RouteTable routes, ApiType api, PlacementSettings settings,
            CallerRules callers, Reach reach) {
        this.api = api;
        this.settings = settings;
        this.ranked = routes.rankedPaths();
        this.cors = api == ApiType.HTTP && settings.policy().accepts(Difference.CORS_ANSWERS)
                ? CorsForm.of(gateway)
                : Optional.empty();
        this.addresses = AddressForm.of(gateway, callers);
        RunnablePlugins plugins = new RunnablePlugins(gateway.plugins());
        NativeBackend backend = new NativeBackend(api, settings.privateBackends().keySet(), reach,
                gateway.upstreams().stream().map(Upstream::name).collect(Collectors.toSet()));
        RoutePlacement perRoute = new RoutePlacement(api, settings, plugins,
                new PluginForms(api, settings, callers.isEdge(), cors, addresses), backend,
                new SharedBackends(gateway.routes(), gateway.upstreams(), settings.privateBackends(), plugins));
        this.placement = new KeyPlacement(settings, perRoute, routes.pathClaims());
    }

    /// Places the routes of a configuration on one API.
    ///
    /// @param routes compiled from the same configuration
    /// @param callers how they are judged
    public static Plan plan(Gateway gateway, RouteTable routes, ApiType api, PlacementSettings settings,
            CallerRules callers) {
        return plan(gateway, routes, api, settings, callers, Reach.EVERYWHERE);
    }

    /// The same, where API Gateway may not call everything.
    public static Plan plan(Gateway gateway, RouteTable routes, ApiType api, PlacementSettings settings,
            CallerRules callers, Reach reach) {
        return new Planner(gateway, routes, api, settings, callers, reach).plan();
    }

    private Plan plan() {
        Map<String, Route> routes = new LinkedHashMap<>();
        Map<String, Set<Reason>> reasons = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (RankedPath path : ranked) {
            String id = path.route().id();
            routes.put(id, path.route());
            candidates.addAll(placement.candidates(path, reasons.computeIfAbsent(id, _ -> new LinkedHashSet<>())));
        }
        Room room = Room.of(api);
        Map<String, List<NativeKey>> keys = new HashMap<>();
        candidates.stream().sorted(Comparator.comparingDouble(this::weight).reversed())
                .forEach(candidate -> room.take(candidate).ifPresentOrElse(
                        refusal -> reasons.get(candidate.path().route().id()).add(reason(candidate, refusal)),
                        () -> keys.computeIfAbsent(candidate.path().route().id(), _ -> new ArrayList<>())
                                .add(candidate.key())));
        return new Plan(api, settings.policy(), routes.values().stream()
                .sorted(Comparator.comparingInt(Route::order))
                .map(route -> new RoutePlan(route, keys.getOrDefault(route.id(), List.of()),
                        List.copyOf(reasons.get(route.id()))))
                .toList(), room.guards(), keys.isEmpty() ? Optional.empty() : cors,
                // No key is native where the policy is hindered, since the plugin runs for all routes.
                api == ApiType.REST && !keys.isEmpty() ? addresses.addresses() : Optional.empty());
    }

    private double weight(Candidate candidate) {
        return settings.weight(candidate.path().route().name(), candidate.path().route().id());
    }

    private static Reason reason(Candidate candidate, Room.Refusal refusal) {
        return new Reason(refusal.code(), candidate.path().route().location(), KeyPlacement.field(candidate.path()),
                "there is no room for " + candidate.key().key() + ": " + refusal.message(), refusal.rewording());
    }
}
