package dev.headgate.local.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What all environments of a function have in common.
///
/// @param function what runs in them
/// @param deployment counts how often the function was deployed anew
/// @param arn the function's
/// @param freezing what becomes of a process between invocations
/// @param clock tells the time, and when it is over
/// @param log takes what Lambda writes into the function's log, a message a call
record EnvironmentSettings(
        FunctionConfiguration function,
        int deployment,
        String arn,
        Freezing freezing,
        Clock clock,
        Consumer<String> log) {
    EnvironmentSettings with(FunctionConfiguration changed) {
        return new EnvironmentSettings(changed, deployment + 1, arn, freezing, clock, log);
    }

    /// How long an environment waits for an invocation until it is ended. Lambda says no figure; "minutes" is what it was
    /// seen to be.
    static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

    /// What becomes of a process that waits for an invocation.
    interface Freezing {
        void freeze(Process process);

        void thaw(Process process);
    }

    /// Deadlines.
    record Clock(InstantSource time, ScheduledExecutorService timers) {
        Instant now() {
            return time.instant();
        }

        /// Does something later, unless it is cancelled before.
        Future<?> after(Duration delay, Runnable task) {
            return timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
