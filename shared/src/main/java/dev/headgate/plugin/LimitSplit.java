package dev.headgate.plugin;

import dev.headgate.model.Gateway;
import dev.headgate.ratelimit.Limit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the limits of a configuration are split over the Regions in which it is deployed. Counters never leave their Region,
/// so that each admits its share by itself, and all together the limit. Immutable.
///
/// Shares are whole numbers that sum up to the limit exactly: each Region gets its part rounded down, and those with the
/// largest remainders one more (Hamilton's method); of equals, the first.
///
/// @param weights of the Regions, in the order in which they are written; at least one, each more than 0
public record LimitSplit(Map<String, BigDecimal> weights) {
    public LimitSplit {
        if (weights.isEmpty() || weights.values().stream().anyMatch(weight -> weight.signum() <= 0)) {
            throw new IllegalArgumentException("limits are split over Regions with weights above 0, not " + weights);
        }
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /// A Region's part before it is made a whole number.
    ///
    /// @param rest what is left of it after rounding down, in parts of all weights
    private record Part(String region, long floor, BigDecimal rest) {}

    /// Whether the Region has a share.
    public boolean covers(String region) {
        return weights.containsKey(region);
    }

    /// Each Region's share of a limit, in the order of the weights; 0 for those that get none.
    ///
    /// @param count of the limit, 1 or more
    public Map<String, Long> shares(long count) {
        BigDecimal all = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Part> parts = new ArrayList<>();
        weights.forEach((region, weight) -> {
            BigDecimal[] divided = weight.multiply(BigDecimal.valueOf(count)).divideAndRemainder(all);
            parts.add(new Part(region, divided[0].longValueExact(), divided[1]));
        });
        Map<String, Long> shares = new LinkedHashMap<>();
        parts.forEach(part -> shares.put(part.region(), part.floor()));
        long left = count - shares.values().stream().mapToLong(Long::longValue).sum();
        parts.stream().sorted(Comparator.comparing(Part::rest).reversed()).limit(left)
                .forEach(part -> shares.merge(part.region(), 1L, Long::sum));
        return shares;
    }

    /// A limit that leaves no Region without a share, and so do all higher ones.
    public long enough() {
        BigDecimal all = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal least = Collections.min(weights.values());
        BigDecimal[] divided = all.divideAndRemainder(least);
        BigInteger floor = divided[0].toBigIntegerExact();
        return (divided[1].signum() == 0 ? floor : floor.add(BigInteger.ONE)).longValueExact();
    }

    /// A configuration with a Region's shares in the places of its limits.
    ///
    /// @param region one that has a share of each of them
    public Gateway in(String region, Gateway gateway) {
        return gateway.withPlugins(gateway.plugins().stream()
                .map(plugin -> plugin.config() instanceof CountingPlugin counting
                        ? plugin.withConfig(counting.withLimits(limit -> share(limit, region)))
                        : plugin)
                .toList());
    }

    private Limit share(Limit limit, String region) {
        long count = shares(limit.count()).get(region);
        // What little a burst has to be, each Region has.
        return limit.isSmooth()
                ? Limit.smooth(limit.span(), count, Math.clamp(shares(limit.burst()).get(region), 1, count))
                : new Limit(limit.span(), count, limit.type());
    }
}
