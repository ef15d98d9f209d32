package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.SourceFile;
import dev.headgate.config.SourcePaths;
import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.identity.ApiKeys;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import dev.headgate.model.Route;
import dev.headgate.router.ActiveGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/// What is deployed is what was read: the functions find it in their package, by their environment.
class FunctionPackageTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("lib/headgate.jar", "jar");
        write("team-a/kong.yaml", """
                _format_version: "3.0"
                services: [{name: a, host: ${{ env "DECK_HOST" }}, routes: [{name: a, paths: [/a]}]}]
                """);
        write("lib, b/services/kong.yaml", """
                services: [{name: b, host: $HOST, routes: [{name: b, paths: [/b]}]}]
                plugins: [{name: session, config: {secret: "{vault://env/session-secret}"}}]
                """);
        write("lib, b/.git/kong.yaml", "broken");
        write("lib, b/headgate.yaml", "auth: strict\nenv: true\n");
        write("plugin.jar", "jar");
        write("jars/plugin.jar", "jar");
        write("headgate.aot", "cache");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void functions_read_what_was_read_before_they_were_made() throws IOException {
        write("cdk.json", """
                {"context": {"headgate": {"config": ["team-a/kong.yaml", "lib, b"], "snap_start": false,
                "aot_cache": "headgate.aot",
                "variables": {"DECK_HOST": "a.test", "HOST": "b.test", "SESSION_SECRET": "hunter2"}}}}
                """);
        Path made = Files.createDirectory(folder.resolve("package"));
        CdkApp.Inputs inputs = new CdkApp(folder.resolve("cdk.json"), System.err).read(made, folder.resolve("lib"))
                .orElseThrow();
        App app = new App();
        inputs.deployment().addTo(app, inputs.functionPackage());
        Template template = DeploymentKit.templates(app).get("headgate-us-east-1");
        Map<String, String> environment = environment(template, made);
        assertThat(environment).containsEntry("JAVA_TOOL_OPTIONS", "-XX:AOTCache=/var/task/headgate.aot")
                .containsEntry("HEADGATE_CONFIG", "0-kong.yaml,1-lib__b");
        // No tables, which only AWS has; the configuration counts nothing.
        environment.keySet().removeIf(name -> name.endsWith("_TABLE"));
        ActiveGateway router = new FunctionEnvironment(environment).router();
        Gateway deployed = router.compiled().gateway();
        assertThat(deployed.services()).extracting(service -> service.host()).containsExactly("a.test", "b.test");
        assertThat(deployed.routes()).extracting(Route::id)
                .isEqualTo(inputs.deployment().gateway().routes().stream().map(Route::id).toList());
        assertThat(deployed.plugins()).hasSameSizeAs(inputs.deployment().gateway().plugins());
        assertThat(router.auth()).isEqualTo(inputs.deployment().auth());
        template.resourceCountIs("AWS::Lambda::Function", 1);
    }

    private static Map<String, String> environment(Template template, Path made) {
        Map<?, ?> function = (Map<?, ?>) template.findResources("AWS::Lambda::Function",
                Match.objectLike(Map.of("Properties", Map.of("FunctionName", "headgate-router")))).values().iterator()
                .next().get("Properties");
        Map<String, String> variables = new HashMap<>(Map.of("LAMBDA_TASK_ROOT", made.toString()));
        ((Map<?, ?>) ((Map<?, ?>) function.get("Environment")).get("Variables"))
                .forEach((name, value) -> variables.put((String) name, (String) value));
        return variables;
    }

    private static List<SourceFile> sources(Path path) throws IOException {
        return SourcePaths.read(path, path.toString());
    }

    /// What is needed as it is, since messages are verified or made with it, is in the package and nowhere else.
    @Test
    void no_key_or_password_leaves_for_aws() throws IOException {
        write("cdk.json", """
                {"context": {"headgate": {"config": ["secrets/kong.yaml"], "snap_start": false,
                "variables": {"HOST": "b.test"}}}}
                """);
        write("secrets/kong.yaml", """
                _format_version: "3.0"
                services: [{name: s, host: a.test, routes: [{name: r, paths: [/]}]}]
                consumers:
                - username: alice
                  keyauth_credentials: [{key: marked-key-1}, {key: 'marked-key-2'}]
                  basicauth_credentials: [{username: alice, password: marked-password}]
                  hmacauth_credentials: [{username: alice, secret: needed-hmac}]
                  jwt_secrets: [{key: issuer, secret: needed-jwt}]
                plugins:
                - {name: key-auth}
                - {name: session, config: {secret: needed-session}}
                """);
        Path made = Files.createDirectory(folder.resolve("package"));
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        CdkApp.Inputs inputs = new CdkApp(folder.resolve("cdk.json"),
                new PrintStream(console, true, StandardCharsets.UTF_8)).read(made, folder.resolve("lib")).orElseThrow();
        App app = new App();
        inputs.deployment().addTo(app, inputs.functionPackage());
        Path assembly = Path.of(app.synth().getDirectory());
        try (Stream<Path> files = Files.walk(assembly)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text).as("%s", file).doesNotContain("marked-");
                boolean isConfiguration = file.getFileName().toString().equals("kong.yaml");
                assertThat(text.contains("needed-")).as("%s", file).isEqualTo(isConfiguration);
            }
        }
        assertThat(console.toString(StandardCharsets.UTF_8)).doesNotContain("marked-").doesNotContain("needed-");
        Gateway deployed = new FunctionEnvironment(Map.of("LAMBDA_TASK_ROOT", made.toString(), "HEADGATE_CONFIG",
                String.join(",", inputs.functionPackage().configNames()))).router().compiled().gateway();
        assertThat(deployed.credentials()).filteredOn(Credential.ApiKey.class::isInstance)
                .extracting(credential -> ((Credential.ApiKey) credential).keyHash())
                .containsExactly(ApiKeys.hash("marked-key-1"), ApiKeys.hash("marked-key-2"));
    }

    @Test
    void a_key_that_other_fields_share_is_not_deployed() throws IOException {
        write("cdk.json", "{\"context\": {\"headgate\": {\"config\": [\"secrets/kong.yaml\"]}}}");
        write("secrets/kong.yaml", """
                _format_version: "3.0"
                services: [{name: s, host: a.test, routes: [{name: r, paths: [/]}]}]
                consumers:
                - username: &name alice-and-key
                  keyauth_credentials:
                  - key: *name
                """);
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        assertThat(new CdkApp(folder.resolve("cdk.json"), new PrintStream(console, true, StandardCharsets.UTF_8))
                .read(Files.createDirectory(folder.resolve("package")), folder.resolve("lib"))).isEmpty();
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("kong.yaml:4:13 error HG0603")
                .doesNotContain("alice-and-key");
    }

    @Test
    void everything_has_its_place() throws IOException {
        Path made = Files.createDirectory(folder.resolve("package"));
        FunctionPackage functionPackage = FunctionPackage.make(made, folder.resolve("lib"), new NamedFiles(
                List.of(folder.resolve("lib, b")), List.of(folder.resolve("plugin.jar"), folder.resolve("jars")),
                Optional.of(folder.resolve("headgate.aot"))), sources(folder.resolve("lib, b")));
        try (Stream<Path> files = Files.walk(made)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> made.relativize(file).toString()).sorted())
                    .containsExactly("headgate.aot", "headgate.yaml", "lib/headgate.jar", "lib/zz-0-plugin.jar",
                            "lib/zz-1-plugin.jar", "lib__b/services/kong.yaml");
        }
        assertThat(functionPackage.bytes()).isEqualTo(Files.readString(folder.resolve("lib, b/headgate.yaml"),
                StandardCharsets.UTF_8).length()
                + Files.size(folder.resolve("lib, b/services/kong.yaml"))
                + "cache".length() + 3L * "jar".length());
    }

    @Test
    void names_of_its_own_are_not_taken_by_the_configuration() throws IOException {
        Path made = Files.createDirectory(folder.resolve("package"));
        write("gateway/lib/kong.yaml", "_format_version: \"3.0\"\n");
        assertThat(FunctionPackage.make(made, folder.resolve("lib"), new NamedFiles(
                List.of(folder.resolve("gateway/lib/.")), List.of(), Optional.empty()),
                sources(folder.resolve("gateway/lib/."))).configNames())
                .containsExactly("0-lib");
    }
}
