package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the pages under docs/plugins to the field tables. The table between the two marker lines of a page is written by
/// `mvn verify -Dheadgate.golden=write`, and checked by every other run.
class PluginPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root", ".."));
    private static final Path PAGES = ROOT.resolve("docs/plugins");
    private static final String BEGIN = "<!-- fields: written from the plugin's field table -->\n";
    private static final String END = "<!-- /fields -->\n";

    static Stream<PluginType<?>> plugins() {
        return Arrays.stream(PluginName.values()).map(PluginCatalog::entry).flatMap(entry -> switch (entry) {
            case PluginCatalog.Entry.Available(PluginType<?> type) -> Stream.of(type);
            case PluginCatalog.Entry.Unavailable _ -> Stream.of();
        });
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void every_plugin_has_a_page_with_its_field_table(PluginType<?> type) throws IOException {
        Path page = PAGES.resolve(type.name() + ".md");
        assertThat(page).as("the page of %s", type.name()).exists();
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(end).as("the marker lines %s%sin %s", BEGIN, END, page).isGreaterThanOrEqualTo(BEGIN.length());
        GoldenFile.assertHolds(page, text.substring(0, begin) + table(type.schema()) + text.substring(end));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void every_plugin_has_a_table_test(PluginType<?> type) throws IOException {
        String test = Arrays.stream(type.name().split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1)).collect(Collectors.joining()) + "Test.java";
        try (Stream<Path> files = Files.walk(ROOT.resolve("shared/src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString())).as(test).anyMatch(test::equalsIgnoreCase);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docs/plugins/README.md | ](
            README.md              | ](docs/plugins/
            """)
    void the_index_and_the_readme_link_every_page(String file, String link) throws IOException {
        String text = Files.readString(ROOT.resolve(file));
        assertThat(plugins().map(PluginType::name).filter(name -> !text.contains(link + name + ".md)")).toList())
                .as("plugins that %s does not link", file).isEmpty();
    }

    @Test
    void a_plugin_has_the_name_it_is_listed_under() {
        for (PluginName name : PluginName.values()) {
            if (PluginCatalog.entry(name) instanceof PluginCatalog.Entry.Available(PluginType<?> type)) {
                assertThat(type.name()).isEqualTo(name.kongName());
            }
        }
    }

    private static String table(RecordSchema schema) {
        List<String> rows = new ArrayList<>();
        addRows(schema, "", rows);
        return "| field | type | default | what it does |\n|---|---|---|---|\n" + String.join("", rows);
    }

    private static void addRows(RecordSchema schema, String prefix, List<String> rows) {
        for (Field field : schema.fields()) {
            String support = switch (field.support()) {
                case Field.Support.Supported _ -> "";
                case Field.Support.Refused(String reason, String hint) -> " **Refused:** " + reason + " " + hint;
                case Field.Support.WithoutEffect(String reason) -> " **Without effect:** " + reason;
            };
            rows.add("| `" + prefix + field.name() + "` | " + typeName(field.type()) + " | " + presence(field) + " | "
                    + field.doc() + support.stripTrailing() + " |\n");
            if (field.type() instanceof FieldType.Group(RecordSchema nested)) {
                addRows(nested, prefix + field.name() + ".", rows);
            }
        }
    }

    private static String typeName(FieldType type) {
        return switch (type) {
            case FieldType.Text _ -> "text";
            case FieldType.Choice(List<String> words) -> String.join(", ", words.stream().map(PluginPagesTest::code)
                    .toList());
            case FieldType.Whole(long min, long max) -> "whole number, " + range(min, max);
            case FieldType.Decimal(double min, double max) -> "number, " + range((long) min, (long) max);
            case FieldType.Flag _ -> "true or false";
            case FieldType.ListOf(FieldType item, int _, boolean distinct) ->
                    (distinct ? "set of " : "list of ") + typeName(item);
            case FieldType.MapOf(FieldType.Text _, FieldType value) -> "map to " + typeName(value);
            case FieldType.Group _ -> "group";
            case FieldType.Reference _ -> "name or id";
            case FieldType.Anything _ -> "anything";
        };
    }

    /// Bounds that no user will meet are left out.
    private static String range(long min, long max) {
        if (max < 1L << 53) {
            return min + " to " + max;
        }
        return min <= -(1L << 53) ? "any" : "at least " + min;
    }

    private static String presence(Field field) {
        return switch (field.presence()) {
            case Field.Presence.Required _ -> "required";
            case Field.Presence.Optional _ -> "none";
            case Field.Presence.Defaulted(Object value) -> switch (value) {
                case List<?> list when list.isEmpty() -> "empty";
                case List<?> list -> list.stream().map(PluginPagesTest::code).reduce((a, b) -> a + ", " + b)
                        .orElseThrow();
                case String text when text.isEmpty() -> "empty";
                case String _,Boolean _,Number _ -> code(value);
                default -> "as its fields";
            };
        };
    }

    private static String code(Object value) {
        return "`" + value + "`";
    }
}
