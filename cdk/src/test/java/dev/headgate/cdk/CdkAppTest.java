package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users are told of their files. Nothing of it needs the CDK.
class CdkAppTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        write("lib/headgate.jar", "jar");
        write("kong.yaml", """
                _format_version: "3.0"
                services: [{name: s, host: backend.test, routes: [{name: r, paths: [/]}]}]
                """);
        write("wrong.yaml", """
                _format_version: "3.0"
                services: [{name: s, host: backend.test, hots: x}]
                """);
        write("templates.yaml", """
                _format_version: "3.0"
                services: [{name: s, host: ${{ env "DECK_HOST" }}}]
                """);
        write("shell/kong.yaml", """
                _format_version: "3.0"
                consumers: [{username: anon, keyauth_credentials: [{key: $ANON_KEY}]}]
                """);
        write("shell/headgate.yaml", "env: true\n");
        write("vault.yaml", """
                _format_version: "3.0"
                plugins: [{name: session, config: {secret: "{vault://env/session-secret}"}}]
                """);
        write("aws.yaml", """
                _format_version: "3.0"
                plugins: [{name: session, config: {secret: "{vault://aws/gateway/session}"}}]
                """);
        write("empty/readme.txt", "no configuration");
        write("other/headgate.yaml", "auth: strict\n");
        write("other/kong.yaml", "_format_version: \"3.0\"\n");
        write("wrong/kong.yaml", "_format_version: \"3.0\"\n");
        write("wrong/headgate.yaml", "auth: perhaps\n");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(folder.resolve("plain.jar")))) {
            jar.putNextEntry(new ZipEntry("readme.txt"));
        }
        write("classes/META-INF/services/dev.headgate.plugin.PluginProvider", "some.Provider");
        write("classes/any.jar", "jar");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Optional<CdkApp.Inputs> read(String settings) throws IOException {
        write("cdk.json", "{\"context\": {\"headgate\": {" + settings + "}}}");
        return new CdkApp(folder.resolve("cdk.json"), new PrintStream(out, true, StandardCharsets.UTF_8))
                .read(Files.createDirectory(folder.resolve("package")), folder.resolve("lib"));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8).replace(folder + "/", "").strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # settings                   | what is said
                    "config": ["gone.yaml"]      | cdk.json:1:38 error HG0601 config[0]: there is no file or folder gone.yaml. Names count from the folder of cdk.json.
                    "config": ["kong.yaml", "empty"] | cdk.json:1:51 error HG0601 config[1]: there is no .yaml, .yml or .json file in empty.
                    "config": ["-"]              | cdk.json:1:38 error HG0601 config[0]: '-' is no name of a file. Write it as seen from the folder of cdk.json.
                    "config": ["wrong.yaml"]     | wrong.yaml:2:42 error HG0104 service s hots: unknown field. Did you mean host?
                    "config": ["wrong"]          | wrong/headgate.yaml:1:7 error HG0501 auth: "perhaps": expected one of: edge, strict.
                    "config": ["wrong", "other"] | other/headgate.yaml error HG0501: a second headgate.yaml beside the files of one configuration; the first is wrong/headgate.yaml. Keep one of them.
                    "config": ["templates.yaml"] | templates.yaml:2:28 error HG0005: environment variable 'DECK_HOST' present in state file but not set. Set DECK_HOST; for functions, under variables in cdk.json.
                    "config": ["shell"]          | shell/kong.yaml:2:58 error HG0005: environment variable 'ANON_KEY' is not set. Set ANON_KEY (for functions, under variables in cdk.json), or write $$ANON_KEY where it is meant literally.
                    "config": ["vault.yaml"]     | vault.yaml:2:44 error HG0112 plugin session config.secret: the environment variable SESSION_SECRET is not set. Set it where Headgate runs: for functions, under variables in cdk.json.
                    "plugins": ["gone.jar"]      | cdk.json:1:39 error HG0601 plugins[0]: there is no file or folder gone.jar. Names count from the folder of cdk.json.
                    "plugins": ["kong.yaml"]     | cdk.json:1:39 error HG0601 plugins[0]: kong.yaml is neither a jar nor a folder with jars in it. Name the jar that the plugin's build makes.
                    "plugins": ["classes"]       | cdk.json:1:39 error HG0601 plugins[0]: classes is neither a jar nor a folder with jars in it. Name the jar that the plugin's build makes.
                    "plugins": ["plain.jar"]     | cdk.json:1:38 error HG0601 plugins: no plugins in plain.jar: a jar that brings some has a file META-INF/services/dev.headgate.plugin.PluginProvider.
                    "snap_start": false, "aot_cache": "gone.aot" | cdk.json:1:61 error HG0601 aot_cache: there is no file gone.aot. Names count from the folder of cdk.json.
                    """)
    void mistakes_are_told_with_their_places(String settings, String said) throws IOException {
        assertThat(read(settings)).isEmpty();
        assertThat(said()).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # settings                               | what is said
                    "name": "other"                          | cdk.json:1:35 error HG0604 name: the deployment was called shop; another name makes all of it anew, with empty tables, and leaves the old one where it is. Write "name": "shop". If it is meant, remove headgate.lock.json first.
                    "name": "shop", "regions": ["eu-west-1"] | cdk.json:1:54 error HG0604 regions: the table of API keys is described in us-east-1; with another Region first it would be made a second time. Write us-east-1 first. If it is meant, remove headgate.lock.json first.
                    """)
    void what_would_lose_data_is_refused(String settings, String said) throws IOException {
        new DeploymentLock("shop", "us-east-1", List.of()).write(folder.resolve(DeploymentLock.FILE));
        assertThat(read(settings)).isEmpty();
        assertThat(said()).isEqualTo(said);
    }

    @Test
    void a_user_pool_is_not_left_behind() throws IOException {
        new DeploymentLock("headgate", "us-east-1", List.of("us-east-1")).write(folder.resolve(DeploymentLock.FILE));
        assertThat(read("\"api\": \"http\"")).isEmpty();
        assertThat(said()).isEqualTo("cdk.json:1:26 error HG0604 cognito: the user pool in us-east-1 would leave the "
                + "deployment, and its users could not sign in any more. Keep us-east-1 in cognito.regions. If it is meant, "
                + "remove headgate.lock.json first.");
    }

    @Test
    void data_that_may_go_is_not_locked() throws IOException {
        new DeploymentLock("shop", "us-east-1", List.of()).write(folder.resolve(DeploymentLock.FILE));
        assertThat(read("\"name\": \"other\", \"removal\": \"destroy\"")).isPresent();
    }

    @Test
    void the_lock_can_be_read_again() throws IOException {
        Path file = folder.resolve(DeploymentLock.FILE);
        DeploymentLock lock = new DeploymentLock("shop", "eu-west-1", List.of("eu-west-1", "us-east-1"));
        lock.write(file);
        assertThat(DeploymentLock.read(file).lock()).contains(lock);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "config": ["kong.yaml"]
            "config": ["templates.yaml"], "variables": {"DECK_HOST": "backend.test"}
            "config": ["shell", "kong.yaml"], "variables": {"ANON_KEY": "key"}
            "config": ["vault.yaml"], "variables": {"SESSION_SECRET": "8437219"}
            "config": ["aws.yaml"]
            """)
    void what_the_configuration_needs_can_be_given(String settings) throws IOException {
        assertThat(read(settings)).isPresent();
        assertThat(said())
                .matches("HTTP API, placement strict: of [01] routes, 0 native, 0 in part, [01] on the router\\.");
    }

    @Test
    void several_missing_files_are_told_at_once() throws IOException {
        assertThat(read("\"config\": [\"a\", \"b\"], \"plugins\": [\"c\"]")).isEmpty();
        assertThat(said().lines()).hasSize(3);
    }

    @Test
    void a_package_that_Lambda_does_not_take_is_refused() throws IOException {
        // A sparse file, which takes no room.
        try (var file = new java.io.RandomAccessFile(folder.resolve("big.aot").toFile(), "rw")) {
            file.setLength(FunctionPackage.BYTES_MAX);
        }
        assertThat(read("\"snap_start\": false, \"aot_cache\": \"big.aot\"")).isEmpty();
        assertThat(said()).startsWith("cdk.json:1:61 error HG0601 aot_cache: the functions' package has 2621")
                .endsWith(" bytes, and Lambda takes 262144000. Leave out what the functions do not need.");
    }
}
