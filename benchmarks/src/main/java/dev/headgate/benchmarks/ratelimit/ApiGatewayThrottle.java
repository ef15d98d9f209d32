package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// API Gateway's throttle: a token bucket with a rate and a burst, applied "on a best-effort basis", as targets and not as
/// ceilings. AWS does not say how it is kept; assumed here are several servers that each serve from what they know of one
/// bucket and learn of the others' requests once in a while. As large as the limit, filled evenly over its span. One limit
/// only, the first; in a usage plan it can be a client's.
///
/// Source: API Gateway developer guide, "Throttle requests to your REST APIs for better throughput".
///
/// @param assumedServers how many there are
/// @param assumedSyncSeconds how old their knowledge gets
record ApiGatewayThrottle(int assumedServers, double assumedSyncSeconds) implements Design {
    @Override
    public String name() {
        return "API Gateway's throttle";
    }

    @Override
    public Optional<Integer> servers() {
        return Optional.of(assumedServers);
    }

    @Override
    public Oracle oracle(Scenario scenario) {
        return new SwappedBucket().oracle(scenario);
    }

    @Override
    public Function<InstantSource, Limiter> limiters(World world) {
        Limit limit = world.scenario().limits().getFirst();
        Map<String, Bucket> buckets = new HashMap<>();
        return _ -> {
            Map<String, View> views = new HashMap<>();
            return (client, _) -> views
                    .computeIfAbsent(client,
                            _ -> new View(buckets.computeIfAbsent(client, _ -> SwappedBucket.bucket(limit))))
                    .tryTake(world.time().nowNanos(), (long) (assumedSyncSeconds * 1e9))
                            ? Decision.ADMITTED
                            : Decision.REFUSED;
        };
    }

    /// What a server knows of a client's bucket.
    private static final class View {
        private final Bucket all;
        private Bucket known;
        private double taken;
        private long syncedNanos;

        View(Bucket all) {
            this.all = all;
            this.known = all.copy();
        }

        boolean tryTake(long nowNanos, long syncNanos) {
            if (nowNanos - syncedNanos >= syncNanos) {
                all.has(0, nowNanos);
                all.take(taken);
                known = all.copy();
                taken = 0;
                syncedNanos = nowNanos;
            }
            boolean isTaken = known.tryTake(nowNanos);
            if (isTaken) {
                taken++;
            }
            return isTaken;
        }
    }
}
