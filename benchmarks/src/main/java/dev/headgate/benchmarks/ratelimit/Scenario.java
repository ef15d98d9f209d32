package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import java.util.List;

/// What a design is put through. Together with the design it decides all that happens.
///
/// @param name for people
/// @param seed of all that is left to chance
/// @param limits on each client, from the shortest to the longest span
/// @param load the requests
/// @param lambda where they are handled, by designs that run on Lambda
/// @param network between there and DynamoDB
/// @param onFailure what becomes of a request whose count is not known
record Scenario(String name, long seed, List<Limit> limits, Load load, Lambda lambda,
        SimulatedDynamoDb.Network network, OnFailure onFailure) {
    /// What becomes of a request that could not be counted: Kong's `fault_tolerant`.
    enum OnFailure {
        PASSES, FAILS;

        Decision decision() {
            return switch (this) {
                case PASSES -> Decision.PASSED;
                case FAILS -> Decision.FAILED;
            };
        }
    }

    Scenario {
        limits = List.copyOf(limits);
    }

    /// Without faults.
    static Scenario of(String name, long seed, List<Limit> limits, Load load, Lambda lambda) {
        return new Scenario(name, seed, limits, load, lambda,
                new SimulatedDynamoDb.Network(Delay.DYNAMODB, 50, Faults.NONE), OnFailure.FAILS);
    }

    Scenario with(Faults faults, OnFailure other) {
        return new Scenario(name, seed, limits, load, lambda,
                new SimulatedDynamoDb.Network(network.delay(), network.timeLimitMillis(), faults), other);
    }

    Scenario with(Delay delay) {
        return new Scenario(name, seed, limits, load, lambda,
                new SimulatedDynamoDb.Network(delay, network.timeLimitMillis(), network.faults()), onFailure);
    }
}
