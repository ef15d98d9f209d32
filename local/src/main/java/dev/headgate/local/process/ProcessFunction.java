package dev.headgate.local.process;

import dev.headgate.http.Body;
import dev.headgate.local.front.LambdaFunction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A function whose execution environments are processes. An invocation gets the environment that was used last of those
/// that are free, or else a new one, as long as there may be more. Safe for use by many threads.
public final class ProcessFunction implements LambdaFunction {
    /// Starts environments.
    @FunctionalInterface
    interface Starter {
        Environment start(EnvironmentSettings settings, Environment.Owner owner, Invocation first) throws IOException;
    }

    private final Starter starter;
    private final Set<Environment> all = new HashSet<>();
    private final Set<Environment> retired = new HashSet<>();
    /// The one that was used last is first.
    private final Deque<Environment> free = new ArrayDeque<>();
    private EnvironmentSettings settings;
    private int underWay;
    private boolean closed;

    ProcessFunction(EnvironmentSettings settings, Starter starter) {
        this.settings = settings;
        this.starter = starter;
    }

    @Override
    public byte[] invoke(byte[] event) throws FunctionFailedException {
        // The function's own time limit ends every invocation.
        return invoke(event, Duration.ofDays(1));
    }

    @Override
    public byte[] invoke(byte[] event, Duration patience) throws FunctionFailedException {
        EnvironmentSettings current = acquire();
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), traceId(current.clock().now()), event);
        place(invocation, current);
        try {
            return switch (invocation.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                case Outcome.Answer(Body document) -> document.bytes();
                case Outcome.Failure failure -> throw failure.exception();
            };
        } catch (TimeoutException _) {
            throw new NotAwaitedException(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionFailedException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// X-Ray's form; nothing is sampled.
    private static String traceId(Instant now) {
        String digits = UUID.randomUUID().toString().replace("-", "");
        String parent = UUID.randomUUID().toString().replace("-", "");
        return String.format(Locale.ROOT, "Root=1-%08x-%s;Parent=%s;Sampled=0", now.getEpochSecond(),
                digits.substring(0, 24), parent.substring(0, 16));
    }

    /// Takes a place among the invocations that are under way.
    private synchronized EnvironmentSettings acquire() throws FunctionFailedException {
        if (closed || underWay >= settings.function().concurrency()) {
            throw new ThrottledException();
        }
        underWay++;
        return settings;
    }

    private synchronized void release() {
        underWay--;
    }

    private void place(Invocation invocation, EnvironmentSettings current) throws FunctionFailedException {
        Optional<Environment> next = nextFree();
        while (next.isPresent() && !next.get().take(invocation)) {
            next = nextFree();
        }
        if (next.isEmpty()) {
            start(invocation, current);
        }
    }

    private synchronized Optional<Environment> nextFree() {
        return Optional.ofNullable(free.pollFirst());
    }

    private void start(Invocation invocation, EnvironmentSettings current) throws FunctionFailedException {
        Environment environment;
        try {
            environment = starter.start(current, new Owner(), invocation);
        } catch (IOException e) {
            release();
            throw new FunctionFailedException(e.getMessage(), e);
        }
        boolean late;
        synchronized (this) {
            all.add(environment);
            late = closed;
            if (current.deployment() != settings.deployment()) {
                retired.add(environment);
            }
        }
        environment.begin();
        if (late) {
            environment.kill();
        }
    }

    private final class Owner implements Environment.Owner {
        @Override
        public void idle(Environment environment) {
            boolean outdated;
            synchronized (ProcessFunction.this) {
                underWay--;
                outdated = retired.contains(environment);
                if (!outdated) {
                    free.addFirst(environment);
                }
            }
            if (outdated) {
                environment.kill();
            }
        }

        @Override
        public void ended(Environment environment, boolean served) {
            synchronized (ProcessFunction.this) {
                all.remove(environment);
                retired.remove(environment);
                free.remove(environment);
                if (served) {
                    underWay--;
                }
            }
        }
    }

    /// How many environments there are.
    synchronized int environments() {
        return all.size();
    }

    /// Deploys the function anew: further invocations get new processes, even where nothing of the function changed but
    /// what its files say. Invocations that are under way go on.
    ///
    /// @param changed the function, with the name that it has
    public void replace(FunctionConfiguration changed) {
        List<Environment> idle;
        synchronized (this) {
            settings = settings.with(changed);
            retired.addAll(all);
            idle = new ArrayList<>(free);
            free.clear();
        }
        idle.forEach(Environment::kill);
    }

    /// Ends all environments at once; invocations that are under way fail.
    void close() {
        List<Environment> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(all);
        }
        left.forEach(Environment::kill);
        left.forEach(Environment::awaitEnd);
    }
}
