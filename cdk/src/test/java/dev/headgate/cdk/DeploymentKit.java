package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.ReadingOptions;
import dev.headgate.config.Settings;
import dev.headgate.config.SourcePaths;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/// Makes deployments of settings and configurations written in a test, and looks into their templates.
///
/// @param functionPackage the same whatever the build made, so that templates are repeatable
record DeploymentKit(FunctionPackage functionPackage) {
    static DeploymentKit in(Path folder) throws IOException {
        Path libraries = Files.createDirectory(folder.resolve("libraries"));
        Files.writeString(libraries.resolve("headgate.jar"), "jar");
        Path config = Files.writeString(folder.resolve("kong.yaml"), "_format_version: \"3.0\"\n");
        return new DeploymentKit(FunctionPackage.make(Files.createDirectory(folder.resolve("package")), libraries,
                new NamedFiles(List.of(config), List.of(), Optional.empty()),
                SourcePaths.read(config, config.toString())));
    }

    App app(String settings, Settings.Auth auth, String kong) {
        return app(settings, headgate(auth, PlacementSettings.DEFAULT), kong);
    }

    App app(String settings, Settings headgate, String kong) {
        App app = new App();
        deployment(settings, headgate, kong).addTo(app, functionPackage);
        return app;
    }

    /// What `headgate.yaml` says.
    static Settings headgate(Settings.Auth auth, PlacementSettings placement) {
        Settings defaults = Settings.DEFAULT;
        return new Settings(auth, defaults.trustedIps(), defaults.realIp(), defaults.telemetryWait(),
                defaults.breaker(),
                defaults.placeholders(), defaults.selectedTags(), placement, defaults.rateLimits());
    }

    /// @param settings members of `context.headgate`
    static DeploymentFields.Reading read(String settings) {
        return DeploymentFields.read("cdk.json",
                ("{\"context\": {\"headgate\": {" + settings + "}}}").getBytes(StandardCharsets.UTF_8));
    }

    /// @param settings members of `context.headgate`
    /// @param kong what follows the format version
    Deployment deployment(String settings, Settings.Auth auth, String kong) {
        return deployment(settings, headgate(auth, PlacementSettings.DEFAULT), kong);
    }

    Deployment deployment(String settings, Settings headgate, String kong) {
        DeploymentFields.Reading read = read(settings);
        assertThat(read.settings()).as("%s", read.diagnostics()).isPresent();
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                ReadingOptions.DEFAULT).read("kong.yaml", "_format_version: \"3.0\"\n" + kong);
        assertThat(reading.gateway()).as("%s", reading.diagnostics()).isPresent();
        return new Deployment(read.settings().orElseThrow(), reading.gateway().orElseThrow(),
                reading.declared().orElseThrow().normalize(), headgate.auth(),
                DeploymentPlans.of(read, reading.gateway().orElseThrow(), headgate),
                headgate.placement().privateBackends());
    }

    /// By the name of the stack.
    static Map<String, Template> templates(App app) {
        Map<String, Template> templates = new TreeMap<>();
        app.getNode().getChildren().forEach(child -> templates.put(child.getNode().getId(),
                Template.fromStack((Stack) child)));
        return templates;
    }

    /// What a policy allows.
    static List<Map<?, ?>> statements(Map<?, ?> policy) {
        Map<?, ?> properties = (Map<?, ?>) policy.get("Properties");
        Map<?, ?> document = (Map<?, ?>) properties.get("PolicyDocument");
        return ((List<?>) document.get("Statement")).stream().<Map<?, ?>>map(statement -> (Map<?, ?>) statement)
                .toList();
    }

    /// What a role allows by policies of its own.
    static List<Map<?, ?>> inlineStatements(Map<String, Object> role) {
        Map<?, ?> properties = (Map<?, ?>) role.get("Properties");
        return properties.get("Policies") instanceof List<?> policies
                ? policies.stream().flatMap(policy -> statements(Map.of("Properties", policy)).stream()).toList()
                : List.of();
    }

    /// What a statement is about, as [#plain] writes it.
    static List<String> plainResources(Map<?, ?> statement) {
        return statement.get("Resource") instanceof List<?> resources
                ? resources.stream().map(DeploymentKit::plain).toList()
                : List.of(plain(statement.get("Resource")));
    }

    /// An ARN with the names of what CloudFormation puts in.
    static String plain(Object arn) {
        return arn instanceof Map<?, ?> function && function.get("Fn::Join") instanceof List<?> join
                ? ((List<?>) join.get(1)).stream().map(DeploymentKit::plain).collect(Collectors.joining())
                : arn instanceof Map<?, ?> reference ? String.valueOf(reference.get("Ref")) : String.valueOf(arn);
    }
}
