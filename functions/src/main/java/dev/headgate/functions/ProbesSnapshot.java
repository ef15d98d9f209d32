package dev.headgate.functions;

import dev.headgate.proxy.HealthProbes;
import dev.headgate.snapshot.NameCache;
import dev.headgate.snapshot.Pause;
import dev.headgate.snapshot.Restartable;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/// What the function of active health checks probes, through a snapshot of its process. Nobody waits for it, so it rehearses
/// nothing. The handler holds it, since contexts of snapshots hold nothing.
///
/// @param pause lets time pass before the snapshot
record ProbesSnapshot(Restartable<HealthProbes> served, Pause pause) implements Supplier<HealthProbes>, Resource {
    @Override
    public HealthProbes get() {
        return served.get();
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws InterruptedException {
        NameCache.outlive(pause);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        served.restart();
    }
}
