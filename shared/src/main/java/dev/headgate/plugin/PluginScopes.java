package dev.headgate.plugin;

import dev.headgate.model.Consumer;
import dev.headgate.model.Ordering;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.PluginInstance.Scope;
import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Finds the instances that apply to a route. What a route's plugins are is worked out when its first request comes and
/// then kept; there are as many entries as routes.
final class PluginScopes {
    private final PluginRegistry registry;
    private final Comparator<String> runningOrder;
    private final List<PluginInstance> global = new ArrayList<>();
    private final Map<String, List<PluginInstance>> byRoute = new HashMap<>();
    private final Map<String, List<PluginInstance>> byService = new HashMap<>();
    private final Map<String, RoutePlugins> byRouteId = new ConcurrentHashMap<>();

    PluginScopes(List<PluginInstance> plugins, PluginRegistry registry) {
        this.registry = registry;
        this.runningOrder = Comparator.comparingInt(this::priority).thenComparing(Comparator.naturalOrder())
                .reversed();
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

    /// The plugins that may run for a route, one slot a name.
    ///
    /// @param byPriority in the order of priorities, which that of all phases but access is
    /// @param inAccess in the order of the access phase
    /// @param cycle plugins whose rules for that order cannot all hold; empty for a sound configuration
    record RoutePlugins(List<Slot> byPriority, List<Slot> inAccess, List<PluginInstance> cycle) {
        boolean isReordered() {
            return !inAccess.equals(byPriority);
        }
    }

    /// The plugins that may run for a route.
    RoutePlugins plugins(Route route) {
        return byRouteId.computeIfAbsent(route.id(), _ -> pluginsOf(route));
    }

    private RoutePlugins pluginsOf(Route route) {
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
        Map<String, Slot> slots = new LinkedHashMap<>();
        byName.keySet().stream().sorted(runningOrder).forEach(name -> slots.put(name, Slot.of(byName.get(name))));
        List<Slot> byPriority = List.copyOf(slots.values());
        Map<String, Ordering> rules = new HashMap<>();
        slots.forEach((name, slot) -> slot.forAnyone().filter(plugin -> !plugin.ordering().isNone())
                .ifPresent(plugin -> rules.put(name, plugin.ordering())));
        if (rules.isEmpty()) {
            return new RoutePlugins(byPriority, byPriority, List.of());
        }
        AccessOrder order = AccessOrder.of(List.copyOf(slots.keySet()), rules);
        return new RoutePlugins(byPriority, order.names().stream().map(slots::get).toList(),
                order.cycle().stream().flatMap(name -> slots.get(name).forAnyone().stream()).toList());
    }

    private int priority(String name) {
        return registry.type(name).<Integer>map(PluginType::priority).orElse(0);
    }

    /// The instances of one plugin that may run for one route.
    ///
    /// @param forAnyone the one that runs when no consumer is known or the consumer has none of its own
    /// @param forConsumer by consumer id
    /// @param forGroup by the name of a consumer group
    record Slot(
            Optional<PluginInstance> forAnyone,
            Map<String, PluginInstance> forConsumer,
            Map<String, PluginInstance> forGroup) {
        static Slot of(List<PluginInstance> instances) {
            Optional<PluginInstance> forAnyone = Optional.empty();
            Map<String, PluginInstance> forConsumer = new HashMap<>();
            Map<String, PluginInstance> forGroup = new HashMap<>();
            for (PluginInstance plugin : instances) {
                Scope scope = plugin.scope();
                if (!scope.consumerId().isEmpty()) {
                    forConsumer.merge(scope.consumerId(), plugin, Slot::moreSpecific);
                } else if (!scope.consumerGroup().isEmpty()) {
                    forGroup.merge(scope.consumerGroup(), plugin, Slot::moreSpecific);
                } else {
                    forAnyone = Optional.of(forAnyone.map(other -> moreSpecific(other, plugin)).orElse(plugin));
                }
            }
            return new Slot(forAnyone, Map.copyOf(forConsumer), Map.copyOf(forGroup));
        }

        /// The instance for a request. Of several groups with equally specific instances, the first by name has its way,
        /// as in Kong.
        Optional<PluginInstance> choose(Optional<Consumer> consumer) {
            if (consumer.isEmpty() || forConsumer.isEmpty() && forGroup.isEmpty()) {
                return forAnyone;
            }
            Stream<PluginInstance> forGroups = consumer.get().consumerGroups().stream().map(forGroup::get)
                    .filter(Objects::nonNull);
            return Stream.of(Stream.ofNullable(forConsumer.get(consumer.get().id())), forGroups, forAnyone.stream())
                    .flatMap(plugins -> plugins).reduce(Slot::moreSpecific);
        }

        private static PluginInstance moreSpecific(PluginInstance one, PluginInstance other) {
            return specificity(one.scope()) <= specificity(other.scope()) ? one : other;
        }

        /// Kong's order of scopes, the most specific first (plugins_iterator.lua, `lookup_cfg`; with consumer groups,
        /// developer.konghq.com/gateway/entities/plugin, "Plugin precedence").
        private static int specificity(Scope scope) {
            boolean route = !scope.routeId().isEmpty();
            boolean service = !scope.serviceId().isEmpty();
            if (!scope.consumerId().isEmpty()) {
                return route ? service ? 1 : 3 : service ? 4 : 8;
            }
            if (!scope.consumerGroup().isEmpty()) {
                return route ? service ? 2 : 5 : service ? 6 : 9;
            }
            return route ? service ? 7 : 10 : service ? 11 : 12;
        }
    }
}
