package dev.headgate.routing;

import dev.headgate.model.Route;
import java.util.List;

/// One row of the table in the order in which routes are tried. No member is null.
///
/// @param route the route
/// @param criteria what a request has to have, one entry for each kind, in words: `methods GET, POST`,
///        `hosts *.example.com`, `paths /users`, `header x-version 1, 2`, `snis example.com`
public record RankedRoute(Route route, List<String> criteria) {
    static RankedRoute of(VirtualRoute virtual) {
        return new RankedRoute(virtual.route(),
                Criterion.all(virtual.route(), virtual.paths()).stream().map(Criterion::toString).toList());
    }
}
