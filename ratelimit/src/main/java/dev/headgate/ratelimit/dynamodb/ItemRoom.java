package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Takes room for requests out of a key's own item.
record ItemRoom(CounterCalls calls) {
    /// How often giving back is tried while others count; then it is left, which loses room and no limit.
    private static final int GIVING_BACK_MAX = 3;

    /// Takes room for as many requests as are wanted or, where there is not so much, for some.
    ///
    /// @param wanted 1 or more
    /// @return for how many; 0 where there is no room at all
    long take(KnownKey key, List<Limit> limits, Stretch stretch, long wanted, Instant now) {
        return take(key, limits, stretch, wanted, new Spare(0, 0), now);
    }

    /// What is taken beside what is wanted.
    ///
    /// @param amount for how many requests more
    /// @param remains for how many there must be room after that, else nothing is taken beside
    record Spare(long amount, long remains) {}

    /// The same, and room for more requests beside, where there is plenty.
    long take(KnownKey key, List<Limit> limits, Stretch stretch, long wanted, Spare spare, Instant now) {
        Map<TimeWindow, Long> unused = key.takeUnused(limits, stretch, now);
        CounterItem known = key.item();
        for (int failures = 0;; failures++) {
            long room = known.room(limits, unused, now);
            if (room < 1) {
                return 0;
            }
            boolean isPlenty = failures == 0 && room >= wanted + spare.amount() + spare.remains();
            // Others take at the same time, so that less is there than was told: the less, the oftener it failed.
            long amount = isPlenty
                    ? wanted + spare.amount()
                    : Math.min(wanted, Math.max(1, failures == 0 ? room : room >> failures));
            long needs = isPlenty ? amount + spare.remains() : amount;
            try {
                calls.count(key, CounterUpdate.Addition.inWindows(limits, amount, needs, unused,
                        key.nextSharding(amount, now)), known, now);
                key.notesRate(limits, stretch, now);
                return amount;
            } catch (ConditionalCheckFailedException e) {
                key.notesRate(limits, stretch, now);
                CounterItem actual = CounterCalls.actual(e);
                // Others count longer windows under this key, whose time to live is later than ours and stays; or they
                // have counted in the window before, on which the room depends.
                if (unused.isEmpty() && actual.room(limits, unused, now) >= needs
                        && !actual.tellsMoreThan(known, limits, now)) {
                    throw e;
                }
                known = actual;
                if (failures + 1 == GIVING_BACK_MAX) {
                    unused = Map.of();
                }
            }
        }
    }
}
