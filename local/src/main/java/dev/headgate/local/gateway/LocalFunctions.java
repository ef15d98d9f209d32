package dev.headgate.local.gateway;

import dev.headgate.authorizer.AuthorizerHandler;
import dev.headgate.aws.AwsSigner;
import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.delivery.JdkSockets;
import dev.headgate.delivery.KeptFiles;
import dev.headgate.functions.HealthProbeHandler;
import dev.headgate.functions.RouterHandler;
import dev.headgate.health.HealthTracking;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.oidc.FetchedProviders;
import dev.headgate.identity.oidc.HttpDocumentFetcher;
import dev.headgate.identity.oidc.OpenIdProviders;
import dev.headgate.local.front.ApiGateway;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.InProcessFunction;
import dev.headgate.local.front.LambdaFunction;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.GatewayProcess;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.MetricsRegistry;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.HealthProbes;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.CompiledGateway;
import dev.headgate.web.JdkWebClient;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The two functions with their real handlers, and what they stand on: stores, connections to backends, the configuration
/// in force. The configuration can be exchanged while requests are under way; each keeps what it began with.
///
/// Safe for use by many threads.
public final class LocalFunctions implements AutoCloseable {
    static final Duration PROBES_TIMEOUT = Duration.ofMinutes(1);

    private final Stores stores;
    private final Optional<Settings.Auth> auth;
    private final BackendProxy proxy = BackendProxy.system();
    private final JdkWebClient web = new JdkWebClient();
    private final AwsSigner aws = new SdkAwsSigner(System.getenv(), web, InstantSource.system());
    private final SecureRandom random = new SecureRandom();
    private final GatewayProcess process = GatewayProcess.current(random);
    private final OpenIdProviders openIdProviders;
    private final BackgroundDeliveries deliveries;
    private final KeptFiles files;
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final Telemetry telemetry;
    private final AtomicReference<ActiveGateway> active;
    private final AtomicReference<HealthProbes> probes;
    private final Optional<GatewayProcesses> processes;

    private LocalFunctions(Stores stores, Optional<Settings.Auth> auth, LoadedConfiguration loaded, Console console,
            Optional<GatewayProcesses> processes) {
        this.stores = stores;
        this.auth = auth;
        this.openIdProviders = new FetchedProviders(new HttpDocumentFetcher(web), InstantSource.system());
        // Nobody freezes this process, so that batches fill in their own time.
        this.deliveries = new BackgroundDeliveries(Duration.ZERO, System::nanoTime, lost -> console.log(lost.json()));
        this.files = new KeptFiles(console::log);
        this.telemetry = new Telemetry(deliveries, new JdkSockets(), files, metrics);
        this.active = new AtomicReference<>(activation(loaded));
        this.probes = new AtomicReference<>(probes(loaded));
        this.processes = processes;
    }

    /// Opens the stores and puts a configuration in force.
    ///
    /// @param loaded without errors
    /// @param console takes what logging plugins write to the standard output, and what cannot be delivered
    /// @throws IOException when the embedded store cannot have its port or folder, or functions cannot run as processes
    public static LocalFunctions open(LoadedConfiguration loaded, GatewayOptions options, Console console)
            throws IOException {
        Stores stores = Stores.open(options);
        try {
            Optional<GatewayProcesses> processes = options.processes().isPresent()
                    ? Optional.of(GatewayProcesses.open(options.processes().get(), options.api(),
                            stores.address().orElseThrow(), console))
                    : Optional.empty();
            return new LocalFunctions(stores, options.auth(), loaded, console, processes);
        } catch (IOException e) {
            stores.close();
            throw e;
        }
    }

    /// Puts another configuration in force.
    ///
    /// @param loaded without errors
    public void activate(LoadedConfiguration loaded) {
        active.set(activation(loaded));
        probes.set(probes(loaded));
        processes.ifPresent(GatewayProcesses::replace);
    }

    /// Whether what is counted can be read here: a process keeps it to itself, as in Lambda.
    boolean counts() {
        return processes.isEmpty();
    }

    private HealthTracking tracking(LoadedConfiguration loaded) {
        return new HealthTracking(stores.health(), InstantSource.system(), loaded.settings().breaker());
    }

    private HealthProbes probes(LoadedConfiguration loaded) {
        return HealthProbes.system(loaded.gateway().orElseThrow().upstreams(), tracking(loaded));
    }

    private ActiveGateway activation(LoadedConfiguration loaded) {
        Gateway gateway = loaded.gateway().orElseThrow();
        Settings settings = loaded.settings();
        Resources resources = new Resources(InstantSource.system(), random,
                stores.behind().apply(new DeclaredCredentials(gateway)), openIdProviders, stores.counters(),
                stores.cache(), web,
                aws, telemetry, process);
        CompiledGateway compiled = CompiledGateway.of(gateway, loaded.plugins(),
                settings, tracking(loaded), random);
        return new ActiveGateway(compiled, resources, auth.orElse(settings.auth()));
    }

    /// What was counted and measured so far, in Prometheus' text format.
    public String metrics() {
        return metrics.text();
    }

    /// What is in force now.
    public ActiveGateway active() {
        return active.get();
    }

    /// Where the embedded DynamoDB is; absent for a store in memory.
    public Optional<URI> storeAddress() {
        return stores.address();
    }

    /// The router function.
    public LambdaFunction router(ApiKind kind, Console console) {
        return processes.map(GatewayProcesses::router).orElseGet(() -> new InProcessFunction("headgate-router",
                new RouterHandler(active::get, proxy), kind.integrationTimeout(), console::log));
    }

    /// The active health checks in force, as a function; absent where there are none.
    public Optional<LambdaFunction> probes(Console console) {
        HealthProbes current = probes.get();
        if (!current.areAny()) {
            return Optional.empty();
        }
        return Optional.of(processes.map(GatewayProcesses::probes).orElseGet(() -> new InProcessFunction(
                "headgate-probes", new HealthProbeHandler(current, Ticker.system(), Thread::sleep), PROBES_TIMEOUT,
                console::log)));
    }

    /// How often the function of active health checks is to be invoked; absent where there are none.
    public Optional<Duration> probesInterval() {
        return probes.get().shortestInterval();
    }

    /// The authorizer function.
    public LambdaFunction authorizer(Console console) {
        return processes.map(GatewayProcesses::authorizer).orElseGet(() -> new InProcessFunction("headgate-authorizer",
                new AuthorizerHandler(active::get), ApiGateway.AUTHORIZER_TIMEOUT, console::log));
    }

    @Override
    public void close() {
        try (stores; web; files) {
            processes.ifPresent(GatewayProcesses::close);
            proxy.close();
            deliveries.close();
        }
    }
}
