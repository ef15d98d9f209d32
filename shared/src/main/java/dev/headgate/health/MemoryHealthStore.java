package dev.headgate.health;

import java.util.HashMap;
import java.util.Map;

/// A store for one process: the local gateway, tests, and functions without a table, whose environments then know only
/// what they found out themselves.
public final class MemoryHealthStore implements HealthStore {
    private final Map<String, Map<String, Status>> statuses = new HashMap<>();
    private final Map<String, Map<String, Probed>> probed = new HashMap<>();

    @Override
    public synchronized Findings read(String upstream) {
        return new Findings(statuses.getOrDefault(upstream, Map.of()), probed.getOrDefault(upstream, Map.of()));
    }

    @Override
    public synchronized void tell(String upstream, String address, Status found) {
        statuses.computeIfAbsent(upstream, _ -> new HashMap<>()).merge(address, found,
                (known, next) -> next.isNewerThan(known) ? next : known);
    }

    @Override
    public synchronized boolean replace(String upstream, String address, Status seen, Status next) {
        return statuses.computeIfAbsent(upstream, _ -> new HashMap<>()).replace(address, seen, next);
    }

    @Override
    public synchronized void keep(String upstream, Map<String, Probed> more) {
        probed.computeIfAbsent(upstream, _ -> new HashMap<>()).putAll(more);
    }
}
