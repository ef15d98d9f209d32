package dev.headgate.benchmarks.ratelimit;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/// Time that passes from event to event, and threads that take turns in it: of all threads exactly one runs at any
/// moment, the event loop's or that of one task, and each goes on until it ends or waits in virtual time. What happens is
/// therefore a function of what was scheduled and of nothing else. Events of the same moment happen in the order in which
/// they were scheduled.
///
/// Tasks run on virtual threads. They may call any code that does not itself wait for another task.
final class VirtualTime {
    private record Event(long atNanos, long sequence, Runnable action) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::sequence));
    private long sequence;
    private long nowNanos;
    private Thread loop = Thread.currentThread();
    private Task running;
    private Throwable failure;

    /// A piece of work with a thread of its own, that can wait.
    final class Task {
        private final Thread thread;
        private volatile boolean hasTurn;

        private Task(Runnable work) {
            thread = Thread.ofVirtual().unstarted(() -> {
                awaitTurn();
                try {
                    work.run();
                } catch (Throwable e) {
                    failure = e;
                }
                giveTurnBack();
            });
        }

        private void awaitTurn() {
            while (!hasTurn) {
                LockSupport.park(this);
            }
        }

        private void giveTurnBack() {
            hasTurn = false;
            LockSupport.unpark(loop);
        }

        /// Gives the turn back until [#resume]; for the task itself.
        void suspend() {
            giveTurnBack();
            awaitTurn();
        }

        /// Lets the task go on until it ends or waits; for events.
        void resume() {
            running = this;
            hasTurn = true;
            LockSupport.unpark(thread);
            while (hasTurn) {
                LockSupport.park(this);
            }
            running = null;
            if (failure != null) {
                throw new IllegalStateException("a task failed at " + Duration.ofNanos(nowNanos), failure);
            }
        }
    }

    /// Nanoseconds since the beginning.
    long nowNanos() {
        return nowNanos;
    }

    /// Lets something happen at a moment that is not past.
    void at(long atNanos, Runnable action) {
        if (atNanos < nowNanos) {
            throw new IllegalArgumentException("an event " + (nowNanos - atNanos) + " ns ago");
        }
        events.add(new Event(atNanos, sequence++, action));
    }

    /// Runs work that may wait; for events.
    void start(Runnable work) {
        Task task = new Task(work);
        task.thread.start();
        task.resume();
    }

    /// The task that runs; for code that is about to wait.
    Task task() {
        if (running == null) {
            throw new IllegalStateException("events cannot wait, only tasks can");
        }
        return running;
    }

    /// Waits; for tasks.
    void sleep(long nanos) {
        Task task = task();
        at(nowNanos + nanos, task::resume);
        task.suspend();
    }

    /// Lets everything happen that is scheduled, and what is scheduled by that. The loop has a virtual thread too: two of
    /// them take turns much faster than others.
    void run() {
        loop = Thread.ofVirtual().unstarted(() -> {
            try {
                for (Event event = events.poll(); event != null; event = events.poll()) {
                    nowNanos = event.atNanos();
                    event.action().run();
                }
            } catch (Throwable e) {
                failure = e;
            }
        });
        loop.start();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (failure != null) {
            throw new IllegalStateException("the simulation failed", failure);
        }
    }
}
