package dev.headgate.local.process;

import dev.headgate.event.GatewayLimits;
import dev.headgate.http.Body;
import dev.headgate.http.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/// An execution environment: one process of a function, which serves one invocation after another. It is in one state at a
/// time, and what comes from the process (through [RuntimeApi]), from callers and from clocks moves it to another.
///
/// Safe for use by many threads.
final class Environment {
    /// How long a runtime may take until it asks for its first invocation, beside the function's own time limit: Lambda
    /// breaks off after ten seconds, and starts anew within the first invocation's time.
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    /// How long the caller of a failed invocation waits for what becomes of the environment.
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /// Whoever gives invocations to environments.
    interface Owner {
        /// The environment has done with an invocation and waits for another.
        void idle(Environment environment);

        /// The environment's process is gone.
        ///
        /// @param served whether it had an invocation
        void ended(Environment environment, boolean served);
    }

    private sealed interface State {
        /// The runtime has not asked for an invocation yet.
        ///
        /// @param first the invocation that it has been started for
        /// @param error why it cannot begin, once it said so
        record Starting(Invocation first, Optional<Outcome.Failure> error) implements State {}

        /// The runtime waits.
        ///
        /// @param poll its request for the next invocation
        record Idle(CompletableFuture<Response> poll) implements State {}

        record Running(Invocation invocation, Future<?> timeout) implements State {}

        record Ended() implements State {}
    }

    private final EnvironmentSettings settings;
    private final Owner owner;
    private final Process process;
    private final CompletableFuture<Process> end;
    private Future<?> limit;
    private State state;

    /// @param process just started
    /// @param end comes when the process is gone and its log has been read
    /// @param first what it has been started for
    Environment(EnvironmentSettings settings, Owner owner, Process process, CompletableFuture<Process> end,
            Invocation first) {
        this.settings = settings;
        this.owner = owner;
        this.process = process;
        this.end = end;
        this.state = new State.Starting(first, Optional.empty());
        this.limit = settings.clock().after(INIT_LIMIT.plus(settings.function().timeout()), this::endUnready);
    }

    /// Begins to look after the process.
    void begin() {
        var _ = end.thenAccept(this::exited);
    }

    /// Takes an invocation. False when the environment has ended meanwhile.
    synchronized boolean take(Invocation invocation) {
        if (!(state instanceof State.Idle(CompletableFuture<Response> poll)) || !process.isAlive()) {
            return false;
        }
        limit.cancel(false);
        settings.freezing().thaw(process);
        poll.complete(handedOver(invocation));
        return true;
    }

    private Response handedOver(Invocation invocation) {
        Duration timeout = settings.function().timeout();
        state = new State.Running(invocation, settings.clock().after(timeout, () -> expire(invocation)));
        return invocation.toRuntime(settings.arn(), settings.clock().now().plus(timeout));
    }

    /// The runtime asks for the next invocation, by which it says that it has done with the one before. Waits.
    Response next() {
        Invocation done;
        CompletableFuture<Response> poll = new CompletableFuture<>();
        synchronized (this) {
            switch (state) {
                case State.Starting(Invocation first, Optional<Outcome.Failure> _) -> {
                    limit.cancel(false);
                    return handedOver(first);
                }
                case State.Running(Invocation invocation, Future<?> timeout) when invocation.isSaid() -> {
                    timeout.cancel(false);
                    done = invocation;
                }
                case State.Running _,State.Idle _,State.Ended _ -> {
                    return RuntimeApi.wrongState();
                }
            }
            state = new State.Idle(poll);
            settings.freezing().freeze(process);
            limit = settings.clock().after(EnvironmentSettings.IDLE_LIMIT, () -> endUnused(poll));
        }
        owner.idle(this);
        // Last, so that the caller's next request finds this environment free.
        done.end(exited(done, 0));
        try {
            return poll.join();
        } catch (CancellationException _) {
            // The process is gone.
            return RuntimeApi.wrongState();
        }
    }

