package dev.headgate.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/// What AWS charges for one thing. Amounts are exact decimals in USD; nothing is rounded here, but for quotients, which
/// have 34 digits.
///
/// @param name what is paid for
/// @param tiers the cheaper prices of large amounts behind the first; at least one, and the last without an end
/// @param source the page that the price is from
/// @param noted the day on which it was noted, as `2026-11-25`
public record Price(PriceName name, List<Tier> tiers, String source, String noted) {
    static final MathContext DIGITS = MathContext.DECIMAL128;

    public Price {
        tiers = List.copyOf(tiers);
    }

    /// A price up to an amount.
    ///
    /// @param upTo the amount of a month at which it ends, in what the price is for; empty for no end
    /// @param price of what [PriceName#per] says
    public record Tier(Optional<BigDecimal> upTo, BigDecimal price) {}

    /// The price of a single unit in the first tier: of one request, not of a million.
    public BigDecimal ofOne() {
        return tiers.getFirst().price().divide(name.unitsPerPrice(), DIGITS).stripTrailingZeros();
    }

    /// What a month's units cost, each amount at its tier's price.
    ///
    /// @param units single ones; 0 or more
    public BigDecimal of(BigDecimal units) {
        BigDecimal amount = units.divide(name.unitsPerPrice(), DIGITS);
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal from = BigDecimal.ZERO;
        for (Tier tier : tiers) {
            BigDecimal to = tier.upTo().filter(end -> end.compareTo(amount) < 0).orElse(amount);
            cost = cost.add(to.subtract(from).multiply(tier.price()));
            from = to;
        }
        return cost;
    }
}
