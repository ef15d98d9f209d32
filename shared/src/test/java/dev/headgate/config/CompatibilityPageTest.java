package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.plugin.PluginCatalog;
import dev.headgate.plugin.PluginName;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldRows;
import dev.headgate.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Writes docs/compatibility.md between its marker lines: every entity, field and plugin of Kong's, and what becomes of it
/// here. `mvn verify -Dheadgate.golden=write` writes it anew; every other run checks it.
class CompatibilityPageTest {
    private static final Path DOCS = Path.of(System.getProperty("headgate.root", "..")).resolve("docs");
    private static final String BEGIN = "<!-- tables: written from the field tables and the plugin catalogue -->\n";
    private static final String END = "<!-- /tables -->\n";

    /// Fields that are obeyed, and still not in every way as on Kong.
    private static final Map<String, String> DIFFERENCES = Map.ofEntries(
            Map.entry("services.tls_verify",
                    "Absent means yes; in Kong it means what nginx does by default, which"
                            + " is no."),
            Map.entry("services.connect_timeout", "API Gateway gives up after 30 seconds; a longer one is a warning."),
            Map.entry("services.write_timeout", "As `connect_timeout`."),
            Map.entry("services.read_timeout", "As `connect_timeout`."),
            Map.entry("services.retries", "All tries end with the time that the Lambda function has."),
            Map.entry("services.protocol", "Only http and https; each other one is refused with its alternative."),
            Map.entry("routes.protocols", "Only http and https; each other one is refused with its alternative."),
            Map.entry("plugins.protocols", "One of http and https has to be among them."),
            Map.entry("plugins.ordering",
                    "Rules that cannot all hold are refused, and so is a rule of a plugin for a consumer."),
            Map.entry("plugins.ordering.before", "As `ordering`."),
            Map.entry("plugins.ordering.after", "As `ordering`."),
            Map.entry("routes.hosts", "Compared without regard to case."),
            Map.entry("routes.snis", "Compared without regard to case."),
            Map.entry("routes.paths", "In expressions, `\\b` and `\\B` know ASCII letters only."),
            Map.entry("routes.headers", "Groups of an expression are not captures."),
            Map.entry("routes.path_handling", "v1 is obeyed; Kong's default router joins as v0 whatever is written."),
            Map.entry("upstreams.algorithm",
                    "least-connections and latency know the requests of one environment; see"
                            + " [upstreams](upstreams.md)."),
            Map.entry("upstreams.healthchecks",
                    "Active checks run every minute at most on AWS; what passive checks took out comes back by a trial."
                            + " See [upstreams](upstreams.md)."),
            Map.entry("upstreams.slots", "A ring that is too small for its targets grows."),
            Map.entry("keyauth_credentials.key", "Has to be written: Kong makes one up that nobody would learn."),
            Map.entry("keyauth_credentials.ttl", "Counts from when the file is read; 0 is refused."),
            Map.entry("hmacauth_credentials.secret", "Has to be written: Kong makes one up that nobody would learn."),
            Map.entry("ca_certificates.cert",
                    "May be out of force, and then vouches for nobody; Kong refuses the file."),
            Map.entry("jwt_secrets.key", "Has to be written: Kong makes one up that nobody would learn."),
            Map.entry("jwt_secrets.secret", "Has to be written for HS algorithms: Kong makes one up."));

    @Test
    void the_page_holds_what_the_tables_say() throws IOException {
        GoldenFile.assertHoldsBetween(DOCS.resolve("compatibility.md"), BEGIN, END,
                entities() + refusedEntities() + plugins() + paidPlugins());
    }

    @Test
    void every_difference_is_of_a_field_that_there_is() {
        Set<String> known = new HashSet<>();
        tables().forEach((list, table) -> FieldRows.of(table).forEach(row -> known.add(list + "." + row.name())));
        assertThat(known).containsAll(DIFFERENCES.keySet());
    }

    @Test
    void every_available_plugin_has_the_page_that_is_linked() {
        for (PluginName plugin : PluginName.values()) {
            if (PluginCatalog.entry(plugin) instanceof PluginCatalog.Entry.Available) {
                assertThat(Files.exists(DOCS.resolve(link(plugin)))).as(link(plugin)).isTrue();
            }
        }
    }

    /// By the name of the list, the file itself first.
    private static Map<String, RecordSchema> tables() {
        Map<String, RecordSchema> tables = new LinkedHashMap<>();
        tables.put("the file", FileFields.TABLE);
        for (EntityKind kind : EntityKind.values()) {
            tables.put(kind.plural(), kind.table());
        }
        return tables;
    }

    private static String entities() {
        return tables().entrySet().stream().map(table -> entity(table.getKey(), table.getValue()))
                .collect(Collectors.joining());
    }

    private static String entity(String list, RecordSchema table) {
        String rows = FieldRows.of(table).stream().map(row -> row(list, row)).collect(Collectors.joining());
        return "## " + heading(list) + "\n\n| field | type | default | what it does | here |\n|---|---|---|---|---|\n"
                + rows + "\n";
    }

    private static String heading(String list) {
        return list.equals("the file") ? "The file itself" : list;
    }

