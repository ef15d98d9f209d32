package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.plugin.PluginCatalog;
import dev.headgate.plugin.PluginName;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldRows;
import dev.headgate.schema.RecordSchema;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything of Kong's that Headgate refuses, by name: `entity certificates`, `entity service filter_chains`, `field route
/// expression`, `field openid-connect config.http_proxy`, `plugin acme`.
public final class RefusedNames {
    private static final Set<Code> CODES = Set.of(Code.HG0201, Code.HG0202, Code.HG0203);

    private RefusedNames() {}

    /// All of them, from the tables that files are read by.
    public static SortedSet<String> all() {
        SortedSet<String> names = new TreeSet<>();
        UnsupportedEntities.names().forEach(name -> names.add("entity " + name));
        for (EntityKind kind : EntityKind.values()) {
            kind.unsupportedChildren().forEach(child -> names.add("entity " + kind.singular() + " " + child));
            addFields(names, kind.singular() + " ", kind.table());
        }
        for (PluginName plugin : PluginName.values()) {
            switch (PluginCatalog.entry(plugin)) {
                case PluginCatalog.Entry.Available(var type) ->
                        addFields(names, type.name() + " config.", type.schema());
                case PluginCatalog.Entry.Unavailable _ -> names.add("plugin " + plugin.kongName());
            }
        }
        PaidPlugins.all().keySet().forEach(name -> names.add("plugin " + name));
        return names;
    }

    private static void addFields(Set<String> names, String prefix, RecordSchema table) {
        FieldRows.of(table).stream().filter(row -> row.field().support() instanceof Field.Support.Refused)
                .forEach(row -> names.add("field " + prefix + row.name()));
    }

    /// The name that a finding refuses; empty for a finding about anything else.
    public static Optional<String> of(Diagnostic finding) {
        String field = finding.field().replaceAll("\\[\\d+]", "[]");
        boolean isConfig = finding.entityType().equals("plugin") && field.startsWith("config.");
        return Optional.of(finding.code()).filter(CODES::contains).map(code -> switch (code) {
            case HG0201 -> "entity " + (finding.entityType() + " " + field).strip();
            case HG0202 -> "field " + (isConfig ? finding.entityName() : finding.entityType()) + " " + field;
            default -> "plugin " + finding.entityName();
        });
    }
}
