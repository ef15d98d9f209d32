package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Code;
import dev.headgate.golden.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Writes docs/diagnostics.md between its marker lines: every code with its meaning, and as an example the first line that
/// the cases of [ErrorCasesTest] have for it. `mvn verify -Dheadgate.golden=write` writes it anew; every other run checks
/// it.
class DiagnosticsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root", ".."));
    private static final Path CASES = ROOT.resolve("shared/src/test/resources/dev/headgate/config/errors");
    private static final String BEGIN = "<!-- codes: written from the list of codes and the error cases -->\n";
    private static final String END = "<!-- /codes -->\n";

    @Test
    void the_page_has_every_code_with_an_example() throws IOException {
        List<Path> cases = cases();
        GoldenFile.assertHoldsBetween(ROOT.resolve("docs/diagnostics.md"), BEGIN, END,
                Stream.of(Code.values()).map(code -> section(code, cases)).collect(Collectors.joining("\n")));
    }

    @Test
    void a_meaning_is_a_sentence() {
        assertThat(Code.values()).allSatisfy(code -> assertThat(code.meaning()).matches("[A-Z`].*\\."));
    }

    private static String section(Code code, List<Path> cases) {
        String severity = code.severity().name().toLowerCase(Locale.ROOT);
        String example = cases.stream().filter(file -> file.getFileName().toString().startsWith(code.name()))
                .flatMap(file -> lines(file).stream()).filter(line -> line.contains(" " + code)).findFirst()
                .map(line -> "\n```\n" + line + "\n```\n").orElse("");
        return "## " + code + " (" + severity + ")\n\n" + code.meaning() + "\n" + example;
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
