package dev.headgate.benchmarks.ratelimit;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Servers that each handle any number of requests at once, behind a load balancer that picks any of them.
final class Servers implements Hosts {
    private final TrueTime time;
    private final Chance chance;
    private final Handler handler;
    private final List<Limiter> servers;

    Servers(int count, TrueTime time, Chance chance, Function<InstantSource, Limiter> limiters, Handler handler) {
        this.time = time;
        this.chance = chance;
        this.handler = handler;
        this.servers = IntStream.range(0, count).mapToObj(_ -> limiters.apply(time)).toList();
    }

    @Override
    public void arrive(String client) {
        Limiter server = servers.get(chance.below(servers.size()));
        time.time().start(() -> handler.handle(server, client, time));
    }
}
