package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which plugins stand before a backend, on whatever route. A path with dot segments that API Gateway passes on as it is may
/// lead to what another route of the same backend has plugins for.
final class SharedBackends {
    private final Map<String, Set<List<String>>> pluginsByOrigin = new HashMap<>();

    SharedBackends(List<Route> routes, RunnablePlugins plugins) {
        for (Route route : routes) {
            route.service().ifPresent(service -> pluginsByOrigin
                    .computeIfAbsent(NativeBackend.origin(service), _ -> new HashSet<>())
                    .add(plugins.of(route).stream().map(PluginInstance::id).toList()));
        }
    }

    /// Whether no route to the same backend has other plugins than this one; those without any do not count.
    boolean isGuardedAlike(Route route, List<PluginInstance> plugins) {
        List<String> own = plugins.stream().map(PluginInstance::id).toList();
        return route.service().map(NativeBackend::origin).map(pluginsByOrigin::get).stream().flatMap(Set::stream)
                .allMatch(others -> others.isEmpty() || others.equals(own));
    }
}
