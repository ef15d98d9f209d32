package dev.headgate.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.conformance.ConformanceFile.Case;
import dev.headgate.plugin.PluginCatalog;
import dev.headgate.plugin.PluginName;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldRows;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Every plugin has a file of cases, in which some configuration sets each field that Headgate acts on.
class PluginCoverageTest {
    /// Fields that no case shows, by their names, with or without the plugin's before, and why. A `*` at the end stands for
    /// anything.
    private static final Map<String, String> NOT_SHOWN = Map.ofEntries(
            Map.entry("ai-proxy model.options.gemini.*",
                    "The address is https, and the backend speaks no TLS; ai-request-transformer shows it."),
            Map.entry("ai-response-transformer llm.*",
                    "The same table and code as in ai-request-transformer."),
            Map.entry("model.options.huggingface.*", "The provider is refused."),
            Map.entry("llm.model.options.huggingface.*", "The provider is refused."));

    @TestFactory
    Stream<DynamicTest> every_option_has_a_case() {
        return Stream.of(PluginName.values()).map(PluginCatalog::entry)
                .filter(PluginCatalog.Entry.Available.class::isInstance).map(PluginCatalog.Entry.Available.class::cast)
                .map(entry -> DynamicTest.dynamicTest(entry.type().name(),
                        () -> check(entry.type().name(), entry.type().schema())));
    }

    @Test
    void every_exception_is_of_a_field_that_there_is() {
        Set<String> unused = new HashSet<>(NOT_SHOWN.keySet());
        for (PluginName plugin : PluginName.values()) {
            if (PluginCatalog.entry(plugin) instanceof PluginCatalog.Entry.Available(var type)) {
                FieldRows.of(type.schema()).forEach(row -> unused.removeAll(exceptions(type.name(), row.name())));
            }
        }
        assertThat(unused).isEmpty();
    }

    private static void check(String plugin, RecordSchema schema) throws IOException {
        Path path = ConformanceTest.FOLDER.resolve("plugins/" + plugin + ".yaml");
        Set<String> written = new HashSet<>();
        for (Case one : ConformanceFile.read(ConformanceTest.FOLDER, path).cases()) {
            addConfigs(new Load(LoadSettings.builder().build()).loadFromString(one.config()), plugin, written);
        }
        SortedSet<String> missing = new TreeSet<>(supported("", schema));
        missing.removeAll(written);
        missing.removeIf(field -> !exceptions(plugin, field).isEmpty());
        assertThat(missing).as("set them in " + path.getFileName()).isEmpty();
    }

    /// The fields that Headgate acts on. A group in which there is none is none itself.
    private static List<String> supported(String prefix, RecordSchema schema) {
        List<String> names = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (field.support() instanceof Field.Support.Supported) {
                String name = prefix + field.name();
                List<String> inside = switch (field.type()) {
                    case FieldType.Group(RecordSchema nested) -> supported(name + ".", nested);
                    case FieldType.ListOf list when list.item() instanceof FieldType.Group(RecordSchema nested) ->
                            supported(name + "[].", nested);
                    default -> List.of(name);
                };
                names.addAll(inside);
            }
        }
        return names;
    }

    /// The exceptions that a field is among.
    private static List<String> exceptions(String plugin, String field) {
        return NOT_SHOWN.keySet().stream().filter(name -> Stream.of(field, plugin + " " + field)
                .anyMatch(named -> name.endsWith("*")
                        ? named.startsWith(name.substring(0, name.length() - 1))
                        : named.equals(name)))
                .toList();
    }

    /// Finds the plugin's configurations, wherever they stand.
    private static void addConfigs(Object node, String plugin, Set<String> written) {
        switch (node) {
            case Map<?, ?> mapping -> {
                if (plugin.equals(mapping.get("name")) && mapping.get("config") instanceof Map<?, ?> config) {
                    addFields(config, "", written);
                }
                mapping.values().forEach(value -> addConfigs(value, plugin, written));
            }
            case Collection<?> list -> list.forEach(item -> addConfigs(item, plugin, written));
            case null, default -> {
                // A scalar configures nothing.
            }
        }
    }

    private static void addFields(Map<?, ?> fields, String prefix, Set<String> written) {
        fields.forEach((name, value) -> {
            written.add(prefix + name);
            switch (value) {
                case Map<?, ?> group -> addFields(group, prefix + name + ".", written);
                case Collection<?> list -> list.stream().filter(Map.class::isInstance).map(Map.class::cast)
                        .forEach(group -> addFields(group, prefix + name + "[].", written));
                case null, default -> {
                    // A scalar has no fields.
                }
            }
        });
    }
}
