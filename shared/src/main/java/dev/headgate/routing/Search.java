package dev.headgate.routing;

import java.util.Optional;

/// One walk through an index for one request: what is looked for, the best found so far, and what it cost. Used by one
/// thread, then dropped.
final class Search {
    private final Query query;
    private final int first;
    private int bestPlace;
    private Candidate best;
    private final Lookups lookups;
    private int steps;
    private int checks;
    private int regexRuns;
    private final int checksMax;

    private Search(Query query, int first, int end, int checksMax) {
        this.query = query;
        this.first = first;
        this.bestPlace = end;
        this.checksMax = checksMax;
        this.lookups = new Lookups(query);
    }

    /// For the first of all candidates that match.
    static Search forFirst(Query query) {
        return new Search(query, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// For the first that matches of the candidates from one place up to another; gives up after so many checks.
    static Search between(Query query, int first, int end, int checksMax) {
        return new Search(query, first, end, checksMax);
    }

    /// The place below which nothing is looked for.
    int first() {
        return first;
    }

    /// Whether something that begins at this place could still be better than what was found.
    boolean wants(int place) {
        return place < bestPlace && checks < checksMax;
    }

    /// Tests one candidate, whose path the index has led to and whose place is not below [#first].
    ///
    /// @return whether it matched and so is the best so far
    boolean offer(Candidate candidate) {
        checks++;
        if (!candidate.owner().conditions().hold(query) || !candidate.regexMatches(query.path().text(), this)) {
            return false;
        }
        best = candidate;
        bestPlace = candidate.place();
        return true;
    }

    Optional<Candidate> best() {
        return Optional.ofNullable(best);
    }

    Query query() {
        return query;
    }

    Lookups lookups() {
        return lookups;
    }

    void countStep() {
        steps++;
    }

    void countRegexRun() {
        regexRuns++;
    }

    /// How many nodes of the index were visited.
    int steps() {
        return steps;
    }

    /// How many candidates were tested.
    int checks() {
        return checks;
    }

    /// How many of those needed a regular expression matcher.
    int regexRuns() {
        return regexRuns;
    }
}
