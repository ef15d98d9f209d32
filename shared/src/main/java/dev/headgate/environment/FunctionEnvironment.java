package dev.headgate.environment;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.config.HeadgateSettings;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.ReadingOptions;
import dev.headgate.config.Settings;
import dev.headgate.config.SourceFile;
import dev.headgate.config.SourcePaths;
import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.delivery.JdkSockets;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.event.AuthorizerDecisions.Form;
import dev.headgate.health.HealthTracking;
import dev.headgate.health.MemoryHealthStore;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.GatewayProcess;
import dev.headgate.plugin.LimitSplit;
import dev.headgate.plugin.PluginProviderException;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.EmbeddedMetrics;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.proxy.HealthProbes;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.CompiledGateway;
import dev.headgate.router.Operation;
import dev.headgate.snapshot.Restartable;
import dev.headgate.vault.AwsSecrets;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes the gateway that a deployed function serves out of its environment variables. Both functions read the same
/// configuration in the same way.
///
/// | variable | says |
/// |---|---|
/// | `HEADGATE_CONFIG` | the Kong file, or several and folders of them, separated by commas; a relative path counts from the function's own folder (`LAMBDA_TASK_ROOT`) |
/// | `HEADGATE_SETTINGS` | `headgate.yaml`, likewise; the defaults hold without |
/// | `HEADGATE_KEYS_TABLE` | the table of API keys and consumers; without it, only those count that the file declares |
/// | `HEADGATE_COUNTERS_TABLE` | the table that requests are counted in; the router needs it for plugins that limit rates |
/// | `HEADGATE_CACHE_TABLE` | the table that proxy-cache keeps answers in; without it, each environment keeps its own |
/// | `HEADGATE_HEALTH_TABLE` | the table that environments tell each other in which targets of upstreams are healthy; active health checks need it |
/// | `HEADGATE_NAME` | which deployment the function belongs to, in its log and its metrics; `headgate` without |
/// | `HEADGATE_ROUTE_METRICS` | `true` for the metrics of each route beside those of the deployment; `false` (the default) |
/// | `HEADGATE_READY_PATH` | where the router answers health checks, which the authorizer lets pass; nowhere without |
/// | `HEADGATE_ORIGIN_SECRET` | the secret of Secrets Manager that every request has to carry; none without |
/// | `HEADGATE_LIMITS` | `region` (the default) for the share of limits that `headgate.yaml` gives the function's Region; `whole` for all of them, where one gateway has no Region |
/// | `HEADGATE_AUTHORIZER_FORM` | `simple` (the default) or `policy`: what the HTTP API is configured to take from the authorizer |
///
/// @param variables all of them, others included
public record FunctionEnvironment(Map<String, String> variables) {
    /// Those that name tables.
    private static final List<String> TABLES = List.of("HEADGATE_KEYS_TABLE", "HEADGATE_COUNTERS_TABLE",
            "HEADGATE_CACHE_TABLE", "HEADGATE_HEALTH_TABLE");

    public FunctionEnvironment {
        variables = Map.copyOf(variables);
    }

    /// The environment of this process.
    public static FunctionEnvironment system() {
        return new FunctionEnvironment(System.getenv());
    }

    /// What the router serves.
    ///
    /// @throws EnvironmentException when it cannot be made
    public ActiveGateway router() {
        return servedByRouter().get();
    }

    /// What the router serves, which a restored snapshot starts anew. What was compiled is kept, unless there are secrets in
    /// it that may have changed meanwhile.
    ///
    /// @throws EnvironmentException when it cannot be made
    public Restartable<ActiveGateway> servedByRouter() {
        Stores stores = new Stores(System.out::println);
        Kept<Compilation> compilation = new Kept<>(this::compilation, Compilation::hasManagedSecrets);
        return new Restartable<>(() -> router(compilation.current(), stores));
    }

    private ActiveGateway router(Compilation compilation, Stores stores) {
        String table = variables.getOrDefault("HEADGATE_COUNTERS_TABLE", "");
        if (table.isEmpty()
                && compilation.gateway().plugins().stream().anyMatch(FunctionEnvironment::counts)) {
            throw new EnvironmentException("HEADGATE_COUNTERS_TABLE is not set, and the configuration limits rates; "
                    + "counting in memory would give every environment the whole limit");
        }
        HealthTracking health = health(compilation.gateway(), compilation.settings(), stores);
        return started(compilation, health, stores, table.isEmpty()
                ? Stores.noCounters("HEADGATE_COUNTERS_TABLE is not set")
                : stores.counters(table, compilation.settings().rateLimits(), InstantSource.system()));
    }

    private static boolean counts(PluginInstance plugin) {
        return plugin.enabled() && plugin.config() instanceof CountingPlugin;
    }

    /// What the authorizer judges by. It counts nothing: whatever counts runs after authentication.
    ///
    /// @throws EnvironmentException when it cannot be made
    public ActiveGateway authorizer() {
        return servedByAuthorizer().get();
    }

