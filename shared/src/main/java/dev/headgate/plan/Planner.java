package dev.headgate.plan;

import dev.headgate.model.Gateway;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.routing.PathClaims;
import dev.headgate.routing.PathForm;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Places routes: on an HTTP API by itself where that is right for every request that API Gateway would give to it, and on
/// the router else. A key is right when the route's path takes all that the key takes, no route that is tried before can
/// take any of it, no plugin has to run, and API Gateway can call the backend.
///
/// Keys are taken to be chosen as API Gateway documents it: a given segment before a variable, a method before `ANY`
/// ([Routing API requests](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)).
public final class Planner {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern DOTS = Pattern.compile("\\.\\.?");

    private final PlacementPolicy policy;
    private final RunnablePlugins plugins;
    private final List<RankedPath> ranked;
    private final PathClaims claims;
    private final NativeBackend backend;
    private final Set<String> guardedBackends;
    /// Keys of what is placed natively as a whole, by its place.
    private final Map<Integer, List<RouteKey>> placed = new HashMap<>();

    private Planner(Gateway gateway, RouteTable routes, PlacementPolicy policy) {
        this.policy = policy;
        this.plugins = new RunnablePlugins(gateway.plugins());
        this.ranked = routes.rankedPaths();
        this.claims = routes.pathClaims();
        this.backend = new NativeBackend(gateway.upstreams().stream().map(Upstream::name).collect(Collectors.toSet()));
        this.guardedBackends = gateway.routes().stream().filter(route -> !plugins.of(route).isEmpty())
                .flatMap(route -> route.service().stream()).map(Planner::origin).collect(Collectors.toSet());
    }

    /// Places the routes of a configuration.
    ///
    /// @param routes compiled from the same configuration
    public static Plan plan(Gateway gateway, RouteTable routes, PlacementPolicy policy) {
        return new Planner(gateway, routes, policy).plan();
    }

    private Plan plan() {
        Map<String, List<NativeKey>> keys = new HashMap<>();
        Map<String, Set<Reason>> reasons = new HashMap<>();
        Map<String, Route> routes = new LinkedHashMap<>();
        for (RankedPath path : ranked) {
            String id = path.route().id();
            routes.put(id, path.route());
            Set<Reason> found = reasons.computeIfAbsent(id, _ -> new LinkedHashSet<>());
            List<NativeKey> placedKeys = place(path, found);
            keys.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(placedKeys);
        }
        return new Plan(policy, routes.values().stream().sorted(Comparator.comparingInt(Route::order))
                .map(route -> new RoutePlan(route, keys.get(route.id()), List.copyOf(reasons.get(route.id()))))
                .toList());
    }

    private List<NativeKey> place(RankedPath path, Set<Reason> reasons) {
        Route route = path.route();
        Set<Reason> found = new LinkedHashSet<>(ofRoute(route));
        Optional<PathTemplate> template = template(path, found);
        if (found.isEmpty() && template.isPresent()) {
            List<NativeKey> keys = keys(path, template.get(), found);
            reasons.addAll(found);
            if (found.isEmpty()) {
                placed.put(path.place(), keys.stream().map(NativeKey::key).toList());
            }
            return keys;
        }
        reasons.addAll(found);
        return List.of();
    }

    private List<Reason> ofRoute(Route route) {
        List<Reason> reasons = new ArrayList<>();
        if (policy == PlacementPolicy.ROUTER) {
            reasons.add(of(route, ReasonCode.POLICY, "", "the policy is router.", ""));
        }
        if (route.service().isEmpty()) {
            reasons.add(of(route, ReasonCode.SERVICE, "service", "there is no service.", ""));
        }
        if (!route.protocols().contains(Protocol.HTTPS)) {
            reasons.add(of(route, ReasonCode.PROTOCOLS, "protocols", "https is not among them.", "Add https."));
        }
        if (!route.hosts().isEmpty()) {
            reasons.add(of(route, ReasonCode.HOSTS, "hosts", "it takes certain hosts only.",
                    "Remove hosts where all clients use the same."));
        }
        if (!route.headers().isEmpty()) {
            reasons.add(of(route, ReasonCode.HEADERS, "headers", "it takes certain header fields only.", ""));
        }
        if (!route.snis().isEmpty()) {
            reasons.add(of(route, ReasonCode.SNIS, "snis", "it takes certain server names only.", ""));
        }
        plugins.of(route).forEach(plugin -> reasons.add(new Reason(ReasonCode.PLUGIN, plugin.location(), "",
                plugin.name() + " has to run.", "")));
        route.service().ifPresent(service -> {
            reasons.addAll(backend.reasons(route, service));
            NativeBackend.differences(service).stream().filter(difference -> !policy.accepts(difference))
                    .forEach(difference -> reasons.add(refused(service, difference)));
        });
        return reasons;
    }

    private Reason refused(Service service, Difference difference) {
        return new Reason(ReasonCode.DIFFERENCE, service.location(), switch (difference) {
            case RETRIES -> "retries";
            case TIME_LIMITS -> "read_timeout";
            case FORWARDING_FIELDS, GATEWAY_FIELDS, ERROR_BODIES, VARIABLE_SEGMENTS -> "";
        }, difference.meaning(), switch (difference) {
            case RETRIES -> "Write retries: 0, or place by the policy balanced.";
            case TIME_LIMITS -> "Write time limits of 29000 or more, or place by the policy balanced.";
            case FORWARDING_FIELDS, GATEWAY_FIELDS, ERROR_BODIES, VARIABLE_SEGMENTS ->
                    "Place by the policy balanced.";
        });
    }

