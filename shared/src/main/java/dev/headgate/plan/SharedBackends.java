package dev.headgate.plan;

import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Upstream;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which plugins stand before a host, on whatever route and port, by its own name or as a target of an upstream. A path with
/// dot segments that API Gateway passes on as it is may lead to what another route of the same host has plugins for. Private
/// backends behind one listener count as one host.
final class SharedBackends {
    private final Map<String, PrivateBackend> privateBackends;
    private final Map<String, Set<List<String>>> pluginsByHost = new HashMap<>();

    SharedBackends(List<Route> routes, List<Upstream> upstreams, Map<String, PrivateBackend> privateBackends,
            RunnablePlugins plugins) {
        this.privateBackends = privateBackends;
        Map<String, Set<String>> targets = upstreams.stream().collect(Collectors.toMap(Upstream::name,
                upstream -> upstream.targets().stream().map(Upstream.Target::host).collect(Collectors.toSet())));
        for (Route route : routes) {
            route.service().ifPresent(service -> {
                List<String> ids = plugins.of(route).stream().map(PluginInstance::id).toList();
                targets.getOrDefault(service.host(), Set.of(service.host())).stream().flatMap(this::places)
                        .forEach(place -> pluginsByHost.computeIfAbsent(place, _ -> new HashSet<>()).add(ids));
            });
        }
    }

    /// Whether no route to the same host has other plugins than this one; those without any do not count.
    boolean isGuardedAlike(Route route, List<PluginInstance> plugins) {
        List<String> own = plugins.stream().map(PluginInstance::id).toList();
        return route.service().map(service -> service.host()).stream().flatMap(this::places)
                .flatMap(place -> pluginsByHost.getOrDefault(place, Set.of()).stream())
                .allMatch(others -> others.isEmpty() || others.equals(own));
    }

    /// By what backends are the same: their host, and the listeners before it.
    private Stream<String> places(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(name), Optional.ofNullable(privateBackends.get(name)).stream()
                .flatMap(backend -> backend.listeners().values().stream()));
    }
}
