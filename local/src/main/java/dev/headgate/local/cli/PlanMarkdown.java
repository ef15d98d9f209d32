package dev.headgate.local.cli;

import dev.headgate.cost.CostComparison;
import dev.headgate.plan.Difference;
import dev.headgate.plan.LimitScope;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.RoutePlan;
import java.util.Optional;
import java.util.stream.Collectors;

/// A plan for a pull request.
final class PlanMarkdown {
    private PlanMarkdown() {}

    static String of(Plan plan, Optional<LimitScope> limits, PlanCosts costs) {
        boolean isCosted = costs instanceof PlanCosts.Known;
        StringBuilder text = new StringBuilder(plan.summary()).append("\n\n")
                .append(isCosted
                        ? "| route | placement | USD a month | keys | why not native |\n|---|---|---:|---|---|\n"
                        : "| route | placement | keys | why not native |\n|---|---|---|---|\n");
        for (RoutePlan route : plan.routes()) {
            text.append("| ").append(cell(route.route().label())).append(" | ").append(route.placement())
                    .append(isCosted ? " | " + costs.of(route.route().label()) : "")
                    .append(" | ").append(route.keys().stream()
                            .map(key -> "`" + key.key() + "` → `" + key.integration().target() + "`")
                            .collect(Collectors.joining("<br>")))
                    .append(" | ").append(route.reasons().stream().map(PlanText::line).map(PlanMarkdown::cell)
                            .collect(Collectors.joining("<br>")))
                    .append(" |\n");
        }
        if (!plan.differences().isEmpty()) {
            text.append("\nNative routes differ from the router in this:\n");
            plan.differences().stream().map(Difference::meaning)
                    .forEach(meaning -> text.append("- ").append(meaning).append('\n'));
        }
        limits.ifPresent(scope -> text.append('\n').append(scope.meaning()).append('\n'));
        if (costs instanceof PlanCosts.Known(CostComparison comparison)) {
            text.append(CostMarkdown.of(comparison));
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
