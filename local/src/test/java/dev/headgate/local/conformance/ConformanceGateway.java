package dev.headgate.local.conformance;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.ReadingOptions;
import dev.headgate.config.ReadingOptions.Placeholders;
import dev.headgate.config.Settings;
import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.functions.RouterHandler;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.oidc.FetchedProviders;
import dev.headgate.local.conformance.ConformanceFile.Surroundings;
import dev.headgate.local.front.InProcessFunction;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.CompiledGateway;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/// The router function of one case, with memory stores, a clock that stands and the outside world of the test's.
final class ConformanceGateway implements AutoCloseable {
    private static final Duration TIME = Duration.ofSeconds(29);

    private final AtomicReference<Instant> now = new AtomicReference<>(PluginKit.NOW);
    private final OutsideWorld outside;
    private final BackgroundDeliveries deliveries;
    private final InProcessFunction router;

    ConformanceGateway(Gateway gateway, Surroundings surroundings, BackendProxy proxy) {
        outside = new OutsideWorld(surroundings.outside());
        deliveries = new BackgroundDeliveries(TIME, System::nanoTime, outside::lost);
        InstantSource clock = now::get;
        Resources standing = PluginKit.resources(new DeclaredCredentials(gateway), new MemoryCounterStore(), clock);
        Resources resources = standing.withWeb(outside::send)
                .withOpenIdProviders(new FetchedProviders(outside::fetch, clock))
                .withAws(new SdkAwsSigner(surroundings.environment(), outside::send, clock))
                .withCache(new MemoryCacheStore())
                .withTelemetry(new Telemetry(deliveries, outside, outside::append, outside::measure));
        ActiveGateway active = new ActiveGateway(
                CompiledGateway.of(gateway, TrustedPeers.NONE, new SplittableRandom(1)), resources,
                Settings.Auth.STRICT);
        router = new InProcessFunction("router", new RouterHandler(() -> active, proxy), TIME, _ -> {
        });
    }

    /// What comes of reading a file with these surroundings.
    static Reading read(String config, Surroundings surroundings) {
        Secrets secrets = surroundings.environment().isEmpty()
                ? Secrets.NOT_LOOKED_UP
                : new EnvironmentSecrets(surroundings.environment(), Secrets.NOT_LOOKED_UP);
        ReadingOptions options = new ReadingOptions(surroundings.environment(),
                surroundings.fill() ? Placeholders.FILLED_IN : Placeholders.LITERAL, surroundings.tags());
        return new KongReader(InstantSource.fixed(PluginKit.NOW), PluginRegistry.OWN, secrets, options)
                .read("kong.yaml", config);
    }

    InProcessFunction router() {
        return router;
    }

    OutsideWorld outside() {
        return outside;
    }

    void setTime(Instant at) {
        now.set(at);
    }

    @Override
    public void close() {
        deliveries.close();
    }
}
