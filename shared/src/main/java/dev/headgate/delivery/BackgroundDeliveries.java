package dev.headgate.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Sends from virtual threads, one a queue as long as something waits in it. Safe for use by many threads.
public final class BackgroundDeliveries implements Deliveries, AutoCloseable {
    /// How long the end of the process waits for what is still to be sent.
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Duration waitMax;
    private final LongSupplier nanoTime;
    private final Consumer<Undelivered> log;
    private final Map<String, DeliveryQueue<?>> queues = new ConcurrentHashMap<>();

    /// @param waitMax how long the end of an invocation waits at the most; zero for a process that nobody freezes, where
    ///        batches fill in their own time
    /// @param nanoTime a monotonic clock
    /// @param log takes what goes wrong
    public BackgroundDeliveries(Duration waitMax, LongSupplier nanoTime, Consumer<Undelivered> log) {
        this.waitMax = waitMax;
        this.nanoTime = nanoTime;
        this.log = log;
    }

    @Override
    public <E> void add(Destination<E> destination, E entry, int bytes) {
        queue(destination).add(destination, entry, bytes);
    }

    /// Who names the same queue sends the same kind of entry: names begin with the plugin's.
    @SuppressWarnings("unchecked")
    private <E> DeliveryQueue<E> queue(Destination<E> destination) {
        return (DeliveryQueue<E>) queues.computeIfAbsent(destination.plugin() + ":" + destination.queue(),
                _ -> new DeliveryQueue<>(destination, nanoTime, log));
    }

    @Override
    public void settle(Duration atMost) {
        Duration wait = atMost.compareTo(waitMax) < 0 ? atMost : waitMax;
        if (wait.isPositive()) {
            awaitTried(wait);
        }
    }

    private void awaitTried(Duration wait) {
        List<DeliveryQueue<?>> all = List.copyOf(queues.values());
        all.forEach(DeliveryQueue::hurry);
        try {
            long leftNanos = wait.toNanos();
            for (DeliveryQueue<?> queue : all) {
                leftNanos = queue.awaitTried(leftNanos);
            }
        } finally {
            all.forEach(DeliveryQueue::hurryNoMore);
        }
    }

    /// Sends what can still be sent, for at most two seconds.
    @Override
    public void close() {
        awaitTried(LAST_WAIT);
        queues.values().forEach(DeliveryQueue::close);
    }
}
