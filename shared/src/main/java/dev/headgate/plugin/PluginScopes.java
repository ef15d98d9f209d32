package dev.headgate.plugin;

import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the instances that apply to a route. What a route's plugins are is worked out when its first request comes and
/// then kept; there are as many entries as routes.
final class PluginScopes {
    private static final Comparator<String> RUNNING_ORDER = Comparator
            .comparingInt((String name) -> priority(name)).thenComparing(Comparator.naturalOrder()).reversed();

    private final List<PluginInstance> global = new ArrayList<>();
    private final Map<String, List<PluginInstance>> byRoute = new HashMap<>();
    private final Map<String, List<PluginInstance>> byService = new HashMap<>();
    private final Map<String, List<Slot>> slots = new ConcurrentHashMap<>();

    PluginScopes(List<PluginInstance> plugins) {
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
        if (!scope.serviceId().isEmpty()) {
            return byService.computeIfAbsent(scope.serviceId(), _ -> new ArrayList<>());
        }
        return global;
    }

    /// The plugins that may run for a route, one slot a name, in running order.
    List<Slot> slots(Route route) {
        return slots.computeIfAbsent(route.id(), _ -> slotsOf(route));
    }

    private List<Slot> slotsOf(Route route) {
        String serviceId = route.service().map(service -> service.id()).orElse("");
        List<PluginInstance> applicable = new ArrayList<>(global);
        applicable.addAll(byService.getOrDefault(serviceId, List.of()));
        for (PluginInstance plugin : byRoute.getOrDefault(route.id(), List.of())) {
            if (plugin.scope().serviceId().isEmpty() || plugin.scope().serviceId().equals(serviceId)) {
                applicable.add(plugin);
            }
        }
        Map<String, List<PluginInstance>> byName = new LinkedHashMap<>();
        for (PluginInstance plugin : applicable) {
            byName.computeIfAbsent(plugin.name(), _ -> new ArrayList<>()).add(plugin);
        }
        return byName.keySet().stream().sorted(RUNNING_ORDER).map(name -> Slot.of(byName.get(name))).toList();
    }

    private static int priority(String name) {
        return PluginName.of(name).map(PluginCatalog::entry).map(entry -> switch (entry) {
            case PluginCatalog.Entry.Available(PluginType<?> type) -> type.priority();
            case PluginCatalog.Entry.Unavailable _ -> 0;
        }).orElse(0);
    }

    /// The instances of one plugin that may run for one route.
    ///
    /// @param forAnyone the one that runs when no consumer is known or the consumer has none of its own
    /// @param forConsumer by consumer id
    record Slot(Optional<PluginInstance> forAnyone, Map<String, PluginInstance> forConsumer) {
        static Slot of(List<PluginInstance> instances) {
            Optional<PluginInstance> forAnyone = instances.stream()
                    .filter(plugin -> plugin.scope().consumerId().isEmpty())
                    .min(Comparator.comparingInt(plugin -> specificity(plugin.scope())));
            Map<String, PluginInstance> forConsumer = new HashMap<>();
            for (PluginInstance plugin : instances) {
                String consumerId = plugin.scope().consumerId();
                if (!consumerId.isEmpty()) {
                    forConsumer.merge(consumerId, plugin, Slot::moreSpecific);
                }
            }
            forAnyone.ifPresent(plugin -> forConsumer.replaceAll((_, own) -> moreSpecific(own, plugin)));
            return new Slot(forAnyone, Map.copyOf(forConsumer));
        }

        Optional<PluginInstance> choose(Optional<Consumer> consumer) {
            return consumer.map(known -> forConsumer.get(known.id())).or(() -> forAnyone);
        }

        private static PluginInstance moreSpecific(PluginInstance one, PluginInstance other) {
            return specificity(one.scope()) <= specificity(other.scope()) ? one : other;
        }

        /// Kong's order of scopes, the most specific first (plugins_iterator.lua, `lookup_cfg`).
        private static int specificity(Scope scope) {
            boolean route = !scope.routeId().isEmpty();
            boolean service = !scope.serviceId().isEmpty();
            boolean consumer = !scope.consumerId().isEmpty();
            if (route && service && consumer) {
                return 1;
            }
            if (route && consumer) {
                return 2;
            }
            if (service && consumer) {
                return 3;
            }
            if (route && service) {
                return 4;
            }
            if (consumer) {
                return 5;
            }
            if (route) {
                return 6;
            }
            return service ? 7 : 8;
        }
    }
}
