package dev.headgate.plugin;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.ratelimit.Counting;
import dev.headgate.schema.Values;
import java.time.Duration;

/// Kong's `sync_rate`: how often nodes tell each other what they counted. What makes counting cheap there makes it cheap
/// here: for about so long, an environment counts requests ahead of time, without ever admitting more than the limit.
final class SyncRate {
    /// Below it, Kong would hardly do anything else.
    private static final double SECONDS_MIN = 0.02;
    /// More makes no difference: nothing is counted ahead for longer than half of a window.
    private static final double SECONDS_MAX = 366 * 86_400.0;

    private SyncRate() {}

    /// How requests are counted that come while there is room.
    ///
    /// @param seconds 0 or less for one by one
    static Counting counting(double seconds) {
        return seconds <= 0
                ? Counting.ONE
                : new Counting.Leased(Duration.ofMillis(Math.round(Math.min(seconds, SECONDS_MAX) * 1000)));
    }

    /// Reports what is too short for Kong.
    ///
    /// @param from the lowest value that means anything else
    /// @param message Kong's
    static void isLongEnough(Values config, Entity entity, double from, String message) {
        double seconds = config.decimal("sync_rate");
        if (seconds > from && seconds < SECONDS_MIN) {
            entity.report(Code.HG0106, config.location("sync_rate"), "config.sync_rate", message, "");
        }
    }
}
