package dev.headgate.routing;

import dev.headgate.model.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds ties by making, for each candidate, a few requests that it matches, and asking the index which other candidate
/// of the same rank matches them too. So every tie found is a real one, and a look costs what a request costs.
final class Ties {
    /// Where very many candidates differ only in expressions, so many are tried for a request.
    private static final int CHECKS_MAX = 64;

    private final RouteTable table;
    private final Map<Pair, Tie> found = new LinkedHashMap<>();

    /// The ids of two routes.
    private record Pair(String winner, String loser) {}

    Ties(RouteTable table) {
        this.table = table;
    }

    List<Tie> find() {
        List<Candidate> candidates = table.candidates();
        int start = 0;
        while (start < candidates.size()) {
            Rank rank = candidates.get(start).owner().rank();
            int end = start + 1;
            while (end < candidates.size() && candidates.get(end).owner().rank().equals(rank)) {
                end++;
            }
            for (int place = start; place < end; place++) {
                for (Query query : SampleRequests.of(candidates.get(place))) {
                    compare(candidates.get(place), query, start, end);
                }
            }
            start = end;
        }
        List<Tie> ties = new ArrayList<>(found.values());
        ties.sort(Comparator.<Tie>comparingInt(tie -> tie.loser().order())
                .thenComparingInt(tie -> tie.winner().order()));
        return List.copyOf(ties);
    }

    private void compare(Candidate candidate, Query query, int start, int end) {
        table.search(Search.between(query, start, candidate.place(), CHECKS_MAX)).best()
                .ifPresent(earlier -> add(earlier, candidate, query));
        table.search(Search.between(query, candidate.place() + 1, end, CHECKS_MAX)).best()
                .ifPresent(later -> add(candidate, later, query));
    }

    private void add(Candidate winner, Candidate loser, Query query) {
        Pair pair = new Pair(winner.owner().route().id(), loser.owner().route().id());
        if (!pair.winner.equals(pair.loser) && matters(winner, loser, query)) {
            found.computeIfAbsent(pair,
                    _ -> new Tie(winner.owner().route(), loser.owner().route(), SampleRequests.words(query)));
        }
    }

    /// Routes for different server names tie over plain HTTP, where server names do not count. That matters only if both
    /// are meant for plain HTTP.
    private static boolean matters(Candidate winner, Candidate loser, Query query) {
        boolean apartOverHttps = !winner.owner().conditions().serverNames().isEmpty()
                && !loser.owner().conditions().serverNames().isEmpty();
        return query.https() || !apartOverHttps || winner.owner().route().protocols().contains(Protocol.HTTP)
                && loser.owner().route().protocols().contains(Protocol.HTTP);
    }
}