    /// The function's answer.
    Response respond(String requestId, Body document) {
        Optional<Invocation> running = running(requestId);
        if (running.isEmpty()) {
            return RuntimeApi.unknownInvocation();
        }
        int most = GatewayLimits.ANSWER_BYTES_MAX;
        boolean fits = document.length() <= most;
        boolean first = running.get().say(fits
                ? new Outcome.Answer(document)
                : Outcome.Failure.tooLarge(document.length(), most));
        if (!first) {
            return RuntimeApi.wrongState();
        }
        if (fits) {
            return RuntimeApi.accepted();
        }
        endSoon(running.get());
        return RuntimeApi.tooLargeAnswer(most);
    }

    /// The function failed.
    Response fail(String requestId, String errorType, Body document) {
        Optional<Invocation> running = running(requestId);
        if (running.isEmpty()) {
            return RuntimeApi.unknownInvocation();
        }
        if (!running.get().say(Outcome.Failure.reported(document, errorType))) {
            return RuntimeApi.wrongState();
        }
        endSoon(running.get());
        return RuntimeApi.accepted();
    }

    /// A runtime that failed may be about to end, which threads of the function can hold up; the caller need not wait.
    private void endSoon(Invocation invocation) {
        var _ = settings.clock().after(LAST_WORDS, () -> invocation.end(exited(invocation, 0)));
    }

    private static Outcome.Failure exited(Invocation invocation, int exitValue) {
        return Outcome.Failure.exited(invocation.requestId(), exitValue);
    }

    private synchronized Optional<Invocation> running(String requestId) {
        return state instanceof State.Running(Invocation invocation, Future<?> _)
                && invocation.requestId().equals(requestId) ? Optional.of(invocation) : Optional.empty();
    }

    /// The function cannot begin; its runtime will exit.
    synchronized Response failInit(String errorType, Body document) {
        if (!(state instanceof State.Starting(Invocation first, Optional<Outcome.Failure> _))) {
            return RuntimeApi.wrongState();
        }
        state = new State.Starting(first, Optional.of(Outcome.Failure.reported(document, errorType)));
        return RuntimeApi.accepted();
    }

    /// The function's time is up. The caller is told when the process is gone, so that its next request finds a place.
    private void expire(Invocation invocation) {
        Outcome.Failure timedOut = Outcome.Failure.timedOut(invocation.requestId(), settings.function().timeout());
        synchronized (this) {
            if (running(invocation.requestId()).isEmpty()) {
                return;
            }
            if (invocation.say(timedOut)) {
                settings.log().accept(timedOut.message());
            }
            kill();
        }
    }

    /// The runtime has not come up.
    private synchronized void endUnready() {
        if (state instanceof State.Starting(Invocation first, Optional<Outcome.Failure> error)) {
            state = new State.Starting(first, Optional.of(error.orElseGet(() -> Outcome.Failure.timedOut(
                    first.requestId(), INIT_LIMIT.plus(settings.function().timeout())))));
            kill();
        }
    }

    private synchronized void endUnused(CompletableFuture<Response> poll) {
        if (state instanceof State.Idle(CompletableFuture<Response> current) && current == poll) {
            kill();
        }
    }

    /// Ends the process at once, frozen or not; what is under way fails.
    void kill() {
        process.destroyForcibly();
    }

    private void exited(Process gone) {
        State last;
        synchronized (this) {
            last = state;
            state = new State.Ended();
            limit.cancel(false);
        }
        // First, so that the caller's next request finds a place for a new environment.
        owner.ended(this, !(last instanceof State.Idle));
        switch (last) {
            case State.Starting(Invocation first, Optional<Outcome.Failure> error) ->
                    first.end(logged(error.orElseGet(() -> exited(first, gone.exitValue()))));
            case State.Running(Invocation invocation, Future<?> timeout) -> {
                timeout.cancel(false);
                Outcome.Failure exited = exited(invocation, gone.exitValue());
                invocation.end(invocation.isSaid() || invocation.outcome().isDone() ? exited : logged(exited));
            }
            case State.Idle(CompletableFuture<Response> poll) -> poll.cancel(false);
            case State.Ended() -> {
            }
        }
    }

    private Outcome.Failure logged(Outcome.Failure failure) {
        settings.log().accept(failure.message());
        return failure;
    }

    /// Until the process is gone.
    void awaitEnd() {
        end.join();
    }
}
