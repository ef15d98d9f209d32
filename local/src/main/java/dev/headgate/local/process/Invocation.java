package dev.headgate.local.process;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// One invocation of a function, from its event to what becomes of it. Safe for use by many threads.
final class Invocation {
    private final String requestId;
    private final String traceId;
    private final byte[] event;
    private final AtomicReference<Optional<Outcome>> said = new AtomicReference<>(Optional.empty());
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /// @param traceId X-Ray's: `Root=1-…;Parent=…;Sampled=0`
    Invocation(String requestId, String traceId, byte[] event) {
        this.requestId = requestId;
        this.traceId = traceId;
        this.event = event;
    }

    String requestId() {
        return requestId;
    }

    /// What the runtime gets for its GET of the next invocation. Without a trace id or a media type, AWS's client crashes.
    Response toRuntime(String functionArn, Instant deadline) {
        return new Response(200,
                Headers.of("Content-Type", "application/json", "Lambda-Runtime-Aws-Request-Id", requestId,
                        "Lambda-Runtime-Deadline-Ms", String.valueOf(deadline.toEpochMilli()),
                        "Lambda-Runtime-Invoked-Function-Arn", functionArn, "Lambda-Runtime-Trace-Id", traceId),
                Body.of(event));
    }

    /// The function says what comes of it. False when it has done so before.
    boolean say(Outcome what) {
        return said.compareAndSet(Optional.empty(), Optional.of(what));
    }

    boolean isSaid() {
        return said.get().isPresent();
    }

    /// The invocation is over: the caller gets what the function said.
    ///
    /// @param otherwise what it gets when the function said nothing
    void end(Outcome otherwise) {
        outcome.complete(said.get().orElse(otherwise));
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }
}
