package dev.headgate.benchmarks;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.Settings;
import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.delivery.JdkSockets;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.oidc.DocumentFetcher;
import dev.headgate.identity.oidc.FetchedProviders;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.GatewayProcess;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.CompiledGateway;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Gateways made of Kong files that ask nothing outside of the process: credentials are those of the file, counters are in
/// memory, and nothing is told to anybody.
public final class Gateways {
    private Gateways() {}

    /// The gateway of this file.
    ///
    /// @param documents what OpenID providers publish
    /// @throws IllegalArgumentException when the file has mistakes
    public static ActiveGateway of(String yaml, DocumentFetcher documents) {
        InstantSource clock = InstantSource.system();
        Reading reading = new KongReader(clock).read("kong.yaml", "_format_version: \"3.0\"\n" + yaml);
        Gateway gateway = reading.gateway()
                .orElseThrow(() -> new IllegalArgumentException(reading.diagnostics().toString()));
        RandomGenerator random = new SplittableRandom(1);
        WebClient nowhere = _ -> {
            throw new IOException("a benchmark calls nobody");
        };
        Telemetry untold = new Telemetry(new BackgroundDeliveries(Duration.ZERO, System::nanoTime, _ -> {
        }), new JdkSockets(), (_, _, _) -> {
        }, _ -> {
        });
        Resources resources = new Resources(clock, random, new DeclaredCredentials(gateway),
                new FetchedProviders(documents, clock), new MemoryCounterStore(), new MemoryCacheStore(), nowhere,
                new SdkAwsSigner(Map.of(), nowhere, clock), untold,
                new GatewayProcess("11111111-2222-4333-8444-555555555555",
                        () -> new GatewayProcess.Host("gateway.test", "192.0.2.10", 42)));
        return new ActiveGateway(CompiledGateway.of(gateway, TrustedPeers.NONE, random), resources,
                Settings.Auth.STRICT);
    }
}
