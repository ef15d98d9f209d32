package dev.headgate.local.cli;

import dev.headgate.plan.moves.Moves;
import dev.headgate.plan.moves.PlannedKey;
import dev.headgate.plan.moves.PlannedReason;
import dev.headgate.plan.moves.PlannedRoute;
import dev.headgate.plan.moves.RouteMove;
import dev.headgate.plan.moves.RouteMove.KeyMove;
import dev.headgate.plan.moves.RouteMove.ReasonChanges;
import dev.headgate.plan.moves.SettingChange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What moves, for a pull request: the summary, a line a route, and routes that stay for other reasons folded away.
final class MovesMarkdown {
    private MovesMarkdown() {}

    static String of(Moves moves) {
        StringBuilder text = new StringBuilder("**").append(MovesText.summary(moves).replace(". Native", ".** Native"))
                .append('\n');
        if (!moves.settings().isEmpty()) {
            text.append('\n');
            moves.settings().forEach(setting -> text.append("- ").append(code(MovesText.settingLine(setting)))
                    .append('\n'));
        }
        if (!moves.routes().isEmpty()) {
            text.append("\n| what | route | placement | keys | why |\n|---|---|---|---|---|\n");
            moves.routes().forEach(move -> text.append(row(move)).append('\n'));
        }
        if (!moves.staying().isEmpty()) {
            text.append("\n<details><summary>Not moved, for other reasons than before: ")
                    .append(moves.staying().size())
                    .append("</summary>\n\n| route | placement | why |\n|---|---|---|\n");
            moves.staying().forEach(staying -> text.append(cells(escaped(staying.route().name()),
                    staying.route().placement(), lines(why(staying.reasons())))).append('\n'));
            text.append("\n</details>\n");
        }
        return text.toString();
    }

    private static String row(RouteMove move) {
        return switch (move) {
            case RouteMove.Added(PlannedRoute route) -> cells("added", escaped(route.name()), route.placement(),
                    lines(route.keys().stream().map(key -> "+ " + key(key))), lines(because(route.reasons())));
            case RouteMove.Removed(PlannedRoute route) -> cells("removed", escaped(route.name()), route.placement(),
                    lines(route.keys().stream().map(key -> "- " + key(key))), "");
            case RouteMove.Moved moved -> cells("moved", escaped(moved.route().name()), placement(moved),
                    lines(moved.keys().stream().map(MovesMarkdown::key)), lines(why(moved.reasons())));
        };
    }

    private static String placement(RouteMove.Moved moved) {
        return MovesText.placement(moved).replace("->", "→");
    }

    private static String key(KeyMove move) {
        return switch (move) {
            case KeyMove.Added(PlannedKey key) -> "+ " + key(key);
            case KeyMove.Removed(PlannedKey key) -> "- " + key(key);
            case KeyMove.Changed(PlannedKey key, List<SettingChange> settings) -> code(key.key()) + "<br>"
                    + lines(MovesText.settingLines(settings).stream().map(MovesMarkdown::code));
        };
    }

    private static String key(PlannedKey key) {
        return code(key.key()) + " → " + code(key.target());
    }

    private static Stream<String> why(ReasonChanges reasons) {
        return Stream.concat(because(reasons.added()),
                reasons.removed().stream().map(MovesText::noLonger).map(MovesMarkdown::escaped));
    }

    private static Stream<String> because(List<PlannedReason> reasons) {
        return reasons.stream().map(MovesText::because).map(MovesMarkdown::escaped);
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("<br>"));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
