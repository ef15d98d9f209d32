package dev.headgate.authorizer;

import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.proxy.Ticker;
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

/// What the authorizer judges by, through a snapshot of its process: requests are rehearsed before, on a gateway that is
/// thrown away, and everything that must not be alike in two processes is started anew after. The handler holds it, since
/// contexts of snapshots hold nothing.
final class AuthorizerSnapshot implements Supplier<ActiveGateway>, Resource {
    private final Restartable<ActiveGateway> served;
    private final Restartable<Operation> operated;
    private final Form httpForm;
    private final Pause pause;
    private final Consumer<String> log;

    /// @param operated what the authorizer does beside
    /// @param httpForm what is rehearsed for payload format 2.0
    /// @param pause lets time pass before the snapshot
    /// @param log takes a line where requests could not be rehearsed
    AuthorizerSnapshot(Restartable<ActiveGateway> served, Restartable<Operation> operated, Form httpForm,
            Pause pause, Consumer<String> log) {
        this.served = served;
        this.operated = operated;
        this.httpForm = httpForm;
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

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws InterruptedException {
        try (Rehearsal rehearsal = new Rehearsal()) {
            AuthorizerHandler handler = new AuthorizerHandler(rehearsal::gateway, httpForm, Ticker.system(),
                    Operation.NONE.withLog(rehearsal.log()));
            Rehearsal.play(rehearsal.authorizerEvents(), event -> judge(handler, event));
        } catch (IOException | RuntimeException e) {
            log.accept(SnapshotLine.of("no requests were rehearsed before the snapshot: " + e));
        }
        NameCache.outlive(pause);
    }

    private static void judge(AuthorizerHandler handler, byte[] event) throws IOException {
        try {
            handler.handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(),
                    new RehearsalContext());
        } catch (UnauthorizedException _) {
            // One of the requests has a wrong key, which HTTP APIs are told of in this way.
        }
    }

    /// Where this fails, Lambda restores no environment and says so, as it does where a function cannot start.
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        operated.restart();
        served.restart();
    }
}
