package dev.headgate.router;

import dev.headgate.http.Headers;
import dev.headgate.http.Body;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.proxy.Ticker;
import dev.headgate.routing.NormalizedPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Tells health checks whether requests can be served here: on a path of its own, before any route, with nothing about the
/// configuration in the answer.
///
/// What is found out is kept for a moment, so that many checkers cost little. Safe for use by many threads.
public final class Readiness {
    /// No path is answered on.
    public static final Readiness OFF = new Readiness("", List.of(), Ticker.system());

    private static final Duration TIME_LIMIT = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final String path;
    private final List<Check> checks;
    private final Ticker ticker;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Finding> last = Optional.empty();

    /// Something that requests need.
    @FunctionalInterface
    public interface Check {
        /// What is wrong with it, in a sentence for the operator's log; absent where nothing is. May block for a second.
        Optional<String> problem();
    }

    /// An answer to a health check.
    ///
    /// @param problems what is wrong, for the operator's log; empty where nothing is, or where it was found out before
    public record Answer(Response response, List<String> problems) {}

    private record Finding(long atNanos, List<String> problems) {}

    /// @param path in normalised form ([NormalizedPath]); empty for none
    /// @param checks what has to be well; made side by side, and bad where they take longer than a second
    public Readiness(String path, List<Check> checks, Ticker ticker) {
        this.path = path;
        this.checks = List.copyOf(checks);
        this.ticker = ticker;
    }

    /// Whether a request is a health check: GET or HEAD of the path, however it is written.
    public boolean isAskedBy(Request request) {
        String raw = request.target().rawPath();
        return !path.isEmpty() && (request.method().equals("GET") || request.method().equals("HEAD"))
                && NormalizedPath.isWellFormed(raw) && NormalizedPath.of(raw).text().equals(path);
    }

    /// Makes the checks once and forgets what they found, so that the first health check need not wait for connections.
    public void warmUp() {
        if (!path.isEmpty()) {
            find();
        }
    }

    /// The answer to a health check.
    public Answer answer(Request request) {
        lock.lock();
        try {
            boolean isKnown = last.isPresent() && ticker.nanos() - last.get().atNanos() < KEPT.toNanos();
            List<String> problems = isKnown ? last.get().problems() : find();
            if (!isKnown) {
                last = Optional.of(new Finding(ticker.nanos(), problems));
            }
            return new Answer(response(request, problems.isEmpty()), isKnown ? List.of() : problems);
        } finally {
            lock.unlock();
        }
    }

    private static Response response(Request request, boolean isReady) {
        Body body = Body.utf8(isReady ? "{\"status\":\"ready\"}" : "{\"status\":\"unavailable\"}");
        Headers headers = Headers.of("Content-Type", "application/json; charset=utf-8", "Content-Length",
                Integer.toString(body.length()), "Cache-Control", "no-store");
        return new Response(isReady ? 200 : 503, headers, request.method().equals("HEAD") ? Body.EMPTY : body);
    }

    private List<String> find() {
        List<String> problems = new ArrayList<>();
        try {
            List<Callable<Optional<String>>> calls = checks.stream().<Callable<Optional<String>>>map(
                    check -> check::problem).toList();
            for (Future<Optional<String>> found : executor.invokeAll(calls, TIME_LIMIT.toNanos(),
                    TimeUnit.NANOSECONDS)) {
                problem(found).ifPresent(problems::add);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            problems.add("it was interrupted");
        }
        return List.copyOf(problems);
    }

    private static Optional<String> problem(Future<Optional<String>> found) throws InterruptedException {
        try {
            return found.get();
        } catch (CancellationException _) {
            return Optional.of("a check took longer than a second");
        } catch (ExecutionException e) {
            return Optional.of(Failures.describe(e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause())));
        }
    }
}
