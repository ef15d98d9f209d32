package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Enabled plugins that can run for requests of a route over HTTPS, whoever sends them.
final class RunnablePlugins {
    private final List<PluginInstance> everywhere = new ArrayList<>();
    private final Map<String, List<PluginInstance>> byRoute = new HashMap<>();
    private final Map<String, List<PluginInstance>> byService = new HashMap<>();

    RunnablePlugins(List<PluginInstance> plugins) {
        for (PluginInstance plugin : plugins) {
            if (plugin.enabled() && plugin.protocols().contains(Protocol.HTTPS)) {
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

    List<PluginInstance> of(Route route) {
        String serviceId = route.service().map(Service::id).orElse("");
        List<PluginInstance> plugins = new ArrayList<>(everywhere);
        plugins.addAll(byService.getOrDefault(serviceId, List.of()));
        byRoute.getOrDefault(route.id(), List.of()).stream()
                .filter(plugin -> plugin.scope().serviceId().isEmpty() || plugin.scope().serviceId().equals(serviceId))
                .forEach(plugins::add);
        return plugins;
    }
}
