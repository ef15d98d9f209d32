package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.config.FormatSchema;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.model.PluginInstance;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginRegistryTest {
    /// A plugin that does nothing and takes a word that is not "bad".
    private record Nothing(String pluginName) implements Plugin {}

    private static PluginType<Nothing> type(String name, int priority) {
        return new PluginType<>(name, priority,
                RecordSchema.of(Field.optional("word", FieldType.text(), "Any word but bad.")), false, config -> {
                    if (config.text("word").equals("bad")) {
                        throw new IllegalArgumentException("bad is not allowed.");
                    }
                    return new Nothing(name);
                });
    }

    private static PluginRegistry registry(String... names) {
        return PluginRegistry.of(Stream.of(names)
                .<PluginProvider>map(name -> () -> List.of(type(name, 960))).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            my-plugin      | yes
            p2             | yes
            http-log-2     | yes
            pre-function   | yes
            key-auth       | needs another name: Headgate has a plugin of this one
            my-plugin,my-plugin | needs another name: one of this name is added already
            My-Plugin      | needs a name of lower-case letters, digits and hyphens
            2fast          | needs a name of lower-case letters, digits and hyphens
            ''             | needs a name of lower-case letters, digits and hyphens
            """)
    void a_plugin_of_this_name_can_be_added(String names, String answer) {
        if (answer.equals("yes")) {
            assertThat(registry(names.split(",")).type(names)).isPresent();
        } else {
            assertThatThrownBy(() -> registry(names.split(","))).isInstanceOf(PluginProviderException.class)
                    .hasMessageContaining(answer).hasMessageContaining(PluginRegistryTest.class.getName());
        }
    }

    @Test
    void a_provider_that_fails_is_named() {
        List<PluginProvider> broken = List.of(() -> {
            throw new IllegalStateException("no file");
        });
        assertThatThrownBy(() -> PluginRegistry.of(broken)).isInstanceOf(PluginProviderException.class)
                .hasMessageContaining(PluginRegistryTest.class.getName()).hasMessageContaining("no file");
    }

    @Test
    void a_provider_of_half_a_plugin_is_named() {
        List<PluginProvider> broken = List.of(() -> List.of(new PluginType<>("my-plugin", 1, null, true,
                _ -> (Plugin) () -> "my-plugin")));
        assertThatThrownBy(() -> PluginRegistry.of(broken)).isInstanceOf(PluginProviderException.class)
                .hasMessageContaining(PluginRegistryTest.class.getName())
                .hasMessageContaining("the plugin my-plugin without a field table");
    }

    @Test
    void a_provider_without_an_end_is_named() {
        PluginProvider[] self = new PluginProvider[1];
        self[0] = () -> self[0].types();
        assertThatThrownBy(() -> PluginRegistry.of(List.of(self))).isInstanceOf(PluginProviderException.class)
                .hasMessageContaining(PluginRegistryTest.class.getName()).hasMessageContaining("StackOverflowError");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null       | it has made nothing of it.
            other name | it calls itself other.
            runtime    | it failed with java.lang.IllegalStateException at dev.headgate.plugin.PluginRegistryTest
            error      | it failed with java.lang.Error at dev.headgate.plugin.PluginRegistryTest
            stack      | it failed with java.lang.StackOverflowError at dev.headgate.plugin.PluginRegistryTest
            """)
    void a_plugin_that_cannot_be_made_is_named(String what, String problem) {
        PluginType<Nothing> type = new PluginType<>("my-plugin", 1, RecordSchema.of(), true, _ -> broken(what));
        Reading reading = read("plugins: [{name: my-plugin, config: {}}]",
                PluginRegistry.of(List.of((PluginProvider) () -> List.of(type))));
        assertThat(reading.diagnostics()).singleElement().asString().startsWith(
                "kong.yaml:2:37 error HG0114 plugin my-plugin config: the plugin has a bug: " + problem)
                .doesNotContain("hunter2");
    }

    private static Nothing broken(String what) {
        return switch (what) {
            case "null" -> null;
            case "other name" -> new Nothing("other");
            case "runtime" -> throw new IllegalStateException("hunter2");
            case "error" -> throw new Error("hunter2");
            default -> broken(what);
        };
    }

    @Test
    void a_process_out_of_memory_is_no_plugins_bug() {
        PluginType<Nothing> type = new PluginType<>("my-plugin", 1, RecordSchema.of(), true, _ -> {
            throw new OutOfMemoryError();
        });
        PluginRegistry registry = PluginRegistry.of(List.of((PluginProvider) () -> List.of(type)));
        assertThatThrownBy(() -> read("plugins: [{name: my-plugin}]", registry)).isInstanceOf(OutOfMemoryError.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: my-plugin}                              | ''
            {name: my-plugin, config: {word: good}}        | ''
            {name: my-plugin, config: {word: bad}}         | 2:37 error HG0105 plugin my-plugin config: bad is not allowed.
            {name: my-plugin, config: {world: good}}       | 2:38 error HG0104 plugin my-plugin config.world: unknown field. Did you mean word?
            {name: my-plugin, consumer: alice}             | 2:39 error HG0108 plugin my-plugin consumer: value must be null: my-plugin runs before the consumer is known. Put it on a service or route, or make it global.
            {name: my-plugins}                             | 2:18 error HG0204 plugin my-plugins name: plugin 'my-plugins' not enabled; add it to the 'plugins' configuration property. Did you mean my-plugin?
            """)
    void a_file_may_configure_what_is_added(String plugin, String problem) {
        Reading reading = read("plugins: [" + plugin + "]", registry("my-plugin"));
        assertThat(reading.diagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isEqualTo(problem.isEmpty() ? "" : "kong.yaml:" + problem);
    }

    @Test
    void an_added_plugin_may_answer_for_a_service() {
        String routes = "routes: [{paths: [/], plugins: [{name: my-plugin}]}]";
        assertThat(read(routes, registry("my-plugin")).diagnostics()).isEmpty();
    }

    @Test
    void without_the_provider_the_plugin_is_unknown() {
        assertThat(read("plugins: [{name: my-plugin}]", PluginRegistry.OWN).diagnostics()).singleElement().asString()
                .contains("HG0204").contains("--plugins");
    }

    private static Reading read(String entities, PluginRegistry registry) {
        return new KongReader(InstantSource.fixed(Instant.EPOCH), registry).read("kong.yaml",
                "_format_version: \"3.0\"\n" + entities
                        + (entities.contains("consumer") ? "\nconsumers: [{username: alice}]" : "") + "\n");
    }

    @Test
    void an_added_plugin_runs_at_its_priority() {
        PluginRegistry registry = registry("my-plugin");
        List<PluginInstance> plugins = Stream.of("acl", "my-plugin", "key-auth")
                .map(name -> PluginKit.instance(new Nothing(name))).toList();
        assertThat(new PluginChain(plugins, registry).chosen(PluginKit.route("route"), Optional.empty()))
                .extracting(PluginInstance::name).containsExactly("key-auth", "my-plugin", "acl");
    }

    @Test
    void the_schema_for_editors_has_it() {
        assertThat(FormatSchema.text(registry("my-plugin"))).contains("\"my-plugin-config\"", "Any word but bad.");
        assertThat(FormatSchema.text(PluginRegistry.OWN)).doesNotContain("my-plugin");
    }
}
