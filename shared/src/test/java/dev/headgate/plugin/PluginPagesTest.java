package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.schema.FieldRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        GoldenFile.assertHoldsBetween(page, BEGIN, END, FieldRows.table(type.schema()));
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
}
