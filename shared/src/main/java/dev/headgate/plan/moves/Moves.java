package dev.headgate.plan.moves;

import dev.headgate.plan.moves.RouteMove.KeyMove;
import dev.headgate.plan.moves.RouteMove.ReasonChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What moves from one plan to another. A route is the same as before when its id is, or else its name.
///
/// @param settings of the API as a whole that changed
/// @param routes those that are not served as they were: in the order of the later plan, those that are gone at the end
/// @param staying those that are served as they were, for other reasons
/// @param before how many routes the earlier plan has, and how many of them native
/// @param after the same of the later plan
public record Moves(
        List<SettingChange> settings,
        List<RouteMove> routes,
        List<Staying> staying,
        Count before,
        Count after) {
    public Moves {
        settings = List.copyOf(settings);
        routes = List.copyOf(routes);
        staying = List.copyOf(staying);
    }

    /// A route that is served as before, for other reasons.
    ///
    /// @param reasons not empty
    public record Staying(PlannedRoute route, ReasonChanges reasons) {}

    /// How many routes a plan has, and of how many API Gateway serves anything by itself.
    public record Count(int routes, int withNativeKeys) {
        static Count of(PlanRecord plan) {
            return new Count(plan.routes().size(),
                    (int) plan.routes().stream().filter(PlannedRoute::isNativeInPart).count());
        }
    }

    public static Moves between(PlanRecord before, PlanRecord after) {
        List<RouteMove> routes = new ArrayList<>();
        List<Staying> staying = new ArrayList<>();
        Map<String, PlannedRoute> earlier = matched(before, after);
        for (PlannedRoute route : after.routes()) {
            PlannedRoute old = earlier.remove(route.id());
            if (old == null) {
                routes.add(new RouteMove.Added(route));
            } else {
                compare(old, route, routes, staying);
            }
        }
        earlier.values().forEach(gone -> routes.add(new RouteMove.Removed(gone)));
        return new Moves(SettingChange.between(before.settings(), after.settings()), routes, staying,
                Count.of(before), Count.of(after));
    }

    /// Earlier routes by the ids of the later routes that they are now; by ids of their own where they are gone.
    private static Map<String, PlannedRoute> matched(PlanRecord before, PlanRecord after) {
        Map<String, PlannedRoute> byId = new LinkedHashMap<>();
        before.routes().forEach(route -> byId.put(route.id(), route));
        Map<String, PlannedRoute> newByName = new LinkedHashMap<>();
        after.routes().stream().filter(route -> !byId.containsKey(route.id()))
                .forEach(route -> newByName.putIfAbsent(route.name(), route));
        Set<String> ids = after.routes().stream().map(PlannedRoute::id).collect(Collectors.toSet());
        Map<String, PlannedRoute> matched = new LinkedHashMap<>();
        before.routes().forEach(route -> {
            PlannedRoute namesake = ids.contains(route.id()) ? route : newByName.remove(route.name());
            matched.put(namesake == null ? route.id() : namesake.id(), route);
        });
        return matched;
    }

    private static void compare(PlannedRoute before, PlannedRoute after, List<RouteMove> moved,
            List<Staying> staying) {
        List<KeyMove> keys = keys(before.keys(), after.keys());
        ReasonChanges reasons = ReasonChanges.between(before.reasons(), after.reasons());
        if (!keys.isEmpty() || !before.placement().equals(after.placement())) {
            moved.add(new RouteMove.Moved(before, after, keys, reasons));
        } else if (!reasons.isEmpty()) {
            staying.add(new Staying(after, reasons));
        }
    }

    private static List<KeyMove> keys(List<PlannedKey> before, List<PlannedKey> after) {
        Map<String, PlannedKey> earlier = new LinkedHashMap<>();
        before.forEach(key -> earlier.put(key.key(), key));
        List<KeyMove> moves = new ArrayList<>();
        for (PlannedKey key : after) {
            PlannedKey old = earlier.remove(key.key());
            if (old == null) {
                moves.add(new KeyMove.Added(key));
                continue;
            }
            List<SettingChange> settings = SettingChange.between(old.settings(), key.settings());
            if (!settings.isEmpty()) {
                moves.add(new KeyMove.Changed(key, settings));
            }
        }
        earlier.values().forEach(gone -> moves.add(new KeyMove.Removed(gone)));
        return moves;
    }

    /// Whether every request goes where it went.
    public boolean isEmpty() {
        return settings.isEmpty() && routes.isEmpty();
    }

    /// How many routes are new, moved and gone.
    public Summary summary() {
        int added = 0;
        int moved = 0;
        int removed = 0;
        for (RouteMove route : routes) {
            switch (route) {
                case RouteMove.Added _ -> added++;
                case RouteMove.Moved _ -> moved++;
                case RouteMove.Removed _ -> removed++;
            }
        }
        return new Summary(added, moved, removed, after.routes() - added - moved);
    }

    /// How many routes come, move, go and stay.
    ///
    /// @param staying how many are served as they were
    public record Summary(int added, int moved, int removed, int staying) {}
}
