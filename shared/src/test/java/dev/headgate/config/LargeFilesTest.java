package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of 50 million characters that are made to be hard: each is read, or refused with a word of why.
class LargeFilesTest {
    private static final int SIZE = 50_000_000;
    private static final String HEAD = "_format_version: \"3.0\"\n";

    static Stream<Arguments> files() {
        return Stream.of(
                file("one value without a blank", "", () -> "_comment: " + "a".repeat(SIZE)),
                file("one value of short words", "", () -> "_comment: " + "word ".repeat(SIZE / 5)),
                file("one quoted value of escapes", "", () -> "_comment: \"" + "\\n".repeat(SIZE / 2) + "\""),
                file("one block of lines", "",
                        () -> "_comment: |\n" + ("  " + "x".repeat(78) + "\n").repeat(SIZE / 81)),
                file("one quoted value without a blank", "", () -> "_comment: '" + "a".repeat(SIZE) + "'"),
                file("one comment", "", () -> "# " + "c ".repeat(SIZE / 2)),
                file("comments", "", () -> ("# " + "c".repeat(77) + "\n").repeat(SIZE / 80)),
                file("a list in a list in a list", "HG0004", () -> "_comment: " + "[".repeat(SIZE)),
                file("a key in a key in a key", "HG0004", () -> "_comment: " + "{a: ".repeat(SIZE / 4)),
                file("questions without answers", "HG0004", () -> "? ".repeat(SIZE / 2)),
                file("nothing but dashes", "HG0004", () -> "_ignore:\n  " + "- ".repeat(SIZE / 2)),
                file("blanks", "", () -> " ".repeat(SIZE)),
                file("empty lines", "", () -> "\n".repeat(SIZE)));
    }

    private static Arguments file(String name, String code, Supplier<String> rest) {
        return Arguments.of(name, code, rest);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_of_any_shape_is_answered(String name, String code, Supplier<String> rest) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", HEAD + rest.get());
        assertThat(reading.diagnostics().stream().map(found -> found.code().name()).distinct().toList())
                .as("%s", reading.diagnostics()).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }
}
