package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Gateway;
import dev.headgate.routing.RouteTable;
import dev.headgate.routing.Tie;

/// Warns of routes between which only their places in the file decide. Kong decides by their ids, so a move from one to
/// the other may change which of them gets a request.
final class RouteTies {
    private RouteTies() {}

    static void report(Gateway gateway, Diagnostics diagnostics) {
        for (Tie tie : RouteTable.compile(gateway.routes()).ties()) {
            String winner = tie.winner().name().isEmpty() ? "the route" : "route " + tie.winner().name();
            new Entity("route", tie.loser().name(), diagnostics).report(Code.HG0301, tie.loser().location(), "",
                    "has the same rank as " + winner + " at " + tie.winner().location() + ", and both match "
                            + tie.example() + "; the earlier one gets it.",
                    "Make one of them match less, or give regular expressions another regex_priority.");
        }
    }
}
