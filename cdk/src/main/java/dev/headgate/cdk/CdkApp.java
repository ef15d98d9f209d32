package dev.headgate.cdk;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.HashedFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.ReadingOptions;
import dev.headgate.config.SourceFile;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.AddedPlugins;
import dev.headgate.plugin.PluginProviderException;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;

/// What `cdk synth` and `cdk deploy` run: reads `cdk.json` and the configuration that it names, and makes the stacks of
/// them. Everything that is wrong with either is told with its place, and then nothing is made.
///
/// @param cdkJson names of files in it count from its folder
/// @param out takes what is found
public record CdkApp(Path cdkJson, PrintStream out) {
    private static final String SETTINGS = "cdk.json";
    /// By which `cdk synth --no-staging` asks for stacks that name files where they are.
    private static final String NO_STAGING = "aws:cdk:disable-asset-staging";

    /// What the stacks are made of.
    record Inputs(Deployment deployment, FunctionPackage functionPackage) {}

    /// @param files of the configuration as they may leave for AWS
    private record Configured(Deployment deployment, List<SourceFile> files) {}

    /// Runs in the folder of `cdk.json`. Ends the process with 1 where nothing is made.
    ///
    /// @param arguments the folder of the functions' libraries
    public static void main(String[] arguments) {
        try {
            Path folder = Files.createTempDirectory("headgate-functions");
            CdkApp cdkApp = new CdkApp(Path.of(SETTINGS), System.err);
            Optional<Inputs> inputs = cdkApp.read(folder, Path.of(arguments[0]));
            boolean isStaged = inputs.isEmpty() || synth(inputs.get());
            if (isStaged) {
                delete(folder);
            }
            if (inputs.isPresent()) {
                DeploymentLock.of(inputs.get().deployment().settings()).write(cdkApp.lockFile());
                return;
            }
        } catch (IOException e) {
            System.err.println("headgate: cannot read or write: " + e.getMessage());
        }
        System.exit(1);
    }

    /// Makes the stacks.
    ///
    /// @return whether they have the functions' package by now
    private static boolean synth(Inputs inputs) {
        App app = new App();
        inputs.deployment().addTo(app, inputs.functionPackage());
        NagPacks.add(app);
        app.synth();
        return app.getNode().tryGetContext(NO_STAGING) == null;
    }

