package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Requests that this environment has counted in the table and not yet admitted. They may be admitted in the windows that
/// they were counted in and in no others, so that no window ever admits more than it has counted. Not safe for use by
/// several threads at once.
final class Lease {
    private final List<Limit> limits;
    private final Stretch stretch;
    private final CounterItem item;
    private final long[] used;
    private final Instant[] ends;
    private long left;

    /// @param limits that they were counted against
    /// @param stretch the windows that they were counted in
    /// @param item as it was after that
    /// @param left how many there are, 0 or more
    Lease(List<Limit> limits, Stretch stretch, CounterItem item, long left) {
        this.limits = List.copyOf(limits);
        this.stretch = stretch;
        this.item = item;
        this.left = left;
        this.used = stretch.windows().stream().mapToLong(item::used).toArray();
        this.ends = stretch.windows().stream().map(TimeWindow::end).toArray(Instant[]::new);
    }

    boolean isFor(List<Limit> asked, Instant now) {
        return stretch.contains(now) && (limits == asked || limits.equals(asked));
    }

    /// How many are left.
    long left() {
        return left;
    }

    /// Admits one, of which there must be one at least.
    Usage spend(Instant now) {
        left--;
        return usage(now);
    }

    /// What is said of a request: what is counted ahead is there for those who come next.
    Usage usage(Instant now) {
        List<Usage.Window> windows = new ArrayList<>(used.length);
        for (int i = 0; i < used.length; i++) {
            // Answers may arrive out of order, so that the item is older than what is left; this request is counted anyhow.
            windows.add(window(i, Math.max(1, used[i] - left), now));
        }
        return new Usage(true, windows);
    }

    private Usage.Window window(int i, long admitted, Instant now) {
        Limit limit = limits.get(i);
        return switch (limit.type()) {
            case FIXED -> new Usage.Window(limit, admitted, ends[i], admitted < limit.count() ? now : ends[i]);
            case SLIDING -> {
                long before = item.used(stretch.windows().get(i).before());
                yield new Usage.Window(limit, limit.held(admitted, before, now), ends[i],
                        limit.roomAt(admitted, before, now));
            }
            case SMOOTH -> throw new IllegalStateException("requests are not counted ahead against a smooth limit");
        };
    }

    /// What was not admitted, by those windows that are over for this lease and still go on for others.
    ///
    /// @param current the windows that requests fall into by now
    Map<TimeWindow, Long> leftIn(Stretch current) {
        Map<TimeWindow, Long> unused = new HashMap<>();
        for (TimeWindow window : stretch.windows()) {
            if (left > 0 && current.windows().contains(window)) {
                unused.put(window, left);
            }
        }
        return unused;
    }

    boolean isOf(List<Limit> asked) {
        return limits.equals(asked);
    }
}
