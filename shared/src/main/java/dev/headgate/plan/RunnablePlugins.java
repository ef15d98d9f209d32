package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.plugin.AuthenticationPlugin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Enabled plugins that can run for requests of a route, whoever sends them: of each plugin the instance for everybody with
/// the most specific scope, and all those for certain consumers, where there is a plugin that finds out who calls.
public final class RunnablePlugins {
    private final List<PluginInstance> everywhere = new ArrayList<>();
    private final Map<String, List<PluginInstance>> byRoute = new HashMap<>();
    private final Map<String, List<PluginInstance>> byService = new HashMap<>();

    /// @param plugins all of a configuration
    public RunnablePlugins(List<PluginInstance> plugins) {
        for (PluginInstance plugin : plugins) {
            if (plugin.enabled()) {
                listFor(plugin.scope()).add(plugin);
            }
        }
    }

    private List<PluginInstance> listFor(Scope scope) {
        if (!scope.routeId().isEmpty()) {
            return byRoute.computeIfAbsent(scope.routeId(), _ -> new ArrayList<>());
        }
        return scope.serviceId().isEmpty()
                ? everywhere
                : byService.computeIfAbsent(scope.serviceId(), _ -> new ArrayList<>());
    }

    /// Those of a route, by name.
    public List<PluginInstance> of(Route route) {
        String serviceId = route.service().map(Service::id).orElse("");
        List<PluginInstance> plugins = new ArrayList<>(everywhere);
        plugins.addAll(byService.getOrDefault(serviceId, List.of()));
        byRoute.getOrDefault(route.id(), List.of()).stream()
                .filter(plugin -> plugin.scope().serviceId().isEmpty() || plugin.scope().serviceId().equals(serviceId))
                .forEach(plugins::add);
        Map<String, PluginInstance> forAnyone = new LinkedHashMap<>();
        List<PluginInstance> running = new ArrayList<>();
        for (PluginInstance plugin : plugins) {
            if (isForCertainConsumers(plugin)) {
                running.add(plugin);
            } else {
                forAnyone.merge(plugin.name(), plugin,
                        (one, other) -> specificity(one.scope()) >= specificity(other.scope()) ? one : other);
            }
        }
        boolean knowsConsumers = forAnyone.values().stream()
                .anyMatch(plugin -> plugin.config() instanceof AuthenticationPlugin);
        if (!knowsConsumers) {
            running.clear();
        }
        running.addAll(forAnyone.values());
        return running.stream().sorted(Comparator.comparing(PluginInstance::name)).toList();
    }

    static boolean isForCertainConsumers(PluginInstance plugin) {
        return !plugin.scope().consumerId().isEmpty() || !plugin.scope().consumerGroup().isEmpty();
    }

    private static int specificity(Scope scope) {
        return (scope.routeId().isEmpty() ? 0 : 2) + (scope.serviceId().isEmpty() ? 0 : 1);
    }
}