    /// Reads settings and configuration and puts the functions' package together; empty where something is wrong, which is
    /// then told.
    ///
    /// @param folder empty; takes the package
    /// @throws IOException when there is no cdk.json, or a file cannot be read or written
    Optional<Inputs> read(Path folder, Path libraries) throws IOException {
        DeploymentFields.Reading reading = DeploymentFields.read(cdkJson.toString(), Files.readAllBytes(cdkJson));
        print(reading.diagnostics());
        if (reading.settings().isEmpty()) {
            return Optional.empty();
        }
        DeploymentSettings settings = reading.settings().get();
        if (isLossy(reading, settings)) {
            return Optional.empty();
        }
        NamedFiles files = NamedFiles.of(cdkJson, settings);
        List<Diagnostic> problems = files.problems(reading);
        print(problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Optional<Configured> configured = plugins(files, reading)
                .flatMap(plugins -> configured(reading, settings, files, plugins));
        if (configured.isEmpty()) {
            return Optional.empty();
        }
        if (settings.awaitsIssuers()) {
            print(List.of(new Diagnostic(Code.HG0602, reading.places().apply("cognito"), "", "", "cognito",
                    "the gateway's stacks are left out, since its functions have to be told the issuers of all pools.",
                    "Deploy, and write each identity stack's output Issuer into cognito.issuers; then deploy again.")));
        }
        FunctionPackage functionPackage = FunctionPackage.make(folder, libraries, files,
                configured.get().files());
        if (!isSmallEnough(functionPackage, reading)) {
            return Optional.empty();
        }
        if (!settings.awaitsIssuers()) {
            configured.get().deployment().plans().plans().values().forEach(plan -> out.println(plan.summary()));
        }
        return Optional.of(new Inputs(configured.get().deployment(), functionPackage));
    }

    /// Whether data would be lost that is to outlive its stack.
    private boolean isLossy(DeploymentFields.Reading reading, DeploymentSettings settings) throws IOException {
        DeploymentLock.Reading lock = DeploymentLock.read(lockFile());
        print(lock.diagnostics());
        List<Diagnostic> losses = lock.lock().filter(_ -> settings.keepData())
                .map(kept -> kept.lostBy(settings, reading.places())).orElse(List.of());
        print(losses);
        return !lock.diagnostics().isEmpty() || !losses.isEmpty();
    }

    private Path lockFile() {
        return cdkJson.resolveSibling(DeploymentLock.FILE);
    }

    private Optional<PluginRegistry> plugins(NamedFiles files, DeploymentFields.Reading reading) throws IOException {
        try {
            return Optional.of(AddedPlugins.load(files.jars()));
        } catch (IOException | PluginProviderException e) {
            print(List.of(reading.mistake("plugins", e.getMessage() + ".", "")));
            return Optional.empty();
        }
    }

    /// The configuration is read as the functions will read it, but for secrets that stand in AWS.
    private Optional<Configured> configured(DeploymentFields.Reading reading, DeploymentSettings settings,
            NamedFiles files, PluginRegistry plugins) {
        Map<String, String> variables = FunctionVariables.forReading(settings);
        try {
            ConfigurationFiles written = new ConfigurationFiles(files.config().stream().map(Path::toString).toList(),
                    plugins, new EnvironmentSecrets(variables, Secrets.NOT_LOOKED_UP),
                    new ReadingOptions(variables, ReadingOptions.Placeholders.LITERAL, List.of()));
            LoadedConfiguration loaded = written.load(InputStream.nullInputStream());
            print(loaded.diagnostics());
            if (loaded.gateway().isEmpty()) {
                return Optional.empty();
            }
            Gateway gateway = loaded.gateway().get();
            List<Diagnostic> found = DeploymentRules.check(reading, gateway, loaded.settings());
            print(found);
            if (!found.isEmpty()) {
                return Optional.empty();
            }
            DeploymentPlans plans = DeploymentPlans.of(reading, gateway, loaded.settings());
            print(plans.diagnostics());
            if (plans.hasErrors()) {
                return Optional.empty();
            }
            HashedFiles hashed = written.hashed(loaded.settings());
            print(hashed.clear().stream().map(place -> new Diagnostic(Code.HG0603, place, "", "", "",
                    "this key or password cannot be deployed as its hash: an alias or a merge gives it to other fields too.",
                    "Write it where it is used, or its hash in its place.")).toList());
            return hashed.clear().isEmpty()
                    ? Optional.of(new Configured(new Deployment(settings, gateway,
                            loaded.declared().orElseThrow().normalize(), loaded.settings().auth(), plans,
                            loaded.settings().placement().privateBackends()),
                            hashed.files()))
                    : Optional.empty();
        } catch (IOException e) {
            print(List.of(reading.mistake("config", e.getMessage() + ".", "")));
            return Optional.empty();
        }
    }

    private boolean isSmallEnough(FunctionPackage functionPackage, DeploymentFields.Reading reading)
            throws IOException {
        long bytes = functionPackage.bytes();
        if (bytes > FunctionPackage.BYTES_MAX) {
            print(List.of(reading.mistake(functionPackage.aotCacheName().isEmpty() ? "plugins" : "aot_cache",
                    "the functions' package has " + bytes + " bytes, and Lambda takes " + FunctionPackage.BYTES_MAX
                            + ".",
                    "Leave out what the functions do not need.")));
        }
        return bytes <= FunctionPackage.BYTES_MAX;
    }

    private void print(List<Diagnostic> diagnostics) {
        diagnostics.forEach(out::println);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
