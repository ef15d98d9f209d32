package dev.headgate.routing;

import dev.headgate.model.Route;
import java.util.List;
import java.util.Map;

/// What the route table found out about a request. No member is null.
///
/// @param route the route that the request belongs to
/// @param normalizedPath the request's path in the form in which it was matched
/// @param matchedPath the part of `normalizedPath` that the route's path criterion took, at its beginning but for a
///        regular expression with alternatives at its top (`~/a|/b`); empty where the route has no paths
/// @param captures what a regex path captured
public record Match(Route route, String normalizedPath, String matchedPath, Captures captures) {
    /// The groups of a regex path.
    ///
    /// @param numbered group 1 first; a group that took no part is empty text
    /// @param named by the group's name
    public record Captures(List<String> numbered, Map<String, String> named) {
        /// No regex path took part.
        public static final Captures NONE = new Captures(List.of(), Map.of());
    }
}