    private Optional<PathTemplate> template(RankedPath path, Set<Reason> reasons) {
        Route route = path.route();
        if (path.path().isEmpty()) {
            reasons.add(of(route, ReasonCode.PATHS, "paths", "it has none.", "Write the paths that clients ask for."));
            return Optional.empty();
        }
        PathPattern pattern = path.path().get();
        return switch (PathForm.of(pattern)) {
            case PathForm.Exact(var text) -> checked(route, pattern, PathTemplate.exact(text), reasons);
            case PathForm.Segments(var segments) -> variable(route, pattern, new PathTemplate(segments), reasons);
            case PathForm.Prefix(var prefix) -> {
                reasons.add(of(route, ReasonCode.PREFIX, field(route, pattern),
                        pattern + " takes every path that begins with it.",
                        "Write the paths that clients ask for: ~" + prefix + "$ for it alone, ~"
                                + (prefix.endsWith("/") ? prefix : prefix + "/")
                                + "(?<id>[^/]+)$ for those below it."));
                yield Optional.empty();
            }
            case PathForm.Other _ -> {
                reasons.add(of(route, ReasonCode.EXPRESSION, field(route, pattern),
                        pattern + " is not made of whole segments up to the end.",
                        "Write whole segments, [^/]+ for a variable one, and $ at the end."));
                yield Optional.empty();
            }
        };
    }

    private Optional<PathTemplate> variable(Route route, PathPattern pattern, PathTemplate path, Set<Reason> reasons) {
        if (!policy.accepts(Difference.VARIABLE_SEGMENTS)) {
            reasons.add(of(route, ReasonCode.DIFFERENCE, field(route, pattern), Difference.VARIABLE_SEGMENTS.meaning(),
                    "Place by the policy balanced."));
        }
        if (route.service().map(Planner::origin).filter(guardedBackends::contains).isPresent()) {
            reasons.add(of(route, ReasonCode.SHARED_BACKEND, field(route, pattern),
                    "other routes to " + route.service().map(Service::host).orElse("") + " have plugins.", ""));
        }
        return checked(route, pattern, path, reasons);
    }

    private static Optional<PathTemplate> checked(Route route, PathPattern pattern, PathTemplate path,
            Set<Reason> reasons) {
        boolean isExpressible = path.segments().stream().allMatch(segment -> segment.isEmpty() && path.hasVariables()
                && pattern instanceof PathPattern.Regex
                || SEGMENT.matcher(segment).matches() && !DOTS.matcher(segment).matches());
        if (!isExpressible || pattern.toString().endsWith("/$") && !path.segments().isEmpty()) {
            reasons.add(of(route, ReasonCode.CHARACTERS, field(route, pattern),
                    pattern + " is no path of a route of API Gateway's.",
                    ""));
            return Optional.empty();
        }
        return Optional.of(path);
    }

    /// The keys of a path that are right; for the others there are reasons.
    private List<NativeKey> keys(RankedPath path, PathTemplate template, Set<Reason> reasons) {
        Route route = path.route();
        Service service = route.service().orElseThrow();
        List<String> methods = route.methods().isEmpty() ? List.of(RouteKey.ANY) : route.methods();
        List<RankedPath> rivals = claims.before(path.place(), template.form());
        List<Difference> differences = new ArrayList<>(NativeBackend.differences(service));
        if (template.hasVariables()) {
            differences.add(Difference.VARIABLE_SEGMENTS);
        }
        List<NativeKey> keys = new ArrayList<>();
        for (String method : methods) {
            RouteKey key = new RouteKey(method, template);
            List<RankedPath> claiming = rivals.stream().filter(rival -> claims(rival, key)).toList();
            if (claiming.isEmpty()) {
                keys.add(new NativeKey(key, NativeBackend.uri(route, service, template), differences));
            }
            claiming.forEach(rival -> reasons.add(of(route, ReasonCode.OVERLAP, field(route, path), "the route "
                    + rival.route().label() + rival.path().map(other -> " (" + other + ")").orElse("")
                    + " is tried before for some requests of " + key + ".", "")));
        }
        return keys;
    }

    /// Whether a path that is tried before can take a request that API Gateway would give to a key.
    private boolean claims(RankedPath rival, RouteKey key) {
        List<String> methods = rival.route().methods();
        boolean sharesMethod = methods.isEmpty() || key.method().equals(RouteKey.ANY)
                || methods.contains(key.method());
        if (!sharesMethod) {
            return false;
        }
        List<RouteKey> own = placed.getOrDefault(rival.place(), List.of()).stream().filter(key::sharesMethodWith)
                .toList();
        // Where API Gateway prefers the rival's own keys, they take those requests before.
        return own.isEmpty() || !own.stream().allMatch(other -> other.isMoreSpecificThan(key));
    }

    private static String field(Route route, RankedPath path) {
        return path.path().map(pattern -> field(route, pattern)).orElse("paths");
    }

    private static String field(Route route, PathPattern pattern) {
        return "paths[" + route.paths().indexOf(pattern) + "]";
    }

    private static String origin(Service service) {
        return service.host() + ":" + service.port();
    }

    private static Reason of(Route route, ReasonCode code, String field, String message, String rewording) {
        return new Reason(code, route.location(), field, message, rewording);
    }
}
