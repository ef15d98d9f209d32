package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.util.List;

/// One row of the table in the order in which routes are tried. No member is null.
///
/// @param route the route
/// @param rank what put the row in its place
/// @param paths those of the route's paths that this row is about; empty when the route has none
/// @param criteria what a request has to have, one entry for each kind, in words: `methods GET, POST`,
///        `hosts *.example.com`, `paths /users`, `header x-version 1, 2`, `snis example.com`
public record RankedRoute(Route route, Rank rank, List<PathPattern> paths, List<String> criteria) {
    static RankedRoute of(VirtualRoute virtual) {
        return new RankedRoute(virtual.route(), virtual.rank(), virtual.paths(),
                Criterion.all(virtual.route(), virtual.paths()).stream().map(Criterion::toString).toList());
    }
}
