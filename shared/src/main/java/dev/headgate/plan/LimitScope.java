package dev.headgate.plan;

import dev.headgate.model.Gateway;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.LimitSplit;
import java.util.Optional;
import java.util.stream.Collectors;

/// How the rate limits of a configuration count over the Regions in which it is deployed.
///
/// @param split absent where each Region admits the whole limit
public record LimitScope(Optional<LimitSplit> split) {
    /// Whether limits are each Region's own.
    public enum Scope {
        /// Each Region admits the whole limit.
        REGION,
        /// Each Region admits its share.
        SPLIT
    }

    /// That of a configuration; absent where it limits nothing.
    ///
    /// @param split how `headgate.yaml` splits limits
    public static Optional<LimitScope> of(Gateway gateway, Optional<LimitSplit> split) {
        return gateway.plugins().stream()
                .anyMatch(plugin -> plugin.enabled() && plugin.config() instanceof CountingPlugin)
                        ? Optional.of(new LimitScope(split))
                        : Optional.empty();
    }

    public Scope scope() {
        return split.isPresent() ? Scope.SPLIT : Scope.REGION;
    }

    /// What it means, in a sentence of Markdown.
    public String meaning() {
        return split.map(shares -> "Rate limits are split over Regions by weight: " + shares.weights().entrySet()
                .stream().map(weight -> weight.getKey() + " " + weight.getValue().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(", ")) + ". Each admits its share and tells clients of that.")
                .orElse("Rate limits: each Region admits the whole limit; with n Regions n times as much. "
                        + "`rate_limits.regions` in `headgate.yaml` splits them.");
    }
}
