package dev.headgate.benchmarks.ratelimit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lambda's environments. Between requests nothing runs in one; an idle one whose life is over is gone with its memory
/// when its turn would come.
final class Environments implements Hosts {
    private final Lambda lambda;
    private final TrueTime trueTime;
    private final VirtualTime time;
    private final Chance chance;
    private final Function<InstantSource, Limiter> limiters;
    private final Handler handler;
    private final List<Environment> idle = new ArrayList<>();
    private int living;
    private long begun;
    private long throttled;

    private record Environment(Limiter limiter, Clock clock, double diesAtNanos) {}

    Environments(Lambda lambda, TrueTime trueTime, Chance chance, Function<InstantSource, Limiter> limiters,
            Handler handler) {
        this.lambda = lambda;
        this.trueTime = trueTime;
        this.time = trueTime.time();
        this.chance = chance;
        this.limiters = limiters;
        this.handler = handler;
    }

    @Override
    public void arrive(String client) {
        long arrived = time.nowNanos();
        while (!idle.isEmpty()) {
            Environment environment = takeIdle();
            if (environment.diesAtNanos() > arrived) {
                time.start(() -> handle(environment, client));
                return;
            }
            living--;
        }
        if (living == lambda.environmentsMax()) {
            throttled++;
            return;
        }
        Environment fresh = begin(arrived);
        time.at(arrived + lambda.begin().nanos(chance), () -> time.start(() -> handle(fresh, client)));
    }

    private Environment takeIdle() {
        int last = idle.size() - 1;
        return switch (lambda.choice()) {
            case RECENT -> idle.remove(last);
            case ANY -> {
                int chosen = chance.below(idle.size());
                Environment environment = idle.get(chosen);
                idle.set(chosen, idle.get(last));
                idle.remove(last);
                yield environment;
            }
        };
    }

    private Environment begin(long nowNanos) {
        living++;
        begun++;
        Clock clock = new Clock(trueTime, (long) (lambda.skewMillis() * 1e6 * (2 * chance.uniform() - 1)),
                lambda.driftPpm() / 1e6 * (2 * chance.uniform() - 1));
        return new Environment(limiters.apply(clock), clock,
                nowNanos + lambda.lifeSeconds() * 1e9 * chance.exponential());
    }

    private void handle(Environment environment, String client) {
        Decision decision = handler.handle(environment.limiter(), client, environment.clock());
        if (decision.reachesBackend()) {
            time.at(time.nowNanos() + lambda.service().nanos(chance), () -> idle.add(environment));
        } else {
            idle.add(environment);
        }
    }

    /// How many were begun in all.
    long begun() {
        return begun;
    }

    /// How many requests Lambda had no environment for.
    long throttled() {
        return throttled;
    }
}
