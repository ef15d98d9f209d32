package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What `headgate plan --against` prints, and how it ends. A case is a file: options, two configurations, and what is
/// printed in each format.
class PlanMovesTest {
    private static final Path CASES = Path.of(System.getProperty("headgate.root"),
            "local/src/test/resources/plan/moves");
    private static final String PLAIN = """
            _format_version: "3.0"
            services:
              - {name: shop, url: "https://shop.example.com", routes: [{name: a, paths: ['~/a$']}]}
            """;
    private static final String WITH_HOST = PLAIN.replace("['~/a$']", "['~/a$'], hosts: [a.test]");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return commandLine.execute(arguments);
    }

    private int run(String standardInput, List<String> arguments) {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments.toArray(String[]::new));
        } finally {
            System.setIn(real);
        }
    }

    private String write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private String planned(String file, String... options) {
        assertThat(run(Stream.concat(Stream.of("plan", file, "--format", "json"), Stream.of(options))
                .toArray(String[]::new))).isZero();
        return out.toString();
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_is_told(Path file) throws IOException {
        Map<String, String> parts = parts(Files.readString(file));
        String before = write("before.yaml", parts.get("before"));
        String after = write("after.yaml", parts.get("after"));
        for (String format : List.of("text", "markdown", "json")) {
            if (parts.containsKey(format)) {
                List<String> arguments = new ArrayList<>(
                        List.of("plan", after, "--against", before, "--format", format));
                Stream.of(parts.get("options").strip().split(" +")).filter(option -> !option.isEmpty())
                        .forEach(arguments::add);
                int exitCode = run(arguments.toArray(String[]::new));
                parts.put(format, out.toString().replace(folder + "/", "") + "(exit code " + exitCode + ")\n");
            }
        }
        GoldenFile.assertHolds(file, parts.entrySet().stream()
                .map(part -> "=== " + part.getKey() + "\n" + part.getValue()).collect(Collectors.joining()));
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.split("(?m)^=== ")) {
            int end = part.indexOf('\n');
            if (end > 0) {
                parts.put(part.substring(0, end), part.substring(end + 1));
            }
        }
        return parts;
    }

    @Test
    void a_plan_that_was_printed_is_as_good_as_its_configuration() throws IOException {
        String before = write("before.yaml", WITH_HOST);
        String after = write("after.yaml", PLAIN);
        String saved = planned(before, "--placement", "balanced");
        assertThat(run("plan", after, "--placement", "balanced", "--against", before)).isEqualTo(2);
        String expected = out.toString();
        assertThat(run("plan", after, "--placement", "balanced", "--against", write("plan.json", saved))).isEqualTo(2);
        assertThat(out).hasToString(expected);
        assertThat(run(saved, List.of("plan", after, "--placement", "balanced", "--against", "-"))).isEqualTo(2);
        assertThat(out).hasToString(expected);
        assertThat(run(WITH_HOST, List.of("plan", after, "--placement", "balanced", "--against", "-"))).isEqualTo(2);
        assertThat(out).hasToString(expected);
    }

    @Test
    void folders_are_compared_as_well() throws IOException {
        write("before/kong.yaml", WITH_HOST);
        write("after/kong.yaml", WITH_HOST);
        assertThat(run("plan", folder.resolve("after").toString(), "--against",
                folder.resolve("before").toString())).isZero();
        assertThat(out).hasToString("Nothing moves. Native, whole or in part: 0 of 1, as before.\n");
    }

    @Test
    void the_new_configuration_may_be_standard_input() throws IOException {
        String before = write("before.yaml", WITH_HOST);
        assertThat(run(WITH_HOST, List.of("plan", "-", "--against", before))).isZero();
        assertThat(run(WITH_HOST, List.of("plan", "-", "--against", "-"))).isEqualTo(1);
        assertThat(err.toString()).contains("Standard input cannot be both");
    }

    @Test
    void what_is_neither_plan_nor_configuration_is_refused() throws IOException {
        String after = write("after.yaml", PLAIN);
        assertThat(run("plan", after, "--against", write("other.json", "{\"routes\": []}"))).isEqualTo(1);
        assertThat(err.toString()).contains("other.json is neither a Kong declarative file, which has a "
                + "_format_version, nor a plan as headgate plan --format json prints it.");
        assertThat(run("plan", after, "--against", write("broken.yaml", "_format_version: 3"))).isEqualTo(1);
        assertThat(run("plan", after, "--against", folder.resolve("missing.yaml").toString())).isEqualTo(3);
        assertThat(run("plan", after, "--no-such-option")).isEqualTo(1);
    }
}
