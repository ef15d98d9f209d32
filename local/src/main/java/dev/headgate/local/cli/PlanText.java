package dev.headgate.local.cli;

import dev.headgate.cost.CostComparison;
import dev.headgate.plan.Difference;
import dev.headgate.plan.LimitScope;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.Reason;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/// A plan for people: a line a key, then why the rest is not native, then in what native routes differ.
final class PlanText {
    private PlanText() {}

    static String of(Plan plan, Optional<LimitScope> limits, PlanCosts costs, Ansi ansi) {
        StringBuilder text = new StringBuilder(plan.summary()).append("\n\n").append(table(plan, costs).text(ansi));
        for (RoutePlan route : plan.routes()) {
            if (!route.reasons().isEmpty()) {
                text.append('\n').append(route.route().label()).append(": not native, or not all of it\n");
                route.reasons().forEach(reason -> text.append("  ").append(line(reason)).append('\n'));
            }
        }
        if (!plan.guards().isEmpty()) {
            text.append("\nKeys that lead to the router, so that no native key takes what belongs to another route:\n");
            plan.guards().forEach(guard -> text.append("  ").append(guard).append('\n'));
        }
        Set<Difference> differences = plan.differences();
        if (!differences.isEmpty()) {
            text.append("\nNative routes differ from the router in this:\n");
            differences.forEach(difference -> text.append("  ").append(difference.meaning().replace("`", ""))
                    .append('\n'));
        }
        limits.ifPresent(scope -> text.append('\n').append(scope.meaning().replace("`", "")).append('\n'));
        if (costs instanceof PlanCosts.Known(CostComparison comparison)) {
            text.append('\n').append(CostText.of(comparison, ansi));
        }
        return text.toString();
    }

    private static Table table(Plan plan, PlanCosts costs) {
        boolean isCosted = costs instanceof PlanCosts.Known;
        Table table = isCosted
                ? new Table("ROUTE", "PLACEMENT", "COST", "KEY", "BACKEND")
                : new Table("ROUTE", "PLACEMENT", "KEY", "BACKEND");
        for (RoutePlan route : plan.routes()) {
            String label = route.route().label();
            String cost = costs.of(label);
            for (NativeKey key : route.keys()) {
                table.row(cells(isCosted, label, placement(route, key), cost, key.key().toString(),
                        key.integration().target()));
                label = "";
                cost = "";
            }
            if (route.keys().isEmpty()) {
                table.row(cells(isCosted, label, "router", cost, "-", RouteListing.backend(route.route())));
            }
        }
        return table;
    }

    private static String[] cells(boolean isCosted, String label, String placement, String cost, String key,
            String backend) {
        return isCosted
                ? new String[]{label, placement, cost, key, backend}
                : new String[]{label, placement, key, backend};
    }

    /// Of a key, and of what it leaves to the router.
    private static String placement(RoutePlan route, NativeKey key) {
        return key.authorization().placement() + (route.isNative() ? "" : ", router");
    }

    /// `kong.yaml:3:5 PATHS paths: it has none. Write …`.
    static String line(Reason reason) {
        String field = reason.field().isEmpty() ? "" : " " + reason.field();
        return (reason.location() + " " + reason.code() + field + ": " + reason.message().replace("`", "") + " "
                + reason.rewording())
                .strip();
    }
}
