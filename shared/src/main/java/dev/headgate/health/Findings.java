package dev.headgate.health;

import java.time.Instant;
import java.util.Map;

/// What a store holds of one upstream, by the addresses' keys.
///
/// @param statuses of addresses that have ever changed
/// @param probed what probes add up to
public record Findings(Map<String, Status> statuses, Map<String, Probed> probed) {
    /// Of an upstream that nobody has written anything about.
    public static final Findings NONE = new Findings(Map.of(), Map.of());

    public Findings {
        statuses = Map.copyOf(statuses);
        probed = Map.copyOf(probed);
    }

    /// When the last probe was; the epoch where there was none.
    Instant lastProbe() {
        return probed.values().stream().map(Probed::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
}
