package dev.headgate.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that a test moves. While it stands still no time limit passes, however slow the machine is.
public final class ManualTicker implements Ticker {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return now.get();
    }

    public void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
