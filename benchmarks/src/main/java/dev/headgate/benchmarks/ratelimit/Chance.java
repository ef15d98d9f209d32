package dev.headgate.benchmarks.ratelimit;

import java.util.SplittableRandom;

/// Chance from a seed. Uses strict arithmetic only, so that the same seed has the same consequences on every machine.
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /// The chance of one part of a simulation, which does not change with what other parts draw.
    static Chance of(long seed, String part) {
        return new Chance(seed * 0x9E37_79B9_7F4A_7C15L ^ part.hashCode() * 0xC2B2_AE3D_27D4_EB4FL);
    }

    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /// From 0 to below the bound.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// From 0 to below 1.
    double uniform() {
        return random.nextDouble();
    }

    /// With a mean of 1.
    double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /// With a mean of 0 and a deviation of 1, by Box and Muller.
    double normal() {
        return StrictMath.sqrt(2 * exponential()) * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
