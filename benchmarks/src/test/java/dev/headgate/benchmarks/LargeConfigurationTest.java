package dev.headgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_measured_is_a_sound_configuration_of_that_size() throws IOException {
        Path file = LargeConfiguration.write(folder.resolve("kong.yaml"), 100);
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                Files.readAllBytes(file));
        assertThat(reading.diagnostics()).isEmpty();
        assertThat(reading.gateway().orElseThrow().routes()).hasSize(100);
        assertThat(reading.gateway().orElseThrow().consumers()).hasSize(100);
    }
}
