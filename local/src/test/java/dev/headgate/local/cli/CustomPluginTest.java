package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.local.front.RawClient;
import dev.headgate.plugin.PluginProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// examples/custom-plugin in a jar of its own, which the class path of the command does not have.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CustomPluginTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("headgate.root"), "examples/custom-plugin");
    private static final Pattern READY = Pattern.compile("Headgate ready on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path folder;

    @BeforeEach
    void buildTheJar() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> sources = files(EXAMPLE.resolve("src/main/java")).map(Path::toString).toList();
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, Stream.concat(
                Stream.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                sources.stream()).toArray(String[]::new));
        assertThat(result).isZero();
        Path jar = Files.createDirectory(folder.resolve("plugins")).resolve("api-sunset.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(classes, out);
            add(EXAMPLE.resolve("src/main/resources"), out);
        }
    }

    private static Stream<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static void add(Path root, JarOutputStream out) throws IOException {
        for (Path file : files(root).toList()) {
            out.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, out);
        }
    }

    @Test
    void start_serves_it_from_a_folder_of_jars() throws Exception {
        Process process = headgate("start", "--port", "0", "--store", "memory", "--plugins",
                folder.resolve("plugins").toString(), EXAMPLE.resolve("kong.yaml").toString());
        try (BufferedReader output = process.inputReader()) {
            int port = awaitReady(output);
            Response gone = get(port, "/v0/orders");
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.body().utf8()).contains("This API has ended");
            assertThat(gone.headers().first("Sunset")).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
            assertThat(get(port, "/v1/orders").headers().first("Deprecation")).isEqualTo("@1782777600");
            assertThat(get(port, "/v2/orders").headers().contains("Sunset")).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void validate_takes_a_jar_and_says_what_is_wrong_with_a_configuration() throws Exception {
        Path kong = Files.writeString(folder.resolve("kong.yaml"), """
                _format_version: "3.0"
                plugins: [{name: api-sunset, config: {sunset: tomorrow}}]
                """);
        Process process = headgate("validate", "--plugins", folder.resolve("plugins/api-sunset.jar").toString(),
                kong.toString());
        assertThat(process.inputReader().readAllAsString()).contains("tomorrow is no moment in time.");
        assertThat(process.waitFor()).isEqualTo(Headgate.INPUT);
    }

    @Test
    void a_provider_that_is_not_in_its_jar_is_named() throws Exception {
        Path services = Files.createDirectories(folder.resolve("empty/META-INF/services"));
        Files.writeString(services.resolve(PluginProvider.class.getName()), "com.example.Missing\n");
        Process process = headgate("validate", "--plugins", folder.resolve("empty").toString(),
                EXAMPLE.resolve("kong.yaml").toString());
        assertThat(process.errorReader().readAllAsString()).contains("com.example.Missing");
        assertThat(process.waitFor()).isEqualTo(Headgate.ENVIRONMENT);
    }

    private static int awaitReady(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new AssertionError("it ended before it was ready:\n" + seen);
    }

    private static Process headgate(String... arguments) throws IOException {
        return new ProcessBuilder(Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), Headgate.class.getName()),
                Stream.of(arguments)).toList()).start();
    }

    private static Response get(int port, String target) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            return client.receive();
        }
    }
}
