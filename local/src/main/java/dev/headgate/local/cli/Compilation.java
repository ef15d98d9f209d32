package dev.headgate.local.cli;

import dev.headgate.config.LoadedConfiguration;
import dev.headgate.health.HealthTracking;
import dev.headgate.model.Gateway;
import dev.headgate.router.CompiledGateway;
import java.util.SplittableRandom;

/// Compiles configurations that are looked at and not served.
final class Compilation {
    private Compilation() {}

    /// @param gateway that of the configuration
    static CompiledGateway of(Gateway gateway, LoadedConfiguration loaded) {
        return CompiledGateway.of(gateway, loaded.plugins(), loaded.settings(),
                HealthTracking.local(),
                new SplittableRandom(0));
    }
}
