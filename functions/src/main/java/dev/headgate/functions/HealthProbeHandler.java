package dev.headgate.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.HealthProbes;
import dev.headgate.proxy.HealthProbes.Round;
import dev.headgate.proxy.Ticker;
import dev.headgate.snapshot.Pause;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/// The function of active health checks. A schedule invokes it every minute, the finest there is on EventBridge; it probes
/// what is due and tells the store. When a probe speaks against what is thought of a target, and its interval is shorter
/// than the schedule's, it goes on at that interval until the matter is decided, so that thresholds take no minutes to be
/// reached.
///
/// It fails when the store cannot be asked. For one thread at a time.
public final class HealthProbeHandler implements RequestStreamHandler {
    /// What is kept of an invocation's time.
    private static final Duration RESERVE = Duration.ofSeconds(1);
    /// An invocation ends before the next one begins.
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private final Supplier<HealthProbes> served;
    private final Ticker ticker;
    private final Pause pause;

    /// What Lambda calls: everything comes from the environment ([FunctionEnvironment]).
    public HealthProbeHandler() {
        this(FunctionEnvironment.system(), Core.getGlobalContext());
    }

    private HealthProbeHandler(FunctionEnvironment environment, org.crac.Context<Resource> snapshots) {
        ProbesSnapshot served = new ProbesSnapshot(environment.servedByProbes(), Thread::sleep);
        this(served, Ticker.system(), Thread::sleep);
        snapshots.register(served);
    }

    /// @param pause lets time pass between rounds
    public HealthProbeHandler(HealthProbes probes, Ticker ticker, Pause pause) {
        this(() -> probes, ticker, pause);
    }

    private HealthProbeHandler(Supplier<HealthProbes> served, Ticker ticker, Pause pause) {
        this.served = served;
        this.ticker = ticker;
        this.pause = pause;
    }

    /// @param event not read: whatever invokes the function, it probes
    /// @param answer stays empty
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        HealthProbes probes = served.get();
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        Deadline deadline = Deadline.in(min(left, LONGEST), ticker);
        Duration interval = probes.shortestInterval().orElse(LONGEST);
        Round round = probes.round(deadline);
        log(round, context);
        while (round.undecided() && interval.toNanos() < deadline.remainingNanos() && paused(interval)) {
            round = probes.round(deadline);
            log(round, context);
        }
    }

    private boolean paused(Duration interval) {
        try {
            pause.make(interval);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void log(Round round, Context context) {
        round.changes().forEach(change -> context.getLogger().log(ProbeLine.of(change)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
