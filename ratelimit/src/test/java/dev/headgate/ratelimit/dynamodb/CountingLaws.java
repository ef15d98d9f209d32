package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.Usage;
import dev.headgate.ratelimit.dynamodb.CountingProgram.Applied;
import dev.headgate.ratelimit.dynamodb.CountingProgram.History;
import dev.headgate.ratelimit.dynamodb.CountingProgram.Told;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What holds of every run of environments, whatever goes wrong.
final class CountingLaws {
    private final History history;
    private final List<Limit> limits;

    CountingLaws(History history) {
        this.history = history;
        this.limits = history.program().limits();
    }

    /// Those that no failure breaks.
    void hold() {
        noWindowAdmitsMoreThanItsLimit();
        noWindowAdmitsMoreThanItCounted();
        noUpdateCountsBeyondALimit();
        noPaceIsExceeded();
        answersMakeSense();
    }

    private void noWindowAdmitsMoreThanItsLimit() {
        limits.stream().filter(limit -> !limit.isSmooth())
                .forEach(limit -> admitted(limit).forEach((window, admitted) -> assertThat(admitted)
                        .as("admitted in %s", window).isLessThanOrEqualTo(limit.count())));
    }

    private void noWindowAdmitsMoreThanItCounted() {
        limits.stream().filter(limit -> !limit.isSmooth())
                .forEach(limit -> admitted(limit).forEach((window, admitted) -> assertThat(admitted)
                        .as("admitted in %s", window).isLessThanOrEqualTo(counted(window))));
    }

    /// What the table says in the end or, where the window has been removed since, said before.
    private long counted(TimeWindow window) {
        return history.item().used().containsKey(window)
                ? history.item().used(window)
                : history.applied().stream().mapToLong(applied -> applied.item().used(window)).max().orElse(0);
    }

    private Map<TimeWindow, Long> admitted(Limit limit) {
        return history.admitted().stream()
                .collect(Collectors.groupingBy(told -> limit.window(told.now()), Collectors.counting()));
    }

    /// Right after an update its limits hold by the clock of whoever made it; of a sliding limit that is all that can be
    /// said, since a clock that lags may count in the window before later on.
    private void noUpdateCountsBeyondALimit() {
        if (history.program().isPenalized()) {
            return;
        }
        for (Applied applied : history.applied()) {
            for (Limit limit : limits) {
                assertThat(applied.item().held(limit, applied.now())).as("held by %s at %s", limit, applied.now())
                        .isLessThanOrEqualTo(limit.burst());
            }
        }
    }

    private void noPaceIsExceeded() {
        List<Instant> moments = history.admitted().stream().map(Told::now).sorted().toList();
        for (Limit limit : limits) {
            if (limit.isSmooth() && !moments.isEmpty()) {
                BigInteger allowed = limit.pace().highest(limit.burst(), moments.getLast())
                        .subtract(limit.pace().ticks(moments.getFirst()));
                assertThat(limit.pace().cost(moments.size())).as("admitted by %s", limit)
                        .isLessThanOrEqualTo(allowed);
            }
        }
    }

    private void answersMakeSense() {
        for (Told told : history.told()) {
            told.usage().ifPresent(usage -> {
                for (Usage.Window window : usage.windows()) {
                    assertThat(window.remaining()).as("remaining of %s", window)
                            .isBetween(0L, window.limit().burst());
                    assertThat(window.used()).as("used of %s", window).isNotNegative();
                    assertThat(window.endsAt()).as("end of %s", window).isAfterOrEqualTo(told.now());
                    if (window.remaining() == 0) {
                        assertThat(window.roomAt()).as("room of %s", window).isAfter(told.now());
                    }
                    if (window.limit().type() == Limit.Type.FIXED && !history.program().isPenalized()) {
                        assertThat(window.used()).as("used of %s", window).isLessThanOrEqualTo(window.limit().count());
                    }
                }
                assertThat(usage.windows()).as("whoever is refused is told why").anyMatch(
                        window -> usage.admitted() || window.remaining() == 0);
            });
        }
    }

    /// Where requests are counted one by one in the key's own item: those that were admitted, in the order in which they
    /// were counted, are what one store in one process admits.
    void areThoseOfOneStore() {
        MemoryCounterStore memory = new MemoryCounterStore();
        history.admitted().stream().sorted(Comparator.comparingInt(Told::order)).forEach(
                told -> assertThat(memory.count("key", limits, told.now()).admitted()).as("%s", told).isTrue());
    }

    /// Where nothing goes wrong and all requests come at one moment and are counted one by one.
    void admitAllThatFit() {
        long fits = Math.min(limits.stream().mapToLong(Limit::burst).min().orElseThrow(), history.program().size());
        assertThat(history.admitted()).as("admitted").hasSize(Math.toIntExact(fits));
        assertThat(history.told()).as("answered").hasSize(history.program().size());
    }
}
