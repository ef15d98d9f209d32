package dev.headgate.cost;

import dev.headgate.plugin.CountingPlugin;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/// How a plugin counts requests, as far as its costs go.
///
/// @param counting whether requests are counted one by one, ahead of time, or even where they are refused
/// @param type of its limits: smooth where one is, else sliding where one is
/// @param windowSeconds how long the shortest of its windows is
/// @param spacingSeconds how long it takes until one more fits where there is no room: the window, or of a smooth limit the
///        time between two requests
public record CounterUse(Counting counting, Limit.Type type, double windowSeconds, double spacingSeconds) {
    /// That of a plugin.
    ///
    /// @param counting how it counts a request
    static CounterUse of(CountingPlugin plugin, Counting counting) {
        Collection<Limit> limits = plugin.limitsByField().values();
        return new CounterUse(counting, limits.stream().map(Limit::type).max(Comparator.naturalOrder()).orElseThrow(),
                limits.stream().mapToDouble(CounterUse::seconds).min().orElseThrow(),
                limits.stream().mapToDouble(CounterUse::spacing).min().orElseThrow());
    }

    private static double spacing(Limit limit) {
        return limit.isSmooth() ? seconds(limit) / limit.count() : seconds(limit);
    }

    private static double seconds(Limit limit) {
        TimeWindow window = limit.window(Instant.EPOCH);
        return Duration.between(window.start(), window.end()).toSeconds();
    }
}
