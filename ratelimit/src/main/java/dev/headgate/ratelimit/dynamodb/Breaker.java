package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.dynamodb.BreakerState.Asked;
import dev.headgate.ratelimit.dynamodb.BreakerState.Pass;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// A [BreakerState] that many threads share. No lock is held, neither across a call nor for a moment.
final class Breaker {
    private final BreakerSettings settings;
    private final AtomicReference<BreakerState> state = new AtomicReference<>(BreakerState.begin());

    Breaker(BreakerSettings settings) {
        this.settings = settings;
    }

    /// Whether a call may be made now. Of each that may, [#answered] or [#failed] has to be told.
    Pass ask(Instant now) {
        while (true) {
            BreakerState current = state.get();
            Asked asked = current.ask(now);
            if (asked.next() == current || state.compareAndSet(current, asked.next())) {
                return asked.pass();
            }
        }
    }

    void answered() {
        state.updateAndGet(BreakerState::answered);
    }

    void failed(Pass pass, Instant now) {
        state.updateAndGet(current -> current.failed(pass, now, settings));
    }
}
