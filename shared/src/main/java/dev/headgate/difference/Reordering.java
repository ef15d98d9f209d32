package dev.headgate.difference;

import dev.headgate.model.Gateway;
import dev.headgate.model.Route;
import dev.headgate.routing.RouteTable;
import dev.headgate.routing.Tie;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Requests that two routes of equal rank match go to another one than before, since the two stand in another order.
///
/// @param winner gets them now
/// @param loser got them before
/// @param example such a request, in words
public record Reordering(Route winner, Route loser, String example) {
    /// All of them from one configuration to another.
    public static List<Reordering> between(Gateway before, Gateway after) {
        Set<String> earlier = RouteTable.compile(before.routes()).ties().stream()
                .map(tie -> pair(tie.winner(), tie.loser())).collect(Collectors.toSet());
        return RouteTable.compile(after.routes()).ties().stream()
                .filter(tie -> earlier.contains(pair(tie.loser(), tie.winner())))
                .map((Tie tie) -> new Reordering(tie.winner(), tie.loser(), tie.example())).toList();
    }

    private static String pair(Route first, Route second) {
        return first.id() + " " + second.id();
    }
}
