package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A route as far as some of its paths go: plain ones of one length, or all of its regular expressions. Each has a rank
/// of its own, so that a short path does not profit from a long one beside it (kong/router/transform.lua,
/// `split_routes_and_services_by_path`).
///
/// @param paths of one kind and length; empty when the route has none
record VirtualRoute(Route route, List<PathPattern> paths, Conditions conditions, Rank rank) {
    private static final int REGEXES = -1;

    static List<VirtualRoute> split(Route route) {
        Conditions conditions = Conditions.of(route);
        if (route.paths().isEmpty()) {
            return List.of(new VirtualRoute(route, List.of(), conditions, Rank.of(route, List.of())));
        }
        Map<Integer, List<PathPattern>> groups = new LinkedHashMap<>();
        for (PathPattern path : route.paths()) {
            int group = switch (path) {
                case PathPattern.Prefix prefix -> Rank.length(prefix);
                case PathPattern.Regex _ -> REGEXES;
            };
            groups.computeIfAbsent(group, _ -> new ArrayList<>(1)).add(path);
        }
        return groups.values().stream()
                .map(paths -> new VirtualRoute(route, List.copyOf(paths), conditions, Rank.of(route, paths))).toList();
    }
}
