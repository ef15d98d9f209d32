package dev.headgate.local.assembly.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.local.assembly.AssemblyFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The CDK app's own templates, served with a configuration in the place of the one that they were made of.
class AssemblyGatewayTest {
    private static final String CONFIGURATION = """
            _format_version: "3.0"
            services:
            - name: ended
              host: backend.example.com
              routes:
              - {name: open, paths: [/open], plugins: [{name: request-termination, config: {status_code: 418}}]}
              - name: keyed
                paths: [/keyed]
                plugins:
                - {name: key-auth}
                - {name: rate-limiting, config: {year: 2}}
                - {name: request-termination, config: {status_code: 299}}
            consumers: [{username: alice, keyauth_credentials: [{key: good-key}]}]
            """;

    @TempDir
    private Path folder;

    private AssemblyOptions options(Optional<String> stack) {
        return new AssemblyOptions(folder, stack, 0, true, Map.of());
    }

    private void write(String golden) throws IOException {
        new AssemblyFolder(folder).with("gateway", "us-east-1", AssemblyFolder.golden(golden))
                .with("other", "us-east-1", "{\"Resources\": {}}").read();
        try (Stream<Path> assets = Files.list(folder)) {
            for (Path asset : assets.filter(Files::isDirectory).toList()) {
                Files.writeString(asset.resolve("kong.yaml"), CONFIGURATION);
            }
        }
    }

    private static String send(URI address, String path, String key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
            HttpResponse<String> answer = client.send(
                    (key.isEmpty() ? request : request.header("apikey", key)).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().replaceAll("\\s+", "");
        }
    }

    @Test
    void functions_and_tables_stand_behind_the_API_of_a_template() throws Exception {
        write("http-1/headgate-us-east-1");
        try (AssemblyGateway gateway = AssemblyGateway.start(options(Optional.empty()), _ -> {
        })) {
            assertThat(gateway.apis()).singleElement()
                    .satisfies(api -> assertThat(api.keys()).containsExactly("$default"));
            URI address = gateway.apis().getFirst().address();
            assertThat(send(address, "/open", "")).startsWith("418");
            assertThat(send(address, "/keyed", "")).isEqualTo("401 {\"message\":\"Unauthorized\"}");
            assertThat(send(address, "/keyed", "good-key")).startsWith("299");
            assertThat(send(address, "/keyed", "good-key")).startsWith("299");
            assertThat(send(address, "/keyed", "good-key")).startsWith("429");
            assertThat(send(address, "/nowhere", "")).startsWith("404 {\"message\":\"noRoutematchedwiththosevalues\"");
        }
    }

    @Test
    void a_REST_API_is_served_too() throws Exception {
        write("rest-1/headgate-us-east-1");
        try (AssemblyGateway gateway = AssemblyGateway.start(options(Optional.of("gateway")), _ -> {
        })) {
            URI address = gateway.apis().getFirst().address();
            assertThat(send(address, "/open", "")).startsWith("418");
            assertThat(send(address, "/keyed", "")).startsWith("401").contains("NoAPIkeyfoundinrequest");
            assertThat(send(address, "/keyed", "good-key")).startsWith("299");
        }
    }

    @Test
    void what_cannot_be_served_is_told() throws IOException {
        write("http-1/headgate-us-east-1");
        assertThat(findings(options(Optional.of("other"))))
                .containsExactly(
                        "manifest.json error HG0705: it has no stack other with an API: gateway has. Name one by "
                                + "--stack.");
        new AssemblyFolder(folder).with("gateway", "us-east-1", AssemblyFolder.golden("http-1/headgate-us-east-1"))
                .with("second", "us-east-1", AssemblyFolder.golden("rest-1/headgate-us-east-1")).read();
        assertThat(findings(options(Optional.empty()))).containsExactly(
                "manifest.json error HG0705: several stacks have APIs: gateway, second. Name one by --stack.");
        assertThat(findings(new AssemblyOptions(folder.resolve("nowhere"), Optional.empty(), 0, true, Map.of())))
                .singleElement().asString().startsWith("manifest.json error HG0705");
    }

    private static List<String> findings(AssemblyOptions options) {
        List<Diagnostic> found = new java.util.ArrayList<>();
        assertThatThrownBy(() -> AssemblyGateway.start(options, _ -> {
        })).isInstanceOfSatisfying(UnservableException.class, e -> found.addAll(e.findings()));
        return found.stream().map(Diagnostic::toString).toList();
    }
}
