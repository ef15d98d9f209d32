package dev.headgate.routing;

import dev.headgate.model.Route;
import java.util.List;
import java.util.Optional;

/// Why a request goes where it goes. Lists are in the order in which routes are tried. No member is null.
///
/// @param normalizedPath the path in the form in which it is matched
/// @param match the route that gets the request; absent when none does
/// @param outranked routes that match too and come later
/// @param close routes that do not match and nearly do
public record Explanation(String normalizedPath, Optional<Match> match, List<Outranked> outranked,
        List<NearMiss> close) {

    /// A route that would have got the request if it were not for the match.
    ///
    /// @param level on what level of the rank it comes after the match
    /// @param reason that level in words, as in `fewer criteria: 1, not 2`
    public record Outranked(Route route, Rank.Level level, String reason) {}

    /// A route that nearly matches: one of its paths matches (or, of a path that does not, the first segment does), or
    /// its host does, or all but one criterion hold. A path that is only `/` and criteria that are not there count for
    /// nothing.
    ///
    /// @param failures each criterion that does not hold, in words, as in `method: GET is not among POST`; the first is
    ///        the one to look at; never empty
    public record NearMiss(Route route, List<String> failures) {
        /// The first criterion that failed.
        public String firstFailure() {
            return failures.getFirst();
        }
    }
}
