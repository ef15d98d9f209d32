package dev.headgate.functions;

import dev.headgate.http.Headers;
import dev.headgate.http.Body;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.Operation;
import dev.headgate.snapshot.NameCache;
import dev.headgate.snapshot.Pause;
import dev.headgate.snapshot.Rehearsal;
import dev.headgate.snapshot.Restartable;
import dev.headgate.snapshot.SnapshotLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/// What the router serves, through a snapshot of its process: requests are rehearsed before, on a gateway that is thrown
/// away, and everything that must not be alike in two processes is started anew after. The handler holds it, since contexts
/// of snapshots hold nothing.
final class RouterSnapshot implements Supplier<ActiveGateway>, Resource {
    private final Restartable<ActiveGateway> served;
    private final Restartable<Operation> operated;
    private final BackendProxy proxy;
    private final Pause pause;
    private final Consumer<String> log;

    /// @param operated what the router does beside
    /// @param proxy calls the backends of what is served
    /// @param pause lets time pass before the snapshot
    /// @param log takes a line where requests could not be rehearsed
    RouterSnapshot(Restartable<ActiveGateway> served, Restartable<Operation> operated, BackendProxy proxy,
            Pause pause, Consumer<String> log) {
        this.served = served;
        this.operated = operated;
        this.proxy = proxy;
        this.pause = pause;
        this.log = log;
    }

    @Override
    public ActiveGateway get() {
        return served.get();
    }

    Operation operation() {
        return operated.get();
    }

    BackendProxy proxy() {
        return proxy;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws InterruptedException {
        rehearse();
        // The user's own routes, of which finding one has no effect.
        served.get().compiled().routes().match(new Request("GET", "https", "rehearsal.test", 443,
                RequestTarget.parse("/"), Headers.of("Host", "rehearsal.test"), Body.EMPTY,
                new Request.Client("192.0.2.1", ""), "0".repeat(32)));
        proxy.dropConnections();
        NameCache.outlive(pause);
    }

    private void rehearse() {
        try (Rehearsal rehearsal = new Rehearsal(); BackendProxy backends = BackendProxy.system()) {
            RouterHandler handler = new RouterHandler(rehearsal::gateway, backends,
                    Operation.NONE.withLog(rehearsal.log()));
            Rehearsal.play(rehearsal.routerEvents(), event -> handler.handleRequest(new ByteArrayInputStream(event),
                    OutputStream.nullOutputStream(), new RehearsalContext()));
        } catch (IOException | RuntimeException e) {
            log.accept(SnapshotLine.of("no requests were rehearsed before the snapshot: " + e));
        }
    }

    /// Where this fails, Lambda restores no environment and says so, as it does where a function cannot start.
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        proxy.dropConnections();
        operated.restart();
        served.restart();
    }
}
