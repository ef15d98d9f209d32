package dev.headgate.cost;

import dev.headgate.cost.CostedRoute.Work;
import dev.headgate.model.PluginConfig;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.KeyAuth;
import dev.headgate.plugin.Mocking;
import dev.headgate.plugin.ProxyCache;
import dev.headgate.plugin.RateLimiting;
import dev.headgate.plugin.RateLimitingAdvanced;
import dev.headgate.plugin.Redirect;
import dev.headgate.plugin.RequestTermination;
import dev.headgate.plugin.ResponseRatelimiting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What plugins of a route cost a request, as far as tables and functions are concerned.
public final class PluginWork {
    private PluginWork() {}

    /// What the plugins of a route make of its requests. A plugin that is configured several times, for certain consumers,
    /// runs once for a request.
    ///
    /// @param plugins those that can run for the route's requests
    public static Work of(Route route, List<PluginInstance> plugins) {
        Map<String, PluginConfig> byName = new HashMap<>();
        plugins.forEach(plugin -> byName.putIfAbsent(plugin.name(), plugin.config()));
        int looks = byName.values().stream().mapToInt(plugin -> plugin instanceof ResponseRatelimiting limiting
                ? limiting.limits().size()
                : 0).sum();
        return new Work(byName.values().stream().anyMatch(PluginWork::refuses),
                byName.values().stream().anyMatch(KeyAuth.class::isInstance),
                route.service().isPresent() && byName.values().stream().noneMatch(PluginWork::answersInstead),
                counters(byName.values()), looks, looks,
                byName.values().stream().anyMatch(ProxyCache.class::isInstance));
    }

    /// One update counts in all windows. Response-ratelimiting is not among these: it has a counter for each of its limits,
    /// which it looks at, and an answer is taken to name all of them.
    private static List<CounterUse> counters(Collection<PluginConfig> plugins) {
        List<CounterUse> counters = new ArrayList<>();
        for (PluginConfig plugin : plugins) {
            switch (plugin) {
                case RateLimiting limiting -> counters.add(CounterUse.of(limiting, limiting.counting()));
                case RateLimitingAdvanced limiting -> counters.add(CounterUse.of(limiting, limiting.counting()));
                default -> {
                }
            }
        }
        return counters;
    }

    private static boolean refuses(PluginConfig plugin) {
        return plugin instanceof AuthenticationPlugin authentication && authentication.anonymous().isEmpty();
    }

    private static boolean answersInstead(PluginConfig plugin) {
        return switch (plugin) {
            case RequestTermination termination -> termination.trigger().isEmpty();
            case Redirect _,Mocking _ -> true;
            default -> false;
        };
    }
}
