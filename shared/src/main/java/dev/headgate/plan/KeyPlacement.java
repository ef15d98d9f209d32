package dev.headgate.plan;

import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.RoutePlacement.Placed;
import dev.headgate.routing.PathClaims;
import dev.headgate.routing.PathClaims.Claimant;
import dev.headgate.routing.PathForm;
import dev.headgate.routing.RankedPath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the keys that a path of a route can have, and what has to stand beside each.
///
/// @param routes what holds for all keys of a route
/// @param claims who is tried before whom
record KeyPlacement(PlacementSettings settings, RoutePlacement routes, PathClaims claims) {
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    /// More keys than an API has room for need not be found.
    private static final int COVERS_MAX = 300;

    /// A path template of a route, and what its path criterion takes of it.
    private record Form(PathTemplate template, String matched) {}

    /// The keys of a path that are right; for the others there are reasons.
    List<Candidate> candidates(RankedPath path, Set<Reason> reasons) {
        Placed placed = routes.of(path.route());
        reasons.addAll(placed.reasons());
        List<Form> forms = forms(path, reasons);
        if (!placed.reasons().isEmpty()) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Form form : forms) {
            Optional<Reason> open = openPath(path, placed, form.template());
            open.ifPresentOrElse(reasons::add, () -> found.addAll(ofForm(path, placed, form, reasons)));
        }
        return found;
    }

    /// As findings name the path's field: `paths[1]`.
    static String field(RankedPath path) {
        return path.path().map(pattern -> "paths[" + path.route().paths().indexOf(pattern) + "]").orElse("paths");
    }

    private List<Form> forms(RankedPath path, Set<Reason> reasons) {
        Route route = path.route();
        if (path.path().isEmpty()) {
            reasons.add(RoutePlacement.of(route, ReasonCode.PATHS, "paths", "it has none.",
                    "Write the paths that clients ask for; / for all."));
            return List.of();
        }
        PathPattern pattern = path.path().get();
        List<Form> forms = switch (PathForm.of(pattern)) {
            case PathForm.Exact(var text) -> PathTemplate.exact(text).map(template -> new Form(template, text)).stream()
                    .toList();
            case PathForm.Segments(var segments) -> Optional.of(new PathTemplate(segments))
                    .filter(PathTemplate::isExpressible).map(template -> new Form(template, template.toString()))
                    .stream().toList();
            case PathForm.Prefix(var prefix) -> ofPrefix(prefix);
            case PathForm.Other _ -> {
                reasons.add(RoutePlacement.of(route, ReasonCode.EXPRESSION, field(path),
                        pattern + " is not made of whole segments up to the end.",
                        "Write whole segments, [^/]+ for a variable one, and $ at the end."));
                yield List.of();
            }
        };
        if (forms.isEmpty() && !(PathForm.of(pattern) instanceof PathForm.Other)) {
            reasons.add(RoutePlacement.of(route, ReasonCode.CHARACTERS, field(path),
                    pattern + " is no path of a route of API Gateway's.", ""));
        }
        return forms;
    }

    /// A plain path takes itself and what is below it; all else that begins so (`/foobar` for `/foo`) falls to the router.
    private static List<Form> ofPrefix(String prefix) {
        List<Form> forms = new ArrayList<>();
        String path = prefix.length() > 1 && prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        if (path.equals(prefix)) {
            PathTemplate.exact(path).ifPresent(template -> forms.add(new Form(template, prefix)));
        }
        PathTemplate.below(path).ifPresent(template -> forms.add(new Form(template, prefix)));
        return forms;
    }

    /// Why a path that is up to the client must not go to the backend as it is; absent where it may.
    private Optional<Reason> openPath(RankedPath path, Placed placed, PathTemplate template) {
        Route route = path.route();
        if (!template.hasVariables() || placed.form().answer().isPresent()) {
            return Optional.empty();
        }
        if (!settings.policy().accepts(Difference.VARIABLE_SEGMENTS)) {
            return Optional.of(RoutePlacement.of(route, ReasonCode.DIFFERENCE, field(path),
                    Difference.VARIABLE_SEGMENTS.meaning(), "Place by the policy balanced."));
        }
        // Headgate's own authorizer refuses such paths, when it is asked.
        boolean isLookedAt = placed.form().authorization().equals(Authorization.Lambda.UNCACHED);
        return isLookedAt || placed.isGuardedAlike()
                ? Optional.empty()
                : Optional.of(RoutePlacement.of(route, ReasonCode.SHARED_BACKEND, field(path),
                        "other routes to " + route.service().map(service -> service.host()).orElse("")
                                + " have other plugins.",
                        ""));
    }

    private List<Candidate> ofForm(RankedPath path, Placed placed, Form form, Set<Reason> reasons) {
        Route route = path.route();
        List<String> methods = route.methods().isEmpty() ? List.of(RouteKey.ANY) : route.methods();
        List<Claimant> rivals = claims.before(path.place(), form.template().form());
        List<Candidate> found = new ArrayList<>();
        for (String method : methods) {
            RouteKey key = new RouteKey(method, form.template());
            if (!method.equals(RouteKey.ANY) && !METHODS.contains(method)) {
                reasons.add(RoutePlacement.of(route, ReasonCode.METHODS, "methods", method + " is none of them.", ""));
            } else if (!placed.form().isForOptions() && method.equals("OPTIONS")) {
                reasons.add(RoutePlacement.of(route, ReasonCode.PLUGIN, "methods",
                        "OPTIONS requests pass without a credential (run_on_preflight).", ""));
            } else {
                covers(path, key, rivals, placed, reasons)
                        .ifPresent(covers -> found.add(candidate(path, key, placed, form, covers)));
            }
        }
        return found;
    }

    /// What has to stand beside a key; absent where nothing would do, with a reason unless no request of it is the route's.
    private static Optional<List<RouteKey>> covers(RankedPath path, RouteKey key, List<Claimant> rivals, Placed placed,
            Set<Reason> reasons) {
        Route route = path.route();
        Set<RouteKey> covers = new LinkedHashSet<>();
        if (!placed.form().isForOptions() && key.method().equals(RouteKey.ANY)) {
            covers.add(new RouteKey("OPTIONS", key.path()));
        }
        for (Claimant rival : rivals) {
            Optional<List<RouteKey>> needed = Cover.of(key, rival.form(), rival.path().route().methods());
            if (needed.isEmpty() && takesAll(rival, key)) {
                return Optional.empty();
            }
            if (needed.isEmpty()) {
                reasons.add(RoutePlacement.of(route, ReasonCode.OVERLAP, field(path), "the route "
                        + rival.path().route().label()
                        + rival.path().path().map(other -> " (" + other + ")").orElse("")
                        + " is tried before for some requests of " + key + ".", ""));
                return Optional.empty();
            }
            covers.addAll(needed.get());
            if (covers.size() > COVERS_MAX) {
                reasons.add(
                        RoutePlacement.of(route, ReasonCode.BUDGET, field(path), "too many routes are tried before for "
                                + "some requests of " + key + ".", ""));
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(covers));
    }

    /// Whether nothing of a key is left to its route anyway.
    private static boolean takesAll(Claimant rival, RouteKey key) {
        Route other = rival.path().route();
        return other.hosts().isEmpty() && other.headers().isEmpty() && other.snis().isEmpty()
                && (other.methods().isEmpty() || other.methods().contains(key.method()))
                && rival.form().equals(key.path().form());
    }

    private Candidate candidate(RankedPath path, RouteKey key, Placed placed, Form form, List<RouteKey> covers) {
        NativeForm plugins = placed.form();
        Route route = path.route();
        Integration integration = plugins.answer().orElseGet(() -> routes.backend().call(route,
                route.service().orElseThrow(), form.template(), form.matched(), plugins.mapping()));
        Set<Difference> differences = EnumSet.copyOf(placed.differences());
        if (form.template().hasVariables() && plugins.answer().isEmpty()) {
            differences.add(Difference.VARIABLE_SEGMENTS);
        }
        return new Candidate(path, new NativeKey(key, integration, plugins.authorization(), plugins.throttle(),
                List.copyOf(differences)), covers);
    }
}
