package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Kong's `rate-limiting` with `policy: local` on several nodes: each counts what it admits in its own shared memory.
///
/// Source: kong/plugins/rate-limiting/policies/init.lua, handler.lua; developer.konghq.com, rate-limiting, "Strategies".
///
/// @param nodes behind one load balancer
record KongLocal(int nodes) implements Design {
    @Override
    public String name() {
        return "Kong `local`, " + nodes + " nodes";
    }

    @Override
    public Optional<Integer> servers() {
        return Optional.of(nodes);
    }

    @Override
    public Function<InstantSource, Limiter> limiters(World world) {
        List<Limit> limits = world.scenario().limits();
        return _ -> {
            Map<String, Long> used = new HashMap<>();
            return (client, now) -> {
                List<String> keys = limits.stream().map(limit -> key(client, limit, now)).toList();
                for (int i = 0; i < limits.size(); i++) {
                    if (used.getOrDefault(keys.get(i), 0L) >= limits.get(i).count()) {
                        return Decision.REFUSED;
                    }
                }
                keys.forEach(key -> used.merge(key, 1L, Long::sum));
                return Decision.ADMITTED;
            };
        };
    }

    static String key(String client, Limit limit, Instant now) {
        return client + ":" + limit.window(now).index() + ":" + limit.span();
    }
}
