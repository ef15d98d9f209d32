package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The plans of examples, as they stand beside them: for an HTTP API, then for a REST API.
class ExamplePlansTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root"));

    @ParameterizedTest
    @ValueSource(strings = {"supabase", "openapi", "strangler", "partner-api", "public-api"})
    void an_example_has_its_plan(String example) throws IOException {
        GoldenFile.assertHolds(ROOT.resolve("examples").resolve(example).resolve("plan.txt"),
                plan(example, "http") + "\n" + plan(example, "rest"));
    }

    private static String plan(String example, String api) {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        assertThat(
                commandLine.execute("plan", ROOT.resolve("examples").resolve(example).resolve("kong.yaml").toString(),
                        "--api", api))
                .isZero();
        return out.toString().replace(ROOT + "/", "");
    }
}
