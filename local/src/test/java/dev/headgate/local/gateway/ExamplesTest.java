package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.local.front.ApiKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("headgate.root"), "examples");

    @TempDir
    private Path folder;

    /// Those that are served as they are; a project of its own has tests of its own.
    static List<String> configurations() throws IOException {
        return examples().stream().filter(name -> !Files.exists(EXAMPLES.resolve(name).resolve("pom.xml"))).toList();
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(Files::isDirectory).map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void is_served(String example) throws IOException {
        String kong = Files.readString(EXAMPLES.resolve(example).resolve("kong.yaml"));
        try (RunningGateway gateway = RunningGateway.start(folder, kong, ApiKind.HTTP, Settings.Auth.EDGE)) {
            // Answered before any route is looked for, so that no example's backend is called.
            assertThat(gateway.send("TRACE /").status()).isEqualTo(405);
        }
    }

    @Test
    void are_all_in_the_list() throws IOException {
        assertThat(examples()).contains("quickstart");
        assertThat(Files.readString(EXAMPLES.resolve("README.md")))
                .contains(examples().stream().map(name -> "](" + name + "/kong.yaml)").toList());
    }
}
