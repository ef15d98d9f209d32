package dev.headgate.config;

import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.PluginType;
import dev.headgate.schema.Field;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// The JSON Schema (json-schema.org, draft 2020-12) of the files that [KongReader] reads, for editors: every field with its
/// meaning, default and range, nested and flat entities, the `config` of each plugin. Made of the same field tables.
///
/// What a schema refuses, the reader refuses too, as long as values are written as in JSON (`true`, not `yes`). The reader
/// refuses more: rules for texts, contradictions between fields, references to nothing.
public final class FormatSchema {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DEFINITIONS = "#/$defs/";

    private final List<PluginType<?>> plugins;

    private FormatSchema(List<PluginType<?>> plugins) {
        this.plugins = plugins;
    }

    /// Indents objects; the line feed is the same on every machine.
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    /// The schema, indented, with a line feed at its end.
    ///
    /// @param registry the plugins that files may configure
    public static String text(PluginRegistry registry) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new Indented(), out)) {
            write(new FormatSchema(registry.types()).file(), json);
        }
        return out.append('\n').toString();
    }

    private Map<String, Object> file() {
        Map<String, Object> table = FieldSchema.record(FileFields.TABLE, _ -> Map.of());
        Map<String, Object> properties = new LinkedHashMap<>();
        if (table.get("properties") instanceof Map<?, ?> own) {
            own.forEach((name, schema) -> properties.put((String) name, schema));
        }
        for (EntityKind kind : EntityKind.values()) {
            properties.put(kind.plural(), listOf(kind, kind.parents().stream().map(EntityKind::singular).toList()));
        }
        properties.put(EntityKind.GROUP_PLUGINS, listOf(EntityKind.PLUGIN, List.of("consumer_group")));
        UnsupportedEntities.names().forEach(name -> properties.put(name, unsupported(name)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Kong declarative configuration, as Headgate reads it");
        schema.putAll(table);
        schema.put("properties", properties);
        schema.put("$defs", definitions());
        return schema;
    }

    private Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (EntityKind kind : EntityKind.values()) {
            definitions.put(kind.singular(), entity(kind));
        }
        plugins.forEach(plugin -> definitions.put(configName(plugin), config(plugin)));
        return definitions;
    }

    private Map<String, Object> entity(EntityKind kind) {
        Map<String, Object> schema = FieldSchema.record(kind.table(), field -> special(kind, field));
        List<String> someOf = switch (kind) {
            case SERVICE -> List.of("host", "url");
            case ROUTE -> List.of("methods", "hosts", "paths", "headers", "snis");
            case CONSUMER -> List.of("username", "custom_id");
            case KEY_AUTH, JWT -> List.of("key");
            case CONSUMER_GROUP, UPSTREAM, TARGET, CA_CERTIFICATE, CERTIFICATE, SNI, BASIC_AUTH, HMAC_AUTH, MTLS_AUTH,
                    ACL,
                    CONSUMER_GROUP_CONSUMER, PLUGIN, VAULT ->
                    List.of();
        };
        if (!someOf.isEmpty()) {
            schema.put("anyOf", someOf.stream().map(name -> Map.of("required", List.of(name))).toList());
        }
        if (kind == EntityKind.PLUGIN) {
            schema.put("allOf", plugins.stream().map(FormatSchema::configOfPlugin).toList());
        }
        return schema;
    }

    /// What an entity's table does not tell of its fields: the lists inside it, and what plugins there are.
    private Map<String, Object> special(EntityKind kind, Field field) {
        Optional<EntityKind> child = kind.child(field.name());
        if (child.isPresent()) {
            return listOf(child.get(), List.of());
        }
        if (kind.unsupportedChildren().contains(field.name())) {
            return unsupported(field.name());
        }
        if (kind == EntityKind.PLUGIN && field.name().equals("name")) {
            Map<String, Object> names = new LinkedHashMap<>();
            names.put("description", field.doc());
            names.put("enum", plugins.stream().map(PluginType::name).toList());
            return names;
        }
        return Map.of();
    }

    /// @param required fields that each has to have, beside those that it has to have anywhere
    private static Map<String, Object> listOf(EntityKind kind, List<String> required) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("$ref", DEFINITIONS + kind.singular());
        if (!required.isEmpty()) {
            item.put("required", required);
        }
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", List.of("array", "null"));
        list.put("items", item);
        return list;
    }

    private static Map<String, Object> unsupported(String name) {
        UnsupportedEntities.Refusal refusal = UnsupportedEntities.of(name).orElseThrow();
        return FieldSchema.empty(refusal.reason(), refusal.hint());
    }

    private static String configName(PluginType<?> plugin) {
        return plugin.name() + "-config";
    }

    private static Map<String, Object> config(PluginType<?> plugin) {
        Map<String, Object> schema = FieldSchema.record(plugin.schema(), _ -> Map.of());
        if (!schema.containsKey("required")) {
            schema.put("type", List.of("object", "null"));
        }
        return schema;
    }

    private static Map<String, Object> configOfPlugin(PluginType<?> plugin) {
        Map<String, Object> then = new LinkedHashMap<>();
        then.put("properties", Map.of("config", Map.of("$ref", DEFINITIONS + configName(plugin))));
        if (config(plugin).containsKey("required")) {
            then.put("required", List.of("config"));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("properties", Map.of("name", Map.of("const", plugin.name())));
        named.put("required", List.of("name"));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", named);
        rule.put("then", then);
        return rule;
    }

    private static void write(Object value, JsonGenerator json) {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> members -> {
                json.writeStartObject();
                members.forEach((name, member) -> {
                    json.writeName((String) name);
                    write(member, json);
                });
                json.writeEndObject();
            }
            case List<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Double number when number == Math.rint(number) -> json.writeNumber(number.longValue());
            case Double number -> json.writeNumber(number);
            case Number number -> json.writeNumber(number.longValue());
            default -> throw new IllegalStateException("no part of a schema: " + value.getClass());
        }
    }
}
