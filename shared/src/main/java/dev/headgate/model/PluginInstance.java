package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.util.List;
import java.util.Set;

/// A plugin as configured once, as Kong's `plugins` entity. No member is null.
///
/// @param id a UUID, stable over reloads
/// @param instanceName empty when the user gave none
/// @param config what the plugin does
/// @param enabled a disabled plugin is checked and then not run
/// @param protocols requests over which it runs
/// @param scope which requests it runs for
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared
/// @param ordering between which other plugins it runs; [Ordering#NONE] for one that is scoped to a consumer or a group
public record PluginInstance(
        String id,
        String instanceName,
        PluginConfig config,
        boolean enabled,
        Set<Protocol> protocols,
        Scope scope,
        List<String> tags,
        Location location,
        Ordering ordering) {

    /// A plugin that runs where its priority puts it.
    public PluginInstance(String id, String instanceName, PluginConfig config, boolean enabled, Set<Protocol> protocols,
            Scope scope, List<String> tags, Location location) {
        this(id, instanceName, config, enabled, protocols, scope, tags, location, Ordering.NONE);
    }

    /// The same with another configuration of the same plugin.
    public PluginInstance withConfig(PluginConfig changed) {
        return new PluginInstance(id, instanceName, changed, enabled, protocols, scope, tags, location, ordering);
    }

    /// Kong's name of the plugin.
    public String name() {
        return config.pluginName();
    }

    /// Which requests a plugin runs for: those of this route, service, consumer and consumer group, or empty for any. All
    /// are given by id but the group, which goes by its name, the only thing by which the store knows groups.
    public record Scope(String routeId, String serviceId, String consumerId, String consumerGroup) {
        /// Every request.
        public static final Scope GLOBAL = new Scope("", "", "");

        /// For consumers of any group and of none.
        public Scope(String routeId, String serviceId, String consumerId) {
            this(routeId, serviceId, consumerId, "");
        }
    }
}
