package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cost.Prices;
import dev.headgate.cost.PricesReader;
import dev.headgate.cost.TrafficReader;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.golden.GoldenFile;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of diagnostic has a small file that causes it, and beside it the exact lines that are reported.
///
/// `mvn test -pl shared -Dtest=ErrorCasesTest -Dheadgate.golden=write` writes the lines anew, for review; never
/// where the environment says `CI=true`.
class ErrorCasesTest {
    private static final Path CASES = Path.of(System.getProperty("headgate.root"),
            "shared/src/test/resources/dev/headgate/config/errors");
    /// What templates and placeholders in the cases stand for.
    private static final Map<String, String> ENVIRONMENT = Map.of("DECK_KEY", "d3hTn7xq", "DECK_PORT", "hunter2",
            "PASSWORD", "8437219", "NAME", "short-lived");

    /// What headgate.yaml says beside cases of limits that are split.
    private static final RateLimitSettings SPLIT = HeadgateSettings.read("headgate.yaml",
            "rate_limits: {regions: {eu-central-1: 3, us-east-1: 1.5, ap-southeast-2: 0.5}}").settings().orElseThrow()
            .rateLimits();

    /// The keys, passwords and secrets in the cases.
    private static final List<String> SECRETS = List.of("hunter2", "8437219", "0815", "shared-secret", "d3hTn7xq",
            "of-nobody", "short-lived", "of-issuer");

    /// Beginning of the codes that cloud assemblies cause.
    private static final String OF_ASSEMBLIES = "HG07";

    /// Codes that no file's content causes.
    private static final Map<Code, String> RAISED_ELSEWHERE = Map.of(Code.HG0001, "by the commands, which open files",
            Code.HG0304, "by plugins with deprecated fields, which none has yet", Code.HG0601, "by cdk.json",
            Code.HG0114, "by custom plugins", Code.HG0503, "by headgate.yaml beside a Kong file", Code.HG0602,
            "by cdk.json", Code.HG0603, "by cdk.json",
            Code.HG0604, "by cdk.json", Code.HG0605, "by cdk.json");

    /// Files, and folders of files that are read together.
    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_file_is_reported_exactly_so(Path file) throws IOException {
        List<Diagnostic> diagnostics = read(file);
        String actual = diagnostics.stream().map(diagnostic -> diagnostic + "\n").collect(Collectors.joining());
        GoldenFile.assertHolds(expected(file), actual);
        assertThat(diagnostics).extracting(Diagnostic::code).contains(code(file));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void no_secret_is_shown(Path file) throws IOException {
        assertThat(read(file)).extracting(Diagnostic::toString)
                .noneMatch(line -> SECRETS.stream().anyMatch(line::contains));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_says_first_what_it_shows(Path file) throws IOException {
        byte[] content = sources(file).get(0).content();
        String start = new String(content, 0, Math.min(20, content.length), StandardCharsets.UTF_8);
        assertThat(start).startsWith(file.toString().endsWith(".json") ? "{\"_comment\": \"" : "# ");
    }

    @Test
    void every_code_has_a_case() throws IOException {
        Set<Code> shown = cases().stream().map(ErrorCasesTest::code).collect(Collectors.toSet());
        Set<Code> wanted = Arrays.stream(Code.values()).filter(code -> !RAISED_ELSEWHERE.containsKey(code))
                .filter(code -> !code.name().startsWith(OF_ASSEMBLIES))
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(wanted);
    }

    @Test
    void every_list_of_lines_has_a_case() throws IOException {
        Set<Path> wanted = cases().stream().map(ErrorCasesTest::expected).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(CASES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".txt"))).allMatch(wanted::contains);
        }
    }

    /// How a case is read, its name's last word says.
    private static List<Diagnostic> read(Path file) throws IOException {
        String name = name(file);
        List<SourceFile> sources = sources(file);
        if (name.endsWith("headgate")) {
            return HeadgateSettings.read(sources.get(0).name(), sources.get(0).content()).diagnostics();
        }
        if (name.endsWith("traffic")) {
            return TrafficReader.read(sources.get(0).name(), sources.get(0).content(), List.of("list", "orders"))
                    .diagnostics();
        }
        if (name.endsWith("prices")) {
            return PricesReader.read(sources.get(0).name(), sources.get(0).content(), Prices.ownOnes()).diagnostics();
        }
        ReadingOptions options = new ReadingOptions(ENVIRONMENT, name.endsWith("filled")
                ? ReadingOptions.Placeholders.FILLED_IN
                : ReadingOptions.Placeholders.LITERAL, name.endsWith("selected") ? List.of("team-a") : List.of(),
                name.endsWith("split") ? SPLIT : RateLimitSettings.DEFAULT);
        return new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN,
                new EnvironmentSecrets(Map.of(), Secrets.NOT_LOOKED_UP), options).read(sources)
                .diagnostics();
    }

    private static List<SourceFile> sources(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return List.of(new SourceFile(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        List<SourceFile> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(file)) {
            for (Path part : files.sorted().toList()) {
                sources.add(new SourceFile(CASES.relativize(part).toString(), Files.readAllBytes(part)));
            }
        }
        return sources;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("[.].*", "");
    }

    private static Path expected(Path file) {
        return file.resolveSibling(name(file) + ".txt");
    }

    private static Code code(Path file) {
        return Code.valueOf(file.getFileName().toString().substring(0, "HG0000".length()));
    }
}
