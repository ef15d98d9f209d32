package dev.headgate.config;

import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Gateway;
import dev.headgate.model.Ordering;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.PluginChain;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.schema.EditDistance;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A plugin's field `ordering`, which belongs to Kong's paid edition, and what can be wrong with it.
final class OrderingFields {
    private static final List<String> SIDES = List.of("before", "after");
    private static final RecordSchema PHASES = RecordSchema.of(
            optional("access", FieldType.setOf(FieldType.text()), "Names of plugins."));

    static final Field FIELD = optional("ordering", FieldType.group(RecordSchema.of(
            optional("before", FieldType.group(PHASES), "The plugins that it runs before."),
            optional("after", FieldType.group(PHASES), "The plugins that it runs after."))),
            "Before and after which plugins it runs in the access phase, whatever their priorities say.");

    private OrderingFields() {}

    static Ordering ordering(Values plugin) {
        return plugin.isWritten("ordering")
                ? new Ordering(names(plugin, "before"), names(plugin, "after"))
                : Ordering.NONE;
    }

    private static List<String> names(Values plugin, String side) {
        return plugin.group("ordering").flatMap(ordering -> ordering.group(side))
                .map(phases -> phases.texts("access")).orElse(List.of());
    }

    /// Reports what is wrong with the names.
    ///
    /// @param own the plugin's name
    /// @param configured names of all plugins in the file
    static void checkNames(Values plugin, String own, Set<String> configured, PluginRegistry registry,
            Entity entity) {
        for (String side : SIDES) {
            List<String> names = names(plugin, side);
            for (int i = 0; i < names.size(); i++) {
                String item = "access[" + i + "]";
                Code code;
                String message;
                String hint = "";
                if (names.get(i).equals(own)) {
                    code = Code.HG0108;
                    message = own + ": a plugin cannot run " + side + " itself.";
                } else if (registry.entry(names.get(i)).isEmpty()) {
                    code = Code.HG0110;
                    message = names.get(i) + ": there is no plugin of this name.";
                    hint = EditDistance.closest(names.get(i), registry.names())
                            .map(meant -> "Did you mean " + meant + "?").orElse("");
                } else if (!configured.contains(names.get(i))) {
                    code = Code.HG0305;
                    message = names.get(i) + ": the file configures no plugin of this name to run " + side + ".";
                } else {
                    continue;
                }
                entity.report(code, plugin.group("ordering").flatMap(ordering -> ordering.group(side)).orElseThrow()
                        .location(item), "ordering." + side + "." + item, message, hint);
            }
        }
    }

    /// Reports an order that would depend on the consumer.
    static void checkScope(Values plugin, boolean isForCallers, Entity entity) {
        if (isForCallers && !ordering(plugin).isNone()) {
            entity.report(Code.HG0205, plugin.location("ordering"), "ordering",
                    "an order cannot depend on the consumer, who is not known before plugins run.",
                    "Write the ordering at the plugin of a service or route, or at the global one.");
        }
    }

    /// Reports rules that cannot hold together, and what some versions of Kong make of the others.
    static void report(Gateway gateway, PluginRegistry registry, Diagnostics diagnostics) {
        List<PluginInstance> ordered = gateway.plugins().stream().filter(plugin -> !plugin.ordering().isNone())
                .toList();
        if (ordered.isEmpty()) {
            return;
        }
        if (gateway.plugins().stream().anyMatch(OrderingFields::isForCallers)) {
            entity(ordered.getFirst(), diagnostics).report(Code.HG0403, ordered.getFirst().location(), "ordering",
                    "plugins for consumers and consumer groups run all the same; Kong before 3.14 would run none of"
                            + " them in a file with an ordering.",
                    "");
        }
        PluginChain chain = new PluginChain(gateway.plugins(), registry);
        Set<List<PluginInstance>> reported = new HashSet<>();
        for (Route route : gateway.routes()) {
            List<PluginInstance> cycle = chain.cycle(route);
            if (!cycle.isEmpty() && reported.add(cycle)) {
                PluginInstance first = cycle.stream().filter(plugin -> !plugin.ordering().isNone()).findFirst()
                        .orElseThrow();
                entity(first, diagnostics).report(Code.HG0108, first.location(), "ordering",
                        "for route " + (route.name().isEmpty() ? route.id() : route.name())
                                + " no order obeys all: " + String.join(" before ",
                                        Stream.concat(cycle.stream(), Stream.of(cycle.getFirst()))
                                                .map(PluginInstance::name).toList())
                                + ".",
                        "Remove one of the rules.");
            }
        }
    }

    private static boolean isForCallers(PluginInstance plugin) {
        return !plugin.scope().consumerId().isEmpty() || !plugin.scope().consumerGroup().isEmpty();
    }

    private static Entity entity(PluginInstance plugin, Diagnostics diagnostics) {
        return new Entity("plugin", plugin.name(), diagnostics);
    }
}
