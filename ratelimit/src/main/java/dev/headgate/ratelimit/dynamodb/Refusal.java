package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.List;

/// An answer that every request gets until a window ends, so that refusing costs neither a call nor arithmetic.
///
/// @param limits that it answers for
/// @param stretch when it holds
/// @param usage the answer
record Refusal(List<Limit> limits, Stretch stretch, Usage usage) {
    static final Refusal NONE = new Refusal(List.of(), Stretch.NONE, new Usage(false, List.of()));

    /// Of fixed limits alone, since what is held against another changes from moment to moment.
    static boolean isLasting(List<Limit> limits) {
        return limits.stream().allMatch(limit -> limit.type() == Limit.Type.FIXED);
    }

    boolean holds(List<Limit> asked, Instant now) {
        return stretch.contains(now) && (limits == asked || limits.equals(asked));
    }
}
