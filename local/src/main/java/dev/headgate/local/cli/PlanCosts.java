package dev.headgate.local.cli;

import dev.headgate.cost.Bill;
import dev.headgate.cost.CostComparison;

/// What is known of a plan's costs.
sealed interface PlanCosts {
    /// Nothing, since nobody said what traffic there is.
    record Unknown() implements PlanCosts {}

    record Known(CostComparison comparison) implements PlanCosts {}

    /// A route's costs, empty where they are not known.
    default String of(String route) {
        return switch (this) {
            case Unknown _ -> "";
            case Known(CostComparison comparison) -> Bill.cents(comparison.plan().of(route));
        };
    }
}
