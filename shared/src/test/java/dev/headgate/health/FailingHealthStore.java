package dev.headgate.health;

import java.util.Map;

/// A store that cannot be asked.
public final class FailingHealthStore implements HealthStore {
    @Override
    public Findings read(String upstream) {
        throw unavailable();
    }

    @Override
    public void tell(String upstream, String address, Status found) {
        throw unavailable();
    }

    @Override
    public boolean replace(String upstream, String address, Status seen, Status next) {
        throw unavailable();
    }

    @Override
    public void keep(String upstream, Map<String, Probed> probed) {
        throw unavailable();
    }

    private static HealthStoreUnavailableException unavailable() {
        return new HealthStoreUnavailableException("it is down", new IllegalStateException());
    }
}
