package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.local.front.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `headgate start` as a process of its own, the way a new user meets it.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class QuickstartTest {
    private static final Pattern READY = Pattern.compile("Headgate ready on (http://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"http", "rest"})
    void serves_the_quickstart_and_stops_cleanly(String api) throws Exception {
        Process process = headgate("start", "--port", "0", "--api", api);
        try (BufferedReader output = process.inputReader()) {
            int port = awaitReady(output).getPort();

            assertThat(get(port, "/hello").status()).isEqualTo(200);
            assertThat(get(port, "/hello").body().utf8()).contains("\"backend\":\"demo\"");
            assertThat(get(port, "/orders").status()).isEqualTo(401);
            assertThat(get(port, "/orders", "apikey: quickstart-key").body().utf8())
                    .containsIgnoringCase("\"X-consumer-username\":\"alice\"");
            assertThat(Stream.generate(() -> get(port, "/limited").status()).limit(12)).contains(429);

            process.destroy();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).as("files left behind").isEmpty();
        }
    }

    @Test
    void says_which_port_is_taken() throws Exception {
        Process first = headgate("start", "--port", "0", "--store", "memory", kong().toString());
        try (BufferedReader output = first.inputReader()) {
            int port = awaitReady(output).getPort();
            Process second = headgate("start", "--port", Integer.toString(port), "--store", "memory",
                    kong().toString());
            assertThat(second.waitFor()).isEqualTo(Headgate.ENVIRONMENT);
            assertThat(second.errorReader().readAllAsString()).contains("127.0.0.1:" + port);
        } finally {
            first.destroyForcibly();
        }
    }

    private Path kong() throws IOException {
        return Files.writeString(temporary.resolve("kong.yaml"), """
                _format_version: "3.0"
                services: [{url: "http://127.0.0.1:9", routes: [{name: only, paths: [/]}]}]
                """);
    }

    private static URI awaitReady(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
        }
        throw new AssertionError("it ended before it was ready:\n" + seen);
    }

    private Process headgate(String... arguments) throws IOException {
        List<String> command = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + temporary,
                        Headgate.class.getName()),
                Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HEADGATE_HOME", System.getProperty("headgate.root"));
        return builder.start();
    }

    private static Response get(int port, String target, String... fields) {
        try (RawClient client = new RawClient(port)) {
            client.send("GET " + target + " HTTP/1.1\nHost: localhost\n"
                    + String.join("", Stream.of(fields).map(field -> field + "\n").toList()) + "Connection: close\n\n");
            return client.receive();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