    /// What the authorizer judges by, which a restored snapshot starts anew.
    ///
    /// @throws EnvironmentException when it cannot be made
    public Restartable<ActiveGateway> servedByAuthorizer() {
        Stores stores = new Stores(System.out::println);
        Kept<Compilation> compilation = new Kept<>(this::compilation, Compilation::hasManagedSecrets);
        return new Restartable<>(() -> started(compilation.current(), HealthTracking.local(), stores,
                Stores.noCounters("the authorizer counts no requests")));
    }

    /// What the authorizer answers HTTP APIs of payload format 2.0 with.
    ///
    /// @throws EnvironmentException when the variable says neither
    public Form authorizerForm() {
        String form = variables.getOrDefault("HEADGATE_AUTHORIZER_FORM", "simple");
        return switch (form) {
            case "simple" -> Form.SIMPLE;
            case "policy" -> Form.POLICY;
            default -> throw new EnvironmentException(
                    "HEADGATE_AUTHORIZER_FORM is \"" + form + "\"; it has to be simple or policy");
        };
    }

    /// What the router does beside serving requests.
    ///
    /// @throws EnvironmentException when a variable cannot be used
    public Operation routerOperation() {
        return operatedByRouter().get();
    }

    /// What the router does beside serving requests. A restored snapshot reads the origin's secret again.
    ///
    /// @throws EnvironmentException when a variable cannot be used
    public Restartable<Operation> operatedByRouter() {
        List<String> tables = TABLES.stream().map(variable -> variables.getOrDefault(variable, ""))
                .filter(table -> !table.isEmpty()).toList();
        return operation().ofRouter(tables);
    }

    /// What the authorizer does beside judging requests.
    ///
    /// @throws EnvironmentException when a variable cannot be used
    public Operation authorizerOperation() {
        return operatedByAuthorizer().get();
    }

    /// What the authorizer does beside judging requests. A restored snapshot reads the origin's secret again.
    ///
    /// @throws EnvironmentException when a variable cannot be used
    public Restartable<Operation> operatedByAuthorizer() {
        return operation().ofAuthorizer();
    }

    private OperationEnvironment operation() {
        return new OperationEnvironment(variables);
    }

    /// What the function of active health checks probes.
    ///
    /// @throws EnvironmentException when it cannot be made
    public HealthProbes probes() {
        return servedByProbes().get();
    }

    /// What the function of active health checks probes, which a restored snapshot starts anew.
    ///
    /// @throws EnvironmentException when it cannot be made
    public Restartable<HealthProbes> servedByProbes() {
        Stores stores = new Stores(System.out::println);
        Kept<Configuration> configuration = new Kept<>(() -> configuration(plugins(), settings()),
                Configuration::hasManagedSecrets);
        return new Restartable<>(() -> {
            Gateway gateway = configuration.current().gateway();
            return HealthProbes.system(gateway.upstreams(), health(gateway, settings(), stores));
        });
    }

    private HealthTracking health(Gateway gateway, Settings settings, Stores stores) {
        InstantSource clock = InstantSource.system();
        String table = variables.getOrDefault("HEADGATE_HEALTH_TABLE", "");
        boolean probes = gateway.upstreams().stream().anyMatch(upstream -> upstream.healthChecks().active().isOn());
        if (table.isEmpty() && probes) {
            throw new EnvironmentException("HEADGATE_HEALTH_TABLE is not set, and the configuration has active health "
                    + "checks; what probes find out would reach nobody");
        }
        boolean shares = gateway.upstreams().stream().anyMatch(upstream -> upstream.healthChecks().areOn());
        return new HealthTracking(
                shares && !table.isEmpty() ? stores.health(table, clock) : new MemoryHealthStore(),
                clock, settings.breaker());
    }

    /// What is the same in every process that serves the configuration.
    ///
    /// @param upstreamsUnknown compiled for a process of its own, of which only what cannot change is used
    private record Compilation(CompiledGateway upstreamsUnknown, CredentialStore declared, Settings settings,
            boolean hasManagedSecrets) {
        Gateway gateway() {
            return upstreamsUnknown.gateway();
        }
    }

    private Compilation compilation() {
        PluginRegistry plugins = plugins();
        Settings settings = settings();
        Configuration configuration = configuration(plugins, settings);
        Gateway gateway = sharedOut(configuration.gateway(), settings);
        CompiledGateway compiled = CompiledGateway.of(gateway, plugins, settings,
                HealthTracking.local(), new SecureRandom());
        return new Compilation(compiled, new DeclaredCredentials(gateway), settings,
                configuration.hasManagedSecrets());
    }

    /// The configuration with the limits of this Region.
    private Gateway sharedOut(Gateway gateway, Settings settings) {
        if (settings.rateLimits().split().isEmpty() || limitsAreWhole()) {
            return gateway;
        }
        LimitSplit split = settings.rateLimits().split().get();
        String region = variables.getOrDefault("AWS_REGION", "");
        if (!split.covers(region)) {
            throw new EnvironmentException((region.isEmpty()
                    ? "AWS_REGION is not set, and rate_limits.regions"
                    : "AWS_REGION is " + region + ", which rate_limits.regions")
                    + " in headgate.yaml " + (region.isEmpty() ? "splits limits over " : "does not name; it has ")
                    + String.join(", ", split.weights().keySet()));
        }
        return split.in(region, gateway);
    }

