package dev.headgate.benchmarks.ratelimit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Of limits that depend on the moments of requests: as many should be admitted as one counter in one place admits, that
/// decides on each request at once.
final class RuleOracle implements Oracle {
    private final Rule rule;
    private final List<Seen> seen = new ArrayList<>();
    private long admitted;

    /// The rule in one place.
    interface Rule {
        boolean admits(String client, Instant now, long askedNanos);
    }

    private record Seen(String client, Instant now, long askedNanos) {}

    RuleOracle(Rule rule) {
        this.rule = rule;
    }

    @Override
    public void saw(String client, Instant now, long askedNanos, boolean isAdmitted) {
        seen.add(new Seen(client, now, askedNanos));
        if (isAdmitted) {
            admitted++;
        }
    }

    @Override
    public Verdict verdict() {
        long allowed = seen.stream().sorted(Comparator.comparingLong(Seen::askedNanos))
                .filter(request -> rule.admits(request.client(), request.now(), request.askedNanos())).count();
        return new Verdict(allowed, Math.max(0, admitted - allowed), Math.max(0, allowed - admitted));
    }
}
