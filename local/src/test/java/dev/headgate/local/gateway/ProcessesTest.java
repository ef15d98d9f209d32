package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.local.front.ApiKind;
import dev.headgate.proxy.ScriptedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway with its functions in processes, which share the embedded DynamoDB.
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client is made for Linux")
class ProcessesTest {
    @TempDir
    private static Path libraries;

    @TempDir
    private Path folder;

    @BeforeAll
    static void collect() throws IOException {
        FunctionLibraries.collect(libraries);
    }

    private GatewayOptions options(ApiKind api, boolean watch, Map<String, String> variables) {
        ConfigurationFiles files = ConfigurationFiles.of(folder.resolve("kong.yaml").toString());
        return new GatewayOptions(0, api, Optional.empty(), StoreKind.DYNAMODB, Optional.empty(), watch,
                Optional.of(new ProcessOptions(libraries, List.of(), files, () -> variables, 2)));
    }

    @Test
    void requests_go_through_both_functions_and_are_counted() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
        try (ScriptedBackend backend = ScriptedBackend.answering(answer);
                RunningGateway gateway = RunningGateway.start(folder, """
                        _format_version: "3.0"
                        services:
                        - url: http://127.0.0.1:%d
                          routes: [{name: orders, paths: [/orders]}]
                          plugins:
                          - {name: key-auth}
                          - {name: rate-limiting, config: {year: 3}}
                        consumers: [{username: alice, keyauth_credentials: [{key: not-a-real-key}]}]
                        """.formatted(backend.port()), options(ApiKind.HTTP, false, Map.of()))) {
            assertThat(gateway.send("GET /orders").status()).isEqualTo(401);
            assertThat(gateway.send("GET /orders", "apikey: not-a-real-key").body().utf8()).isEqualTo("hi");
            assertThat(backend.heads()).singleElement().asString().contains("X-Consumer-Username: alice");
            // A count that takes too long lets its request pass, as deployed.
            assertThat(Stream.generate(() -> gateway.send("GET /orders", "apikey: not-a-real-key").status()).limit(30))
                    .contains(429);
            assertThat(gateway.log()).anyMatch(line -> line.contains("\"function_name\":\"headgate-authorizer\""))
                    .anyMatch(line -> line.contains("\"function_name\":\"headgate-router\""));
        }
    }

    @Test
    void a_changed_configuration_gets_new_processes() throws IOException, InterruptedException {
        String says = """
                _format_version: "3.0"
                routes:
                  - name: only
                    paths: [/]
                    plugins: [{name: request-termination, config: {status_code: 200, message: %s}}]
                """;
        try (RunningGateway gateway = RunningGateway.start(folder, says.formatted("first"),
                options(ApiKind.REST, true, Map.of()))) {
            assertThat(gateway.send("GET /").body().utf8()).contains("first");
            Files.writeString(folder.resolve("kong.yaml"), says.formatted("second"));
            assertThat(gateway.nextNotice()).endsWith("is in force");
            assertThat(gateway.send("GET /").body().utf8()).contains("second");
        }
    }
}
