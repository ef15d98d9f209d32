package dev.headgate.plugin;

import dev.headgate.model.Ordering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The order of plugins in the access phase, as Kong's algorithm `legacy` makes it, which is its default
/// (developer.konghq.com/gateway/plugins/plugin-ordering-legacy): the plugins are placed by descending priority, each
/// behind all that have to run before it. `a` before `b` and `b` after `a` are the same rule.
///
/// @param names in running order
/// @param cycle plugins of which each has to run before the next and the last before the first; empty for none. The order
///        is then one that breaks a rule
record AccessOrder(List<String> names, List<String> cycle) {
    AccessOrder {
        names = List.copyOf(names);
        cycle = List.copyOf(cycle);
    }

    /// The order of plugins with these rules.
    ///
    /// @param byPriority in the order of their priorities
    /// @param rules by plugin
    static AccessOrder of(List<String> byPriority, Map<String, Ordering> rules) {
        if (rules.values().stream().allMatch(Ordering::isNone)) {
            return new AccessOrder(byPriority, List.of());
        }
        Placing placing = new Placing(earlier(byPriority, rules));
        byPriority.forEach(placing::place);
        return new AccessOrder(List.copyOf(placing.placed), placing.cycle);
    }

    /// What has to run before each plugin, in the order of priorities.
    private static Map<String, List<String>> earlier(List<String> byPriority, Map<String, Ordering> rules) {
        Map<String, Set<String>> earlier = new HashMap<>();
        byPriority.forEach(name -> earlier.put(name, new LinkedHashSet<>()));
        rules.forEach((name, rule) -> {
            if (earlier.containsKey(name)) {
                rule.after().stream().filter(earlier::containsKey).forEach(other -> earlier.get(name).add(other));
                rule.before().stream().filter(earlier::containsKey).forEach(other -> earlier.get(other).add(name));
            }
        });
        Map<String, List<String>> sorted = new HashMap<>();
        earlier.forEach((name, others) -> sorted.put(name,
                others.stream().sorted(Comparator.comparingInt(byPriority::indexOf)).toList()));
        return sorted;
    }

    /// The walk over the rules.
    private static final class Placing {
        private final Map<String, List<String>> earlier;
        private final Set<String> placed = new LinkedHashSet<>();
        private final List<String> waiting = new ArrayList<>();
        private List<String> cycle = List.of();

        Placing(Map<String, List<String>> earlier) {
            this.earlier = earlier;
        }

        void place(String name) {
            if (placed.contains(name)) {
                return;
            }
            int begin = waiting.indexOf(name);
            if (begin >= 0) {
                // Each of those that wait runs after the next one.
                cycle = Stream.of(name).collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
                cycle.addAll(waiting.subList(begin + 1, waiting.size()).reversed());
                return;
            }
            waiting.add(name);
            earlier.get(name).forEach(this::place);
            waiting.removeLast();
            placed.add(name);
        }
    }
}
