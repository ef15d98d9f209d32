package dev.headgate.local.cli;

import dev.headgate.cost.Bill;
import dev.headgate.cost.CostComparison;
import dev.headgate.cost.CostItem;
import dev.headgate.cost.TrafficProfile.Given;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/// What a plan costs, for people: a column a way to serve the same traffic, then what it was computed from.
final class CostText {
    static final List<String> WAYS = List.of("this plan", "all on the router", "Kong on EC2", "Kong on EKS");

    private CostText() {}

    static String of(CostComparison costs, Ansi ansi) {
        Table table = new Table(header("USD a month", WAYS).stream().map(cell -> cell.toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
        rows(costs).forEach(row -> table.row(row.toArray(String[]::new)));
        return title(costs) + "\n\n" + table.text(ansi) + "\n"
                + notes(costs).stream().map(note -> note + "\n").collect(Collectors.joining());
    }

    static String title(CostComparison costs) {
        return "Costs of a month with " + String.format(Locale.ROOT, "%,d", costs.traffic().requests().longValueExact())
                + " requests, in USD, at " + costs.prices().region() + "'s prices of " + costs.prices().noted()
                + ", without free tiers:";
    }

    /// A row an item, then the sums.
    static List<List<String>> rows(CostComparison costs) {
        List<List<String>> rows = new ArrayList<>();
        List<Bill> bills = bills(costs);
        for (CostItem item : CostItem.values()) {
            if (bills.stream().anyMatch(bill -> bill.of(item).signum() > 0)) {
                rows.add(header(item.title(), bills.stream().map(bill -> cell(bill.of(item))).toList()));
            }
        }
        rows.add(header("all", bills.stream().map(bill -> Bill.cents(bill.total())).toList()));
        return rows;
    }

    private static List<Bill> bills(CostComparison costs) {
        return List.of(costs.plan(), costs.router(), costs.kongOnEc2(), costs.kongOnEks());
    }

    private static List<String> header(String first, List<String> others) {
        List<String> row = new ArrayList<>();
        row.add(first);
        row.addAll(others);
        return row;
    }

    private static String cell(BigDecimal amount) {
        return amount.signum() == 0 ? "-" : Bill.cents(amount);
    }

    static List<String> notes(CostComparison costs) {
        List<String> notes = new ArrayList<>();
        notes.add("Of the plan, " + Bill.cents(costs.plan().fixed()) + " is there whatever is asked. The requests of a "
                + "route that is native in part go to its keys and the router in equal parts, unless native_percent says "
                + "otherwise.");
        notes.add("Kong: " + costs.cluster().nodes() + " m5.large in " + costs.cluster().regions()
                + (costs.cluster().regions() == 1 ? " Region" : " Regions") + ", two zones each, for a peak of "
                + costs.cluster().peakPerSecond().setScale(1, RoundingMode.HALF_UP).toPlainString()
                + " requests a second; without licence, Redis, monitoring and people.");
        costs.notes().forEach(notes::add);
        notes.add("Traffic: " + given(costs, false));
        notes.add("Taken by default: " + given(costs, true));
        return notes;
    }

    private static String given(CostComparison costs, boolean isDefault) {
        String all = costs.traffic().given().stream().filter(given -> given.isDefault() == isDefault)
                .map(CostText::setting).collect(Collectors.joining(", "));
        return all.isEmpty() ? "nothing." : all + ".";
    }

    private static String setting(Given given) {
        return given.name() + ": " + given.value();
    }
}
