package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Of limits on fixed windows: of the requests that fall into a window, by the clocks of those who decided on them, as
/// many should be admitted as the limit says or as there are. Of several limits each window lies within one of the next
/// longer limit; a longer one then allows what its shorter ones do together, up to its own limit.
final class WindowOracle implements Oracle {
    private final List<Limit> limits;
    private final Map<Slot, Tally> shortest = new LinkedHashMap<>();

    private record Slot(String client, TimeWindow window) {}

    private static final class Tally {
        private long allowed;
        private long admitted;
    }

    /// @param limits from the shortest to the longest
    WindowOracle(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    @Override
    public void saw(String client, Instant now, long askedNanos, boolean isAdmitted) {
        Tally tally = shortest.computeIfAbsent(new Slot(client, limits.getFirst().window(now)), _ -> new Tally());
        tally.allowed++;
        if (isAdmitted) {
            tally.admitted++;
        }
    }

    @Override
    public Verdict verdict() {
        Map<Slot, Tally> windows = shortest;
        long over = over(windows, limits.getFirst());
        windows = capped(windows, limits.getFirst());
        for (Limit longer : limits.subList(1, limits.size())) {
            Map<Slot, Tally> outer = new LinkedHashMap<>();
            windows.forEach((slot, inner) -> {
                Tally sum = outer.computeIfAbsent(new Slot(slot.client(), longer.window(slot.window().start())),
                        _ -> new Tally());
                sum.allowed += inner.allowed;
                sum.admitted += inner.admitted;
            });
            over += over(outer, longer);
            windows = capped(outer, longer);
        }
        long allowed = 0;
        long wronglyRefused = 0;
        for (Tally tally : windows.values()) {
            allowed += tally.allowed;
            wronglyRefused += Math.max(0, tally.allowed - tally.admitted);
        }
        return new Verdict(allowed, over, wronglyRefused);
    }

    private static long over(Map<Slot, Tally> windows, Limit limit) {
        return windows.values().stream().mapToLong(tally -> Math.max(0, tally.admitted - limit.count())).sum();
    }

    private static Map<Slot, Tally> capped(Map<Slot, Tally> windows, Limit limit) {
        Map<Slot, Tally> capped = new LinkedHashMap<>();
        windows.forEach((slot, tally) -> {
            Tally copy = new Tally();
            copy.allowed = Math.min(limit.count(), tally.allowed);
            copy.admitted = tally.admitted;
            capped.put(slot, copy);
        });
        return capped;
    }
}
