package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import java.util.Optional;

/// One path of a virtual route, or a virtual route without paths, at its place in the order in which Kong would try
/// them. Of several expressions in one route, the earlier comes first.
///
/// @param place from 0, unique in a table
/// @param path absent when the route has no paths
/// @param regex what a regex path was compiled to
/// @param shape what stands for the regular expression wherever it can
record Candidate(int place, VirtualRoute owner, Optional<PathPattern> path, Optional<LinearRegex> regex,
        Optional<RegexShape> shape) {

    static Candidate of(int place, VirtualRoute owner) {
        return new Candidate(place, owner, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Candidate of(int place, VirtualRoute owner, PathPattern path) {
        return switch (path) {
            case PathPattern.Prefix _ -> new Candidate(place, owner, Optional.of(path), Optional.empty(),
                    Optional.empty());
            case PathPattern.Regex(var expression) -> {
                LinearRegex regex = LinearRegex.path(expression);
                yield new Candidate(place, owner, Optional.of(path), Optional.of(regex), RegexShape.of(regex));
            }
        };
    }

    /// Whether the path's regular expression, if it has one, matches. A plain prefix was found by way of the index.
    boolean regexMatches(String requestPath, Search search) {
        if (regex.isEmpty()) {
            return true;
        }
        int end = shape.isPresent() ? shape.get().end(requestPath) : RegexShape.UNDECIDED;
        if (end != RegexShape.UNDECIDED) {
            return end != RegexShape.NONE;
        }
        search.countRegexRun();
        return regex.get().matches(requestPath);
    }

    /// The match for a path that this candidate matches.
    Match match(String requestPath) {
        if (path.isEmpty()) {
            return new Match(owner.route(), requestPath, "", Match.Captures.NONE);
        }
        return switch (path.get()) {
            case PathPattern.Prefix(var prefix) -> new Match(owner.route(), requestPath, prefix, Match.Captures.NONE);
            case PathPattern.Regex _ -> regexMatch(requestPath);
        };
    }

    private Match regexMatch(String requestPath) {
        int end = shape.isPresent() ? shape.get().end(requestPath) : RegexShape.UNDECIDED;
        if (end >= 0) {
            return new Match(owner.route(), requestPath, requestPath.substring(0, end),
                    shape.orElseThrow().captures(requestPath));
        }
        LinearRegex.Found found = regex.orElseThrow().find(requestPath).orElseThrow();
        return new Match(owner.route(), requestPath, requestPath.substring(found.start(), found.end()),
                found.captures());
    }
}
