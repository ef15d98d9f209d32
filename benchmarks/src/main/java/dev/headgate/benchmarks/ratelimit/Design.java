package dev.headgate.benchmarks.ratelimit;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A way of limiting rates.
interface Design {
    /// For people.
    String name();

    /// How many servers it runs on; empty for Lambda.
    default Optional<Integer> servers() {
        return Optional.empty();
    }

    /// What should have been admitted, by what this design promises.
    default Oracle oracle(Scenario scenario) {
        return new WindowOracle(scenario.limits());
    }

    /// The limiters of a run, one for each environment or server, made with its clock.
    Function<InstantSource, Limiter> limiters(World world);

    /// What limiters find around them.
    record World(Scenario scenario, VirtualTime time, DynamoDbClient dynamoDb, Chance chance) {}
}
