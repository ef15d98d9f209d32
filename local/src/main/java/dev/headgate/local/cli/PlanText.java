package dev.headgate.local.cli;

import dev.headgate.plan.Difference;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.Reason;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/// A plan for people: a line a key, then why the rest is not native, then in what native routes differ.
final class PlanText {
    private PlanText() {}

    static String of(Plan plan, Ansi ansi) {
        StringBuilder text = new StringBuilder(summary(plan)).append("\n\n").append(table(plan).text(ansi));
        for (RoutePlan route : plan.routes()) {
            if (!route.reasons().isEmpty()) {
                text.append('\n').append(route.route().label()).append(": not native, or not all of it\n");
                route.reasons().forEach(reason -> text.append("  ").append(line(reason)).append('\n'));
            }
        }
        Set<Difference> differences = differences(plan);
        if (!differences.isEmpty()) {
            text.append("\nNative routes differ from the router in this:\n");
            differences.forEach(difference -> text.append("  ").append(difference.meaning().replace("`", ""))
                    .append('\n'));
        }
        return text.toString();
    }

    static String summary(Plan plan) {
        long whole = plan.routes().stream().filter(PlanText::isNative).count();
        long part = plan.routes().stream().filter(route -> !isNative(route) && !route.keys().isEmpty()).count();
        return "HTTP API, placement " + plan.policy().name().toLowerCase(Locale.ROOT) + ": of " + plan.routes().size()
                + " routes, " + whole + " native, " + part + " in part, "
                + (plan.routes().size() - whole - part) + " on the router.";
    }

    static String placement(RoutePlan route) {
        if (isNative(route)) {
            return "native";
        }
        return route.keys().isEmpty() ? "router" : "in part";
    }

    static Set<Difference> differences(Plan plan) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        plan.routes().forEach(route -> route.keys().forEach(key -> differences.addAll(key.differences())));
        return differences;
    }

    private static boolean isNative(RoutePlan route) {
        return route.reasons().isEmpty() && !route.keys().isEmpty();
    }

    private static Table table(Plan plan) {
        Table table = new Table("ROUTE", "PLACEMENT", "KEY", "BACKEND");
        for (RoutePlan route : plan.routes()) {
            String label = route.route().label();
            for (NativeKey key : route.keys()) {
                table.row(label, placement(route), key.key().toString(), key.uri());
                label = "";
            }
            if (route.keys().isEmpty()) {
                table.row(label, "router", "-", RouteListing.backend(route.route()));
            }
        }
        return table;
    }

    /// `kong.yaml:3:5 PREFIX paths: /foo takes every path that begins with it. Write …`.
    static String line(Reason reason) {
        String field = reason.field().isEmpty() ? "" : " " + reason.field();
        return (reason.location() + " " + reason.code() + field + ": " + reason.message().replace("`", "") + " "
                + reason.rewording())
                .strip();
    }
}
