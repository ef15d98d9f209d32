package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The time in which requests fall into the same window of every limit: it ends with the first of them to end.
///
/// @param windows one for each limit, in their order
/// @param from its first moment
/// @param until the first moment after it
record Stretch(List<TimeWindow> windows, Instant from, Instant until) {
    /// No time at all.
    static final Stretch NONE = new Stretch(List.of(), Instant.EPOCH, Instant.EPOCH);

    Stretch {
        windows = List.copyOf(windows);
    }

    /// The one that a moment belongs to.
    ///
    /// @param limits at least one
    static Stretch of(List<Limit> limits, Instant now) {
        List<TimeWindow> windows = limits.stream().map(limit -> limit.window(now)).toList();
        return new Stretch(windows, windows.stream().map(TimeWindow::start).max(Instant::compareTo).orElseThrow(),
                windows.stream().map(TimeWindow::end).min(Instant::compareTo).orElseThrow());
    }

    boolean contains(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    Duration length() {
        return Duration.between(from, until);
    }

    /// Tells it from all others that the same limits have.
    String name() {
        return windows.stream().map(CounterItem::attribute).collect(Collectors.joining("."));
    }
}
