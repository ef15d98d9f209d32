package dev.headgate.routing;

import dev.headgate.model.Route;

/// Two routes of equal rank that can match the same request. No member is null.
///
/// @param winner the earlier in the file, which gets the request
/// @param loser the later one
/// @param example a request that both match, in words
public record Tie(Route winner, Route loser, String example) {}
