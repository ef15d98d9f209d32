package dev.headgate.cost;

import java.math.BigDecimal;

/// Units of one price that a month takes.
///
/// @param route for which; empty for what is there whatever is asked
/// @param item of the bill
/// @param price of a unit
/// @param units 0 or more
record Charge(String route, CostItem item, PriceName price, BigDecimal units) {
    /// What is there whatever is asked.
    static Charge fixed(CostItem item, PriceName price, long units) {
        return new Charge("", item, price, BigDecimal.valueOf(units));
    }
}