    private static String row(String list, FieldRows.Row row) {
        Field field = row.field();
        Optional<EntityKind> child = EntityKind.ofPlural(list).flatMap(kind -> kind.child(row.name()));
        String type = child.isPresent() || isRefusedChild(list, row.name()) ? "list" : FieldRows.type(field);
        return "| `" + row.name() + "` | " + cell(type) + " | " + cell(FieldRows.presence(field)) + " | "
                + cell(field.doc() + FieldRows.vaults(field) + aliases(field)) + " | " + cell(here(list, row)) + " |\n";
    }

    private static String aliases(Field field) {
        return field.aliases().isEmpty()
                ? ""
                : " Also read, with a warning, as "
                        + field.aliases().stream().map(alias -> "`" + alias + "`").collect(Collectors.joining(", "))
                        + ".";
    }

    private static boolean isRefusedChild(String list, String name) {
        return EntityKind.ofPlural(list).filter(kind -> kind.unsupportedChildren().contains(name)).isPresent();
    }

    private static String here(String list, FieldRows.Row row) {
        if (isRefusedChild(list, row.name())) {
            UnsupportedEntities.Refusal refusal = UnsupportedEntities.of(row.name()).orElseThrow();
            return refused(refusal.reason(), refusal.hint());
        }
        return switch (row.field().support()) {
            case Field.Support.Refused(String reason, String hint) -> refused(reason, hint);
            case Field.Support.WithoutEffect(String reason) -> "**without effect:** " + reason;
            case Field.Support.Supported _ -> idle(row.name()).map(why -> "**without effect:** " + why)
                    .or(() -> Optional.ofNullable(DIFFERENCES.get(list + "." + row.name()))
                            .map(how -> "**differs:** " + how))
                    .orElse("supported");
        };
    }

    /// Why a field that is read, and of which no warning tells, changes nothing.
    private static Optional<String> idle(String field) {
        if (field.startsWith("healthchecks")) {
            return Optional.of("health checks are accepted as long as they are off.");
        }
        return switch (field) {
            case "created_at", "updated_at", "_comment", "_ignore" ->
                    Optional.of("in Kong it has none on requests either.");
            default -> Optional.empty();
        };
    }

    private static String refused(String reason, String instead) {
        return ("**refused:** " + reason + " *" + instead).stripTrailing() + "*";
    }

    private static String refusedEntities() {
        Map<UnsupportedEntities.Refusal, List<String>> byRefusal = UnsupportedEntities.names().stream()
                .collect(Collectors.groupingBy(name -> UnsupportedEntities.of(name).orElseThrow()));
        Map<String, UnsupportedEntities.Refusal> byNames = new TreeMap<>();
        byRefusal.forEach((refusal, names) -> byNames.put(names.stream().map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ")), refusal));
        return "## Entities and instructions that are refused\n\n"
                + "An empty list of them is no mistake.\n\n| name | why | what to do |\n|---|---|---|\n"
                + byNames.entrySet().stream()
                        .map(entry -> "| " + entry.getKey() + " | " + cell(entry.getValue().reason())
                                + " | " + cell(entry.getValue().hint()) + " |\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String plugins() {
        return "## Plugins\n\nThe page of a supported plugin has every field of its `config` and its differences from Kong.\n\n"
                + "| plugin | here | what to use instead |\n|---|---|---|\n"
                + Stream.of(PluginName.values()).map(CompatibilityPageTest::plugin).collect(Collectors.joining())
                + "\n";
    }

    private static String plugin(PluginName name) {
        return switch (PluginCatalog.entry(name)) {
            case PluginCatalog.Entry.Available _ ->
                    "| [" + name.kongName() + "](" + link(name) + ") | supported | |\n";
            case PluginCatalog.Entry.Unavailable(String reason, String alternative) -> "| " + name.kongName()
                    + " | **refused:** " + cell(reason) + " | " + cell(alternative) + " |\n";
        };
    }

    private static String link(PluginName name) {
        return "plugins/" + name.kongName() + ".md";
    }

    private static String paidPlugins() {
        return "## Plugins of Kong's paid edition\n\nThose that are supported stand above. The others are refused by name.\n\n"
                + "| plugin | why | what to use instead |\n|---|---|---|\n"
                + PaidPlugins.all().entrySet().stream()
                        .map(entry -> "| " + entry.getKey() + " | " + cell(withoutEdition(entry.getValue().reason()))
                                + " | " + cell(entry.getValue().alternative()) + " |\n")
                        .collect(Collectors.joining())
                + "\nA plugin that neither Kong nor Headgate has is refused too; so are custom plugins in Lua.\n";
    }

    private static String withoutEdition(String reason) {
        return reason.replace("This plugin of Kong's paid edition is not here. ", "");
    }

    @Test
    void no_plugin_is_told_of_twice() {
        assertThat(Stream.of(PluginName.values()).map(PluginName::kongName)).as("take it out of PaidPlugins")
                .doesNotContainAnyElementsOf(PaidPlugins.all().keySet());
    }

    /// A text inside a Markdown table.
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;");
    }
}