    private boolean limitsAreWhole() {
        String limits = variables.getOrDefault("HEADGATE_LIMITS", "region");
        return switch (limits) {
            case "region" -> false;
            case "whole" -> true;
            default -> throw new EnvironmentException(
                    "HEADGATE_LIMITS is \"" + limits + "\"; it has to be region or whole");
        };
    }

    /// Everything that one process has for itself is made here: randomness, the process's id, what is known of upstreams,
    /// issuers and keys, queues, and whatever keeps a connection.
    private ActiveGateway started(Compilation compilation, HealthTracking health, Stores stores,
            CounterStore counters) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        WebClient web = new JdkWebClient();
        Resources resources = new Resources(clock, random,
                stores.credentials(variables.getOrDefault("HEADGATE_KEYS_TABLE", ""), compilation.declared(), clock),
                Stores.openIdProviders(web, clock), counters,
                stores.cache(variables.getOrDefault("HEADGATE_CACHE_TABLE", "")), web,
                new SdkAwsSigner(variables, web, clock), telemetry(compilation.settings(), clock),
                GatewayProcess.current(random));
        return new ActiveGateway(compilation.upstreamsUnknown().startedAnew(health, random), resources,
                compilation.settings().auth());
    }

    /// Headgate's own plugins and those of the jars in the function's package.
    private static PluginRegistry plugins() {
        try {
            return PluginRegistry.load(FunctionEnvironment.class.getClassLoader());
        } catch (PluginProviderException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    /// Lines go to the standard output, which Lambda keeps as the function's log.
    private static Telemetry telemetry(Settings settings, InstantSource clock) {
        Consumer<String> log = System.out::println;
        return new Telemetry(
                new BackgroundDeliveries(settings.telemetryWait(), System::nanoTime, lost -> log.accept(lost.json())),
                new JdkSockets(), (_, _, line) -> log.accept(line), new EmbeddedMetrics(clock, log));
    }

    /// What the files say.
    ///
    /// @param hasManagedSecrets whether secrets were read that can change while the function is deployed
    private record Configuration(Gateway gateway, boolean hasManagedSecrets) {}

    private Configuration configuration(PluginRegistry plugins, Settings settings) {
        InstantSource clock = InstantSource.system();
        AtomicBoolean asked = new AtomicBoolean();
        // Closed again, so that no connection of it is in a snapshot.
        try (JdkWebClient web = new JdkWebClient()) {
            AwsSecrets aws = new AwsSecrets(new SdkAwsSigner(variables, web, clock), web);
            Secrets secrets = new EnvironmentSecrets(variables, name -> {
                asked.set(true);
                return aws.secret(name);
            });
            ReadingOptions options = new ReadingOptions(variables, ReadingOptions.Placeholders.LITERAL, List.of());
            Reading reading = new KongReader(clock, plugins, secrets, options.with(settings)).read(sources());
            return new Configuration(reading.gateway().orElseThrow(() -> mistakes("HEADGATE_CONFIG",
                    variables.getOrDefault("HEADGATE_CONFIG", ""), reading.diagnostics())), asked.get());
        }
    }

    private Settings settings() {
        if (variables.getOrDefault("HEADGATE_SETTINGS", "").isEmpty()) {
            return Settings.DEFAULT;
        }
        Path file = resolved(variables.get("HEADGATE_SETTINGS"));
        HeadgateSettings.Reading reading;
        try {
            reading = HeadgateSettings.read(file.getFileName().toString(), SourcePaths.content(file));
        } catch (IOException e) {
            throw unreadable("HEADGATE_SETTINGS", file.toString(), e);
        }
        return reading.settings()
                .orElseThrow(() -> mistakes("HEADGATE_SETTINGS", file.toString(), reading.diagnostics()));
    }

    /// The files of the configuration, under the names by which the variable names them.
    private List<SourceFile> sources() {
        List<SourceFile> sources = new ArrayList<>();
        for (String name : variables.getOrDefault("HEADGATE_CONFIG", "").split(",")) {
            if (name.isBlank()) {
                continue;
            }
            try {
                sources.addAll(SourcePaths.read(resolved(name.strip()), name.strip()));
            } catch (IOException e) {
                throw unreadable("HEADGATE_CONFIG", name.strip(), e);
            }
        }
        if (sources.isEmpty()) {
            throw new EnvironmentException("HEADGATE_CONFIG is not set; it names a file in the function's package");
        }
        return sources;
    }

    private Path resolved(String path) {
        return Path.of(variables.getOrDefault("LAMBDA_TASK_ROOT", "")).resolve(path);
    }

    private static EnvironmentException unreadable(String variable, String file, IOException cause) {
        return new EnvironmentException(variable + " names " + file + ", which cannot be read: " + cause.getMessage(),
                cause);
    }

    private static EnvironmentException mistakes(String variable, String file, List<Diagnostic> diagnostics) {
        return new EnvironmentException(variable + " names " + file + ", which cannot be used:\n"
                + diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    }
}
