package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Counts requests of which at least one limit is smooth: each by a call of its own, neither ahead of time nor later nor in
/// shards, since what is counted together is not even. What is known to be refused needs no call.
record SmoothCounting(CounterCalls calls) {
    /// How often a request is counted anew because others had changed what its condition was about. A smooth limit needs
    /// a second try where others began to use it, or it came to rest; more where that alternates, or where clocks that
    /// lag still count in the window before that of a sliding limit.
    private static final int TRIES_MAX = 10;

    static boolean isFor(List<Limit> limits) {
        for (Limit limit : limits) {
            if (limit.isSmooth()) {
                return true;
            }
        }
        return false;
    }

    Usage count(KnownKey key, List<Limit> limits, Counting counting, Instant now) {
        return switch (counting) {
            case Counting.IfRoom(long amount) -> countIfRoom(key, limits, amount, now);
            case Counting.Leased _ -> countIfRoom(key, limits, 1, now);
            case Counting.Penalized _ -> countAlways(key, CounterUpdate.Addition.penalized(limits), now);
            case Counting.Always(long amount) -> countAlways(key, CounterUpdate.Addition.always(limits, amount), now);
            case Counting.Nothing _ -> {
                CounterItem item = calls.look(key);
                yield item.usage(!item.isFull(limits, now), limits, now);
            }
        };
    }

    private Usage countIfRoom(KnownKey key, List<Limit> limits, long amount, Instant now) {
        Optional<Usage> refused = key.refused(limits, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        CounterItem known = key.item();
        for (int tries = 1;; tries++) {
            try {
                return calls.count(key, CounterUpdate.Addition.ifRoom(limits, amount), known, now)
                        .usage(true, limits, now);
            } catch (ConditionalCheckFailedException e) {
                CounterItem actual = CounterCalls.actual(e);
                if (actual.isFull(limits, now)) {
                    return actual.usage(false, limits, now);
                }
                if (tries == TRIES_MAX || !actual.tellsMoreThan(known, limits, now)) {
                    throw e;
                }
                known = actual;
            }
        }
    }

    private Usage countAlways(KnownKey key, CounterUpdate.Addition addition, Instant now) {
        List<Limit> limits = addition.limits();
        CounterItem known = key.item();
        for (int tries = 1;; tries++) {
            if (addition.counting() instanceof Counting.Penalized && known.isOverdrawn(limits, now)) {
                return known.usage(false, limits, now);
            }
            try {
                CounterItem item = calls.count(key, addition, known, now);
                boolean hadRoom = limits.stream()
                        .allMatch(limit -> item.heldBefore(limit, addition.amount(), now) < limit.burst());
                return item.usage(hadRoom, limits, now);
            } catch (ConditionalCheckFailedException e) {
                CounterItem actual = CounterCalls.actual(e);
                if (tries == TRIES_MAX || !actual.tellsMoreThan(known, limits, now)) {
                    throw e;
                }
                known = actual;
            }
        }
    }
}
