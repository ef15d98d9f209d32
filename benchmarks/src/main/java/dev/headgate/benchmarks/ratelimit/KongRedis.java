package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Kong's `rate-limiting` with `policy: redis` and a `sync_rate`: a worker asks Redis once for a counter that it does not
/// know, then decides by itself, and so many seconds later tells Redis what it admitted and forgets what it knew.
///
/// Source: kong/plugins/rate-limiting/policies/init.lua, handler.lua.
///
/// @param workers of nginx on all nodes together; each knows only itself
/// @param syncRateSeconds Kong's `sync_rate`, which may be less than a whole one there
record KongRedis(int workers, int syncRateSeconds) implements Design {
    @Override
    public String name() {
        return "Kong `redis`, " + workers + " workers";
    }

    @Override
    public Optional<Integer> servers() {
        return Optional.of(workers);
    }

    @Override
    public Function<InstantSource, Limiter> limiters(World world) {
        Map<String, Long> redis = new HashMap<>();
        return _ -> new Worker(world, redis, syncRateSeconds * 1_000_000_000L);
    }

    /// The maps are Kong's `cur_usage` and `cur_delta`.
    private static final class Worker implements Limiter {
        private final World world;
        private final Map<String, Long> redis;
        private final long syncNanos;
        private final Map<String, Long> usage = new HashMap<>();
        private final Map<String, Long> delta = new HashMap<>();
        private boolean isSyncPending;

        Worker(World world, Map<String, Long> redis, long syncNanos) {
            this.world = world;
            this.redis = redis;
            this.syncNanos = syncNanos;
        }

        @Override
        public Decision decide(String client, Instant now) {
            List<Limit> limits = world.scenario().limits();
            List<String> keys = new ArrayList<>();
            boolean hasRoom = true;
            for (Limit limit : limits) {
                String key = KongLocal.key(client, limit, now);
                keys.add(key);
                hasRoom &= used(key) < limit.count();
            }
            if (!hasRoom) {
                return Decision.REFUSED;
            }
            keys.forEach(key -> delta.merge(key, 1L, Long::sum));
            if (!isSyncPending) {
                isSyncPending = true;
                world.time().at(world.time().nowNanos() + syncNanos, () -> world.time().start(this::sync));
            }
            return Decision.ADMITTED;
        }

        /// Redis is asked by counting one, which the worker then takes off what it will tell.
        private long used(String key) {
            Long known = usage.get(key);
            if (known != null) {
                return known + delta.getOrDefault(key, 0L);
            }
            long there = world.time().nowNanos() + Delay.REDIS.nanos(world.chance());
            world.time().sleep((there - world.time().nowNanos()) / 2);
            long before = redis.merge(key, 1L, Long::sum) - 1;
            world.time().sleep(there - world.time().nowNanos());
            usage.put(key, before);
            delta.put(key, -1L);
            return before;
        }

        private void sync() {
            isSyncPending = false;
            Map<String, Long> told = Map.copyOf(delta);
            world.time().sleep(Delay.REDIS.nanos(world.chance()));
            told.forEach((key, count) -> redis.merge(key, count, Long::sum));
            usage.clear();
            delta.clear();
        }
    }
}
