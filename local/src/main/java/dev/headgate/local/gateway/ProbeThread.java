package dev.headgate.local.gateway;

import dev.headgate.local.front.LambdaFunction;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Stands in for the schedule that invokes the function of active health checks, and keeps the intervals of the file, which
/// no schedule on AWS does.
final class ProbeThread implements AutoCloseable {
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);
    /// A configuration that is taken up later may have checks.
    private static final Duration LOOKED_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread thread;

    private ProbeThread(Thread thread) {
        this.thread = thread;
    }

    static ProbeThread start(LocalFunctions functions, Console console) {
        return new ProbeThread(Thread.ofVirtual().name("headgate-probes").start(() -> run(functions, console)));
    }

    private static void run(LocalFunctions functions, Console console) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                functions.probes(console).ifPresent(function -> invoke(function, console));
                Optional<Duration> interval = functions.probesInterval();
                Thread.sleep(interval.filter(shorter -> shorter.compareTo(LOOKED_AFTER) < 0).orElse(LOOKED_AFTER));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void invoke(LambdaFunction function, Console console) {
        try {
            function.invoke(EVENT);
        } catch (FunctionFailedException e) {
            console.notice("Headgate: active health checks failed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
