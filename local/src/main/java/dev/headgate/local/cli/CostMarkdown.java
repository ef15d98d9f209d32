package dev.headgate.local.cli;

import dev.headgate.cost.CostComparison;
import java.util.List;
import java.util.stream.Collectors;

/// What a plan costs, for a pull request.
final class CostMarkdown {
    private CostMarkdown() {}

    static String of(CostComparison costs) {
        return "\n" + CostText.title(costs) + "\n\n| | " + String.join(" | ", CostText.WAYS)
                + " |\n|---|---:|---:|---:|---:|\n"
                + CostText.rows(costs).stream().map(CostMarkdown::row).collect(Collectors.joining()) + "\n"
                + CostText.notes(costs).stream().map(note -> "- " + note + "\n").collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
