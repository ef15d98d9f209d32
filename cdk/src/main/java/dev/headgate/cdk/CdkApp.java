package dev.headgate.cdk;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.local.configuration.ConfigurationFiles;
import dev.headgate.local.configuration.LoadedConfiguration;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/// What `cdk synth` and `cdk deploy` run: reads `cdk.json` and the configuration that it names, and makes the stacks of
/// them. Everything that is wrong with either is told with its place, and then nothing is made.
public final class CdkApp {
    private static final String SETTINGS = "cdk.json";

    private CdkApp() {}

    /// Runs in the folder of `cdk.json`.
    ///
    /// @param arguments the folder of the functions' libraries
    public static void main(String[] arguments) throws IOException {
        Path libraries = Path.of(arguments[0]);
        Optional<Deployment> deployment = deployment(Path.of(SETTINGS), System.err);
        if (deployment.isEmpty()) {
            System.exit(1);
        }
        Deployment found = deployment.get();
        App app = new App();
        found.addTo(app, FunctionPackage.make(Files.createTempDirectory("headgate-functions"), libraries,
                found.settings().config().stream().map(Path::of).toList()));
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        app.synth();
    }

    /// Reads settings and configuration; empty where one of them has mistakes, which are then told.
    ///
    /// @param cdkJson names of configuration files in it count from its folder
    static Optional<Deployment> deployment(Path cdkJson, PrintStream out) throws IOException {
        DeploymentFields.Reading reading = DeploymentFields.read(cdkJson.toString(), Files.readAllBytes(cdkJson));
        print(reading.diagnostics(), out);
        if (reading.settings().isEmpty()) {
            return Optional.empty();
        }
        DeploymentSettings settings = reading.settings().get();
        String[] paths = settings.config().stream().map(name -> cdkJson.resolveSibling(name).toString())
                .toArray(String[]::new);
        LoadedConfiguration loaded = ConfigurationFiles.of(paths).load(InputStream.nullInputStream());
        print(loaded.diagnostics(), out);
        return loaded.gateway().map(gateway -> new Deployment(settings, gateway,
                loaded.declared().orElseThrow().normalize(), loaded.settings().auth()));
    }

    private static void print(List<Diagnostic> diagnostics, PrintStream out) {
        diagnostics.forEach(out::println);
    }
}
