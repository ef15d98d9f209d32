package dev.headgate.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.ReadingOptions;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededVariablesTest {
    @TempDir
    private Path folder;

    @Test
    void a_process_gets_what_the_configuration_names_and_what_calls_to_AWS_take() throws IOException {
        Map<String, String> environment = Map.of("HOME", "/home/alice", "DECK_HOST", "example.com", "DECK_OTHER", "no",
                "ORDERS_PASSWORD", "not-a-real-secret-not-a-real-secret", "REGION", "eu", "SHELL", "sh",
                "AWS_ACCESS_KEY_ID",
                "not-a-real-id",
                "AWS_PROFILE", "work", "AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:9");
        Path file = Files.writeString(folder.resolve("kong.yaml"), """
                _format_version: "3.0"
                services:
                - {name: orders, host: '${{ env "DECK_HOST" }}', path: "/${REGION}"}
                plugins:
                - {name: session, config: {secret: "{vault://env/orders-password}", storage: cookie}}
                """);
        NeededVariables needed = new NeededVariables(environment);
        Secrets secrets = needed.noting(new EnvironmentSecrets(environment, Secrets.NOT_LOOKED_UP));
        ConfigurationFiles files = new ConfigurationFiles(List.of(file.toString()), PluginRegistry.OWN, secrets,
                new ReadingOptions(environment, ReadingOptions.Placeholders.FILLED_IN, List.of()));
        LoadedConfiguration loaded = files.load(InputStream.nullInputStream());
        assertThat(loaded.gateway()).as(loaded.diagnostics().toString()).isPresent();
        assertThat(needed.of(files)).containsOnlyKeys("DECK_HOST", "ORDERS_PASSWORD", "REGION", "AWS_ACCESS_KEY_ID",
                "AWS_ENDPOINT_URL_LAMBDA");
    }
}
