package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.util.Optional;

/// One path of a route, or a route without paths, at its place in the order in which routes are tried. No member is null.
///
/// @param place from 0; what has a lower one is tried before
/// @param path absent for a route without paths, which takes any
public record RankedPath(int place, Route route, Optional<PathPattern> path) {
    static RankedPath of(Candidate candidate) {
        return new RankedPath(candidate.place(), candidate.owner().route(), candidate.path());
    }
}
