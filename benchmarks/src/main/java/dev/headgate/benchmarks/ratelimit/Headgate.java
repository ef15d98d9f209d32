package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import java.time.Duration;
import java.util.function.Supplier;

/// Headgate's own limiter, which is the code that runs in production.
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
    public Supplier<Limiter> limiters(World world) {
        return () -> {
            CounterStore store = new DynamoDbCounterStore(world.dynamoDb(), Table.NAME);
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
