package dev.headgate.health;

import java.util.Map;

/// What environments tell each other of the addresses of upstreams. Safe for use by many threads; calls may block, so no
/// request waits for one longer than a moment.
///
/// Every method throws [HealthStoreUnavailableException] where the store cannot be asked.
public interface HealthStore {
    /// What is known of an upstream, at most a moment old.
    ///
    /// @param upstream its id
    Findings read(String upstream);

    /// Tells what was found out, unless a later finding is there already.
    ///
    /// @param address its key
    void tell(String upstream, String address, Status found);

    /// Puts a status in the place of exactly that one: of several environments that see the same, one succeeds.
    ///
    /// @return whether it did
    boolean replace(String upstream, String address, Status seen, Status next);

    /// Keeps what probes add up to.
    ///
    /// @param probed by the addresses' keys; what is said of others stays
    void keep(String upstream, Map<String, Probed> probed);
}
