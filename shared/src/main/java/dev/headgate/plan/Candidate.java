package dev.headgate.plan;

import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.routing.RankedPath;
import java.util.List;

/// A native key that is right, if there is room for it.
///
/// @param path that it serves
/// @param covers keys that have to be there beside it: native ones of other routes, or such as lead to the router
record Candidate(RankedPath path, NativeKey key, List<RouteKey> covers) {
    Candidate {
        covers = List.copyOf(covers);
    }
}
