package dev.headgate.local.cli;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.Settings;
import dev.headgate.local.configuration.NeededVariables;
import dev.headgate.local.configuration.SystemSecrets;
import dev.headgate.local.demo.DemoBackend;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.gateway.GatewayOptions;
import dev.headgate.local.gateway.LocalGateway;
import dev.headgate.local.gateway.StoreKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headgate start`: serves a configuration on this machine, on the path that runs in Lambda.
@Command(
        name = "start",
        description = "Serves a configuration on this machine, on the path that runs in Lambda.")
final class StartCommand implements Callable<Integer> {
    /// Where the quickstart's services expect their backend.
    private static final int DEMO_PORT = 8010;
    private static final int PORT_MAX = 65_535;
    private static final Set<String> FOR_ASSEMBLIES = Set.of("--assembly", "--stack", "--in-process", "--target",
            "--port");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "CONFIG",
            description = "Kong declarative files, YAML or JSON, and folders of them, read as one configuration; - for"
                    + " standard input. Default: the quickstart, with a demo backend.")
    private List<String> configs = List.of();

    @Option(
            names = "--port",
            description = "The port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8000")
    private int port;

    @Option(
            names = "--api",
            description = "Which kind of API to be: http (payload 2.0) or rest. Default: ${DEFAULT-VALUE}.",
            defaultValue = "http")
    private ApiKind api;

    @Option(
            names = "--auth",
            description = "Who refuses callers: edge (the authorizer) or strict (the router, exactly as Kong). Default: what"
                    + " headgate.yaml says, else edge.")
    private Settings.Auth auth;

    @Option(
            names = "--store",
            description = "Where keys and counters are kept: dynamodb (embedded) or memory. Default: ${DEFAULT-VALUE}.",
            defaultValue = "dynamodb")
    private StoreKind store;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the embedded store in this folder, so that it outlives this command. Default: in memory.")
    private Path data;

    @Option(names = "--watch", description = "Take up changes of the configuration's files.")
    private boolean watch;

    @Mixin
    private AssemblyOption assembly;

    @Mixin
    private ProcessesOptions processes;

    @Mixin
    private ConfigurationOptions plugins;

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        if (assembly.isGiven()) {
            try (Closeables closeables = new Closeables()) {
                return assembly.serve(spec, port, closeables, StartCommand::awaitEnd);
            }
        }
        boolean quickstart = configs.isEmpty();
        List<String> paths = quickstart ? List.of(quickstartFile().toString()) : configs;
        NeededVariables variables = new NeededVariables(System.getenv());
        ConfigurationFiles files = plugins.files(paths).with(variables.noting(SystemSecrets.open()));
        LoadedConfiguration loaded = ConfigurationInput.load(files);
        ConfigurationInput.usable(loaded, spec);
        GatewayOptions options = new GatewayOptions(port, api, Optional.ofNullable(auth), store,
                Optional.ofNullable(data),
                watch, processes.of(files, plugins, variables));
        try (Closeables closeables = new Closeables()) {
            if (quickstart) {
                closeables.add(demoBackend());
            }
            LocalGateway gateway = closeables.add(LocalGateway.start(files, loaded, options,
                    new GatewayConsole(spec)));
            announce(gateway, quickstart);
            awaitEnd(closeables);
        } catch (IOException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
        return Headgate.OK;
    }

    /// Options that would have no effect are a mistake of the user's, not a matter of taste.
    private void checkOptions() {
        if (watch && configs.contains("-")) {
            throw new ParameterException(spec.commandLine(),
                    "--watch has no file to watch: the configuration comes from"
                            + " standard input. Name a file, or leave out --watch.");
        }
        if (data != null && store == StoreKind.MEMORY) {
            throw new ParameterException(spec.commandLine(),
                    "--data " + data + " needs the embedded DynamoDB, and --store"
                            + " memory has none. Leave out one of the two.");
        }
        assembly.check(spec, configs, forConfigurations());
        processes.check(spec, configs, plugins, auth != null, store);
        checkPort();
    }

    /// Options that were given and are for configurations only.
    private List<String> forConfigurations() {
        return spec.commandLine().getParseResult().matchedOptions().stream().map(OptionSpec::longestName)
                .filter(name -> !FOR_ASSEMBLIES.contains(name)).toList();
    }

    private void checkPort() {
        int highest = store == StoreKind.DYNAMODB ? PORT_MAX - 1 : PORT_MAX;
        if (port < 0 || port > highest) {
            throw new ParameterException(spec.commandLine(), "--port " + port + ": expected 0 to " + highest
                    + (store == StoreKind.DYNAMODB ? "; the port after it is the embedded DynamoDB's." : "."));
        }
    }

    private static Path quickstartFile() {
        Path file = Checkout.folder().resolve(Path.of("examples", "quickstart", "kong.yaml"));
        if (!Files.exists(file)) {
            throw new EnvironmentException(
                    "no configuration was given, and there is no quickstart at " + file + ". Name a Kong file.");
        }
        return file;
    }

    private static DemoBackend demoBackend() {
        try {
            return DemoBackend.start(DEMO_PORT);
        } catch (IOException e) {
            throw new EnvironmentException("the quickstart's demo backend needs port " + DEMO_PORT
                    + ", which is in use. Free it, or start with a configuration of your own.", e);
        }
    }

    private void announce(LocalGateway gateway, boolean quickstart) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Headgate ready on " + gateway.address());
        out.println();
        out.print(RouteListing.of(gateway.active().compiled(), gateway.active().auth())
                .text(spec.commandLine().getColorScheme().ansi()));
        out.println();
        gateway.storeAddress()
                .ifPresent(address -> out.println("Embedded DynamoDB on " + address + " (headgate keys)"));
        gateway.statusAddress().ifPresent(address -> out.println("Metrics on " + address + "/metrics"));
        processes.announce(out);
        if (quickstart) {
            out.println("Try:");
            out.println("  curl " + gateway.address() + "/hello");
            out.println("  curl -H 'apikey: quickstart-key' " + gateway.address() + "/orders");
            out.println("  for i in 1 2 3 4 5 6; do curl -s -o /dev/null -w '%{http_code}\\n' " + gateway.address()
                    + "/limited; done");
        }
        out.flush();
    }

    /// Waits until the process is told to end, then closes everything and leaves with exit code 0, which a JVM that ends by
    /// a signal would not.
    private static void awaitEnd(Closeables closeables) throws InterruptedException {
        Thread hook = new Thread(() -> {
            closeables.close();
            Runtime.getRuntime().halt(Headgate.OK);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        new CountDownLatch(1).await();
    }
}
