package dev.headgate.benchmarks.ratelimit;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Servers that each handle any number of requests at once, behind a load balancer that picks any of them.
final class Servers implements Hosts {
    private final VirtualTime time;
    private final Chance chance;
    private final Handler handler;
    private final List<Limiter> servers;

    Servers(int count, VirtualTime time, Chance chance, Supplier<Limiter> limiters, Handler handler) {
        this.time = time;
        this.chance = chance;
        this.handler = handler;
        this.servers = IntStream.range(0, count).mapToObj(_ -> limiters.get()).toList();
    }

    @Override
    public void arrive(String client) {
        Limiter server = servers.get(chance.below(servers.size()));
        long arrived = time.nowNanos();
        time.start(() -> handler.handle(server, client, arrived, Clock.TRUE));
    }
}
