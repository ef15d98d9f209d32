package dev.headgate.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a month costs, in USD. Tiers are those of the whole account's sum: each unit of a price costs the average of all
/// its units, whatever route it is for.
///
/// Amounts are exact to 34 digits. Only [#cents] rounds, so parts that are shown may add up to some cents more or less
/// than the sum that is shown.
///
/// @param byItem what each item costs; those that cost nothing are not there
/// @param byRoute what each route costs, by name
/// @param fixed what is there whatever is asked
/// @param total of all items
public record Bill(Map<CostItem, BigDecimal> byItem, Map<String, BigDecimal> byRoute, BigDecimal fixed,
        BigDecimal total) {
    public Bill {
        Map<CostItem, BigDecimal> copy = new EnumMap<>(CostItem.class);
        copy.putAll(byItem);
        byItem = Collections.unmodifiableMap(copy);
        byRoute = Map.copyOf(byRoute);
    }

    static Bill of(List<Charge> charges, Prices prices) {
        Map<PriceName, BigDecimal> units = new EnumMap<>(PriceName.class);
        charges.forEach(charge -> units.merge(charge.price(), charge.units(), BigDecimal::add));
        Map<PriceName, BigDecimal> costs = new EnumMap<>(PriceName.class);
        units.forEach((price, amount) -> costs.put(price, prices.of(price).of(amount)));
        Map<CostItem, BigDecimal> byItem = new EnumMap<>(CostItem.class);
        Map<String, BigDecimal> byRoute = new HashMap<>();
        BigDecimal total = BigDecimal.ZERO;
        for (Charge charge : charges) {
            if (charge.units().signum() > 0) {
                BigDecimal cost = costs.get(charge.price()).multiply(charge.units())
                        .divide(units.get(charge.price()), Price.DIGITS);
                byItem.merge(charge.item(), cost, BigDecimal::add);
                byRoute.merge(charge.route(), cost, BigDecimal::add);
                total = total.add(cost);
            }
        }
        BigDecimal fixed = byRoute.containsKey("") ? byRoute.remove("") : BigDecimal.ZERO;
        byItem.values().removeIf(cost -> cost.signum() == 0);
        return new Bill(byItem, byRoute, fixed, total);
    }

    /// What a route costs; 0 for one that costs nothing.
    public BigDecimal of(String route) {
        return byRoute.getOrDefault(route, BigDecimal.ZERO);
    }

    /// What an item costs; 0 for one that costs nothing.
    public BigDecimal of(CostItem item) {
        return byItem.getOrDefault(item, BigDecimal.ZERO);
    }

    /// An amount as it is shown: two decimals, a half rounded up.
    public static String cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
