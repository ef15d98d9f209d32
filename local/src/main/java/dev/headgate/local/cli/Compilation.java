package dev.headgate.local.cli;

import dev.headgate.config.Settings;
import dev.headgate.model.Gateway;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.router.CompiledGateway;
import java.util.SplittableRandom;

/// Compiles configurations that are looked at and not served.
final class Compilation {
    private Compilation() {}

    static CompiledGateway of(Gateway gateway, Settings settings) {
        return CompiledGateway.of(gateway, TrustedPeers.of(settings.trustedIps()), new SplittableRandom(0));
    }
}
