package dev.headgate.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The entries of one destination that are still to be sent, and the thread that sends them, which lives as long as there
/// are any. Safe for use by many threads.
final class DeliveryQueue<E> {
    /// What is left of a batch's delay when it is sent without waiting any longer (kong/tools/queue.lua,
    /// `COALESCE_MIN_TIME`).
    private static final long COALESCING_NANOS_MIN = 50_000_000;
    private static final double CAPACITY_WARNING_SHARE = 0.8;

    private final LongSupplier nanoTime;
    private final Consumer<Undelivered> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting<E>> waiting = new ArrayDeque<>();
    private Destination<E> destination;
    private long waitingBytes;
    private boolean hasWorker;
    private boolean warnedOfCapacity;
    private boolean isClosed;
    /// How many batches are being sent for the first time.
    private int firstTries;
    /// Whether the worker is busy with a batch that has failed before.
    private boolean failing;
    private int hurries;

    private record Waiting<E>(E entry, int bytes) {}

    /// @param nanoTime a monotonic clock
    /// @param log takes what goes wrong
    DeliveryQueue(Destination<E> destination, LongSupplier nanoTime, Consumer<Undelivered> log) {
        this.destination = destination;
        this.nanoTime = nanoTime;
        this.log = log;
    }

    void add(Destination<E> latest, E entry, int bytes) {
        lock.lock();
        try {
            destination = latest;
            if (latest.settings().isConcurrent()) {
                firstTries++;
                Thread.ofVirtual().name("headgate-delivery").start(() -> deliver(latest, List.of(entry)));
                return;
            }
            if (!makeRoom(latest.settings(), bytes)) {
                return;
            }
            waiting.addLast(new Waiting<>(entry, bytes));
            waitingBytes += bytes;
            if (!hasWorker) {
                hasWorker = true;
                Thread.ofVirtual().name("headgate-delivery").start(this::work);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoom(QueueSettings settings, int bytes) {
        boolean nearlyFull = waiting.size() >= settings.entriesMax() * CAPACITY_WARNING_SHARE;
        if (nearlyFull && !warnedOfCapacity) {
            tell("queue at 80% capacity");
        }
        warnedOfCapacity = nearlyFull;
        if (settings.bytesMax().isPresent() && bytes > settings.bytesMax().getAsLong()) {
            tell("string to be queued is longer (" + bytes + " bytes) than the queue's max_bytes ("
                    + settings.bytesMax().getAsLong() + " bytes)");
            return false;
        }
        if (waiting.size() >= settings.entriesMax()) {
            tell("queue full, dropping old entries until processing is successful again");
            dropOldest();
        }
        int dropped = 0;
        while (settings.bytesMax().isPresent() && waitingBytes + bytes > settings.bytesMax().getAsLong()) {
            dropOldest();
            dropped++;
        }
        if (dropped > 0) {
            tell("byte capacity exceeded, " + dropped + " queue entries were dropped");
        }
        return true;
    }

    private void dropOldest() {
        waitingBytes -= waiting.removeFirst().bytes();
    }

    private void work() {
        for (List<E> batch = take(); !batch.isEmpty(); batch = take()) {
            deliver(latest(), batch);
        }
    }

    private Destination<E> latest() {
        lock.lock();
        try {
            return destination;
        } finally {
            lock.unlock();
        }
    }

    /// The next batch; empty when there is none, and the worker's life ends.
    private List<E> take() {
        lock.lock();
        try {
            awaitBatch();
            List<E> batch = new ArrayList<>();
            while (batch.size() < destination.settings().batchSizeMax() && !waiting.isEmpty()) {
                Waiting<E> next = waiting.removeFirst();
                waitingBytes -= next.bytes();
                batch.add(next.entry());
            }
            hasWorker = !batch.isEmpty();
            firstTries += hasWorker ? 1 : 0;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void awaitBatch() {
        long startNanos = nanoTime.getAsLong();
        boolean mayWait = true;
        while (mayWait && !waiting.isEmpty() && waiting.size() < destination.settings().batchSizeMax()
                && hurries == 0 && !isClosed) {
            long left = destination.settings().coalescingDelayMax().toNanos() - (nanoTime.getAsLong() - startNanos);
            mayWait = left >= COALESCING_NANOS_MIN && await(left) >= 0;
        }
    }

    /// Waits for a change, for use in loops only.
    ///
    /// @return what is left of the time; less than zero when the thread is to end
    @SuppressWarnings("WaitNotInLoop") // The loops are the callers'.
    private long await(long nanos) {
        try {
            return Math.max(0, changed.awaitNanos(nanos));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private void deliver(Destination<E> to, List<E> batch) {
        long startNanos = nanoTime.getAsLong();
        boolean again = !isOverAfterTrying(to, batch) && isInTime(to.settings(), startNanos, batch.size());
        tried(!again, 1);
        for (int failures = 1; again; failures++) {
            again = pause(to.settings().retryDelay(failures), batch.size()) && !isOverAfterTrying(to, batch)
                    && isInTime(to.settings(), startNanos, batch.size());
        }
        tried(true, 0);
    }

    private boolean isOverAfterTrying(Destination<E> to, List<E> batch) {
        try {
            to.sender().send(batch);
            return true;
        } catch (IOException e) {
            tell("handler could not process entries: " + e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // A bug, which another try would not mend; its message may hold what a client sent.
            tell("handler could not process entries: " + e.getClass().getName() + ". " + batch.size()
                    + " queue entries were lost");
            return true;
        }
    }

    private boolean isInTime(QueueSettings settings, long startNanos, int entries) {
        if (nanoTime.getAsLong() - startNanos > settings.retryTimeMax().toNanos()) {
            tell("could not send entries due to max_retry_time exceeded. " + entries + " queue entries were lost");
            return false;
        }
        return true;
    }

    /// @return false when the process ends meanwhile
    private boolean pause(Duration delay, int entries) {
        lock.lock();
        try {
            long left = delay.toNanos();
            while (left > 0 && !isClosed) {
                left = await(left);
            }
            if (isClosed) {
                tell("the gateway ends. " + entries + " queue entries were lost");
            }
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    private void tried(boolean isOver, int firstTime) {
        lock.lock();
        try {
            firstTries -= firstTime;
            failing = !isOver;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Sends what waits for its batch to fill, until [#hurryNoMore] is called as often.
    void hurry() {
        lock.lock();
        try {
            hurries++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void hurryNoMore() {
        lock.lock();
        try {
            hurries--;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything was tried once, or what was not stands behind a batch that failed.
    ///
    /// @return what is left of the time, in nanoseconds
    long awaitTried(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && (firstTries > 0 || !waiting.isEmpty() && !failing)) {
                left = await(left);
            }
            return Math.max(0, left);
        } finally {
            lock.unlock();
        }
    }

    /// Ends all waiting: what fails now is lost.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(String problem) {
        log.accept(new Undelivered(destination.plugin(), problem));
    }
}
