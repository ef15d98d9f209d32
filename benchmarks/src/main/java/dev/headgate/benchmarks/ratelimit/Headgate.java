package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.dynamodb.BreakerSettings;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import dev.headgate.ratelimit.dynamodb.GuardedClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/// Headgate's own limiter, which is the code that runs in production, behind the same breaker.
record Headgate(String name, Counting counting) implements Design {
    static final Headgate EXACT = new Headgate("exact", Counting.ONE);

    static Headgate leased(Duration ahead) {
        return new Headgate("leased", new Counting.Leased(ahead));
    }

    @Override
    public Oracle oracle(Scenario scenario) {
        if (scenario.limits().stream().allMatch(limit -> limit.type() == Limit.Type.FIXED)) {
            return new WindowOracle(scenario.limits());
        }
        CounterStore alone = new MemoryCounterStore();
        return new RuleOracle((client, now, _) -> alone.count(client, scenario.limits(), now).admitted());
    }

    @Override
    public Function<InstantSource, Limiter> limiters(World world) {
        return clock -> {
            CounterStore store = new DynamoDbCounterStore(
                    new GuardedClient(world.dynamoDb(), BreakerSettings.DEFAULT, clock), Table.NAME,
                    DynamoDbCounterStore.DEFAULT_KEYS_MAX, world.chance()::below);
            Scenario scenario = world.scenario();
            return (client, now) -> {
                try {
                    return store.count(client, scenario.limits(), counting, now).admitted()
                            ? Decision.ADMITTED
                            : Decision.REFUSED;
                } catch (CounterStoreUnavailableException _) {
                    return scenario.onFailure().decision();
                }
            };
        };
    }
}
