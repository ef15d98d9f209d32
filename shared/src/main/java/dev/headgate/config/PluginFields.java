package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.PluginConfig;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginCatalog;
import dev.headgate.plugin.PluginErrorException;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.PluginType;
import dev.headgate.schema.EditDistance;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The field table of plugins (kong/db/schema/entities/plugins.lua), and the way from a plugin's `config` to its record.
final class PluginFields {
    private static final List<String> PROTOCOLS_DEFAULT = List.of("grpc", "grpcs", "http", "https");
    private static final String PAID = "This belongs to Kong's paid edition.";

    static final RecordSchema TABLE = CommonFields.table(
            required("name", FieldType.text(), "The name of the plugin, such as key-auth."),
            optional("instance_name", FieldType.text(NameRules.NAME), "A unique name for this use of it."),
            defaulted("enabled", FieldType.flag(), true, "Whether it runs."),
            defaulted("protocols", new FieldType.ListOf(Protocols.TYPE, 1, true), PROTOCOLS_DEFAULT,
                    "Over which protocols it runs."),
            optional("config", new FieldType.Anything(), "What it does."),
            CommonFields.reference("service", "The service that it is for."),
            CommonFields.reference("route", "The route that it is for."),
            CommonFields.reference("consumer", "The consumer that it is for."),
            CommonFields.reference("consumer_group", "The consumer group that it is for."),
            OrderingFields.FIELD,
            optional("partials", FieldType.listOf(FieldType.mapOf(FieldType.text())), "Shared configuration.")
                    .refused(PAID, "Write the configuration into the plugin."),
            optional("condition", FieldType.text(), "When it runs.").refused(PAID,
                    "Put the plugin on a route that matches the condition."),
            optional("_config", FieldType.text(),
                    "The name of a shared configuration in _plugin_configs, which completes config."))
            .check(PluginFields::checkProtocols);

    private PluginFields() {}

    /// What an entry of [EntityKind#GROUP_PLUGINS] must have, beside what every plugin must.
    static void checkGroup(NodeView plugin, Entity entity) {
        if (!plugin.isWritten("consumer_group")) {
            entity.report(Code.HG0103, plugin.location(), "consumer_group", "required field missing.",
                    "Write the name of the consumer group, or move the plugin to plugins.");
        }
    }

    private static void checkProtocols(Values plugin, Entity entity) {
        List<String> protocols = plugin.texts("protocols");
        if (protocols.stream().noneMatch(protocol -> Protocols.refusal(protocol).isEmpty())) {
            Protocols.Refusal refusal = Protocols.refusal(protocols.get(0)).orElseThrow();
            entity.report(Code.HG0205, plugin.location("protocols"), "protocols",
                    "neither http nor https: " + refusal.reason(), "Add http and https, or remove the plugin.");
        }
    }

    /// The type of the plugin of this name; empty where there is none, which is then reported.
    static Optional<PluginType<?>> type(NodeView plugin, Entity entity, PluginRegistry registry) {
        String name = plugin.text("name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<PluginCatalog.Entry> known = registry.entry(name).or(() -> PaidPlugins.of(name));
        if (known.isEmpty()) {
            entity.report(Code.HG0204, plugin.location("name"), "name",
                    "plugin '" + name + "' not enabled; add it to the 'plugins' configuration property.",
                    instead(name, registry));
            return Optional.empty();
        }
        return switch (known.get()) {
            case PluginCatalog.Entry.Available(PluginType<?> type) -> Optional.of(type);
            case PluginCatalog.Entry.Unavailable(String reason, String alternative) -> {
                entity.report(Code.HG0203, plugin.location("name"), "name", name + ": " + reason, alternative);
                yield Optional.empty();
            }
        };
    }

    private static String instead(String name, PluginRegistry registry) {
        return EditDistance.closest(name, registry.names()).map(meant -> "Did you mean " + meant + "?")
                .orElse("Headgate has no such plugin. Add the jar that brings it (--plugins), or remove it.");
    }

    /// The plugin's record, made of its `config`; empty where that has mistakes, or the plugin's type has, which are then
    /// reported.
    static <P extends Plugin> Optional<P> plugin(PluginType<P> type, NodeView plugin, Entity entity,
            SchemaReader reader) {
        return config(type, plugin, entity, reader).flatMap(values -> made(type, values, entity));
    }

    /// The values of the plugin's `config`; empty where it has mistakes, which are then reported.
    static Optional<Values> config(PluginType<?> type, NodeView plugin, Entity entity, SchemaReader reader) {
        Node config = plugin.value("config").orElseGet(() -> nothing(plugin.node()));
        return reader.read(config, type.schema(), entity, "config.");
    }

    private static <P extends Plugin> Optional<P> made(PluginType<P> type, Values config, Entity entity) {
        try {
            P plugin = type.create().apply(config);
            if (plugin != null && type.name().equals(plugin.pluginName())) {
                return Optional.of(plugin);
            }
            report(entity, config,
                    plugin == null ? "it has made nothing of it." : "it calls itself " + plugin.pluginName() + ".");
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            entity.report(Code.HG0105, config.location(), "config",
                    message == null ? "the plugin does not take it." : message, "");
        } catch (RuntimeException | Error e) {
            report(entity, config, "it failed with " + PluginErrorException.nameOf(e) + ".");
        }
        return Optional.empty();
    }

    private static void report(Entity entity, Values config, String problem) {
        entity.report(Code.HG0114, config.location(), "config", "the plugin has a bug: " + problem,
                "Tell its author.");
    }

    /// An empty mapping in the place of the plugin.
    private static Node nothing(MappingNode plugin) {
        return new MappingNode(Tag.MAP, true, List.of(), FlowStyle.FLOW, plugin.getStartMark(), plugin.getEndMark());
    }

    /// The instance of values without mistakes.
    static PluginInstance instance(String id, PluginConfig config, PluginInstance.Scope scope, Values plugin) {
        return new PluginInstance(id, plugin.text("instance_name"), config, plugin.flag("enabled"),
                protocols(plugin.texts("protocols")), scope, plugin.texts("tags"), plugin.location(),
                OrderingFields.ordering(plugin));
    }

    private static Set<Protocol> protocols(List<String> names) {
        return names.stream().filter(name -> Protocols.refusal(name).isEmpty()).map(Protocols::protocol)
                .collect(Collectors.toUnmodifiableSet());
    }
}
