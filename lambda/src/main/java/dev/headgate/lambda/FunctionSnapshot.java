package dev.headgate.lambda;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.Operation;
import dev.headgate.snapshot.NameCache;
import dev.headgate.snapshot.Pause;
import dev.headgate.snapshot.Rehearsal;
import dev.headgate.snapshot.Restartable;
import dev.headgate.snapshot.SnapshotLine;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/// What a function serves, through a snapshot of its process: requests are rehearsed before, on a gateway that is thrown
/// away, and everything that must not be alike in two processes is started anew after. The handler holds it, since contexts
/// of snapshots hold nothing.
public final class FunctionSnapshot implements Supplier<ActiveGateway>, Resource {
    private final Restartable<ActiveGateway> served;
    private final Restartable<Operation> operated;
    private final Play play;
    private final Runnable dropConnections;
    private final Pause pause;
    private final Consumer<String> log;

    /// Hands the events of a rehearsal to a handler that serves its gateway.
    @FunctionalInterface
    public interface Play {
        void play(Rehearsal rehearsal) throws IOException;
    }

    /// @param operated what the function does beside
    /// @param play one rehearsal
    /// @param dropConnections closes what is open to backends
    /// @param pause lets time pass before the snapshot
    /// @param log takes a line where requests could not be rehearsed
    public FunctionSnapshot(Restartable<ActiveGateway> served, Restartable<Operation> operated, Play play,
            Runnable dropConnections, Pause pause, Consumer<String> log) {
        this.served = served;
        this.operated = operated;
        this.play = play;
        this.dropConnections = dropConnections;
        this.pause = pause;
        this.log = log;
    }

    @Override
    public ActiveGateway get() {
        return served.get();
    }

    /// What the function does beside serving requests.
    public Operation operation() {
        return operated.get();
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws InterruptedException {
        rehearse();
        // The user's own routes, of which finding one has no effect.
        served.get().compiled().routes().match(new Request("GET", "https", "rehearsal.test", 443,
                RequestTarget.parse("/"), Headers.of("Host", "rehearsal.test"), Body.EMPTY,
                new Request.Client("192.0.2.1", ""), "0".repeat(32)));
        dropConnections.run();
        NameCache.outlive(pause);
    }

    private void rehearse() {
        try (Rehearsal rehearsal = new Rehearsal()) {
            play.play(rehearsal);
        } catch (IOException | RuntimeException e) {
            log.accept(SnapshotLine.of("no requests were rehearsed before the snapshot: " + e));
        }
    }

    /// Where this fails, Lambda restores no environment and says so, as it does where a function cannot start.
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        dropConnections.run();
        operated.restart();
        served.restart();
    }
}
