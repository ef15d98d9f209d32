package dev.headgate.local.cli;

import dev.headgate.json.JsonValue;
import dev.headgate.plan.moves.Moves;
import dev.headgate.plan.moves.Moves.Staying;
import dev.headgate.plan.moves.PlannedKey;
import dev.headgate.plan.moves.PlannedReason;
import dev.headgate.plan.moves.PlannedRoute;
import dev.headgate.plan.moves.RouteMove;
import dev.headgate.plan.moves.RouteMove.KeyMove;
import dev.headgate.plan.moves.RouteMove.ReasonChanges;
import dev.headgate.plan.moves.SettingChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// What moves, for people: a route that comes, moves or goes with its keys and reasons, then routes that stay for other
/// reasons, and a summary at the end, where it is read first.
final class MovesText {
    private static final Pattern MAPPING = Pattern.compile("(integration\\.(?:request|response))\\..+");
    private static final String ROUTE = "  ";
    private static final String DETAIL = "      ";

    private final Ansi ansi;
    private final StringBuilder text = new StringBuilder();

    private MovesText(Ansi ansi) {
        this.ansi = ansi;
    }

    static String of(Moves moves, Ansi ansi) {
        return new MovesText(ansi).write(moves);
    }

    private String write(Moves moves) {
        moves.settings().forEach(setting -> line(ROUTE, '~', settingLine(setting)));
        moves.routes().forEach(this::route);
        if (!moves.staying().isEmpty()) {
            text.append(moves.isEmpty() ? "" : "\n").append("Not moved, for other reasons than before:\n");
            moves.staying().forEach(this::staying);
        }
        text.append(text.isEmpty() ? "" : "\n").append(summary(moves)).append('\n');
        return text.toString();
    }

    private void route(RouteMove move) {
        switch (move) {
            case RouteMove.Added(PlannedRoute route) -> {
                line(ROUTE, '+', route.name() + ": " + route.placement());
                route.keys().forEach(key -> line(DETAIL, '+', keyLine(key)));
                route.reasons().forEach(reason -> line(DETAIL, ' ', because(reason)));
            }
            case RouteMove.Removed(PlannedRoute route) -> {
                line(ROUTE, '-', route.name() + ": " + route.placement());
                route.keys().forEach(key -> line(DETAIL, '-', keyLine(key)));
            }
            case RouteMove.Moved moved -> {
                line(ROUTE, '~', moved.route().name() + ": " + placement(moved));
                moved.keys().forEach(this::key);
                reasons(moved.reasons());
            }
        }
    }

    private void key(KeyMove move) {
        switch (move) {
            case KeyMove.Added(PlannedKey key) -> line(DETAIL, '+', keyLine(key));
            case KeyMove.Removed(PlannedKey key) -> line(DETAIL, '-', keyLine(key));
            case KeyMove.Changed(PlannedKey key, var settings) -> {
                line(DETAIL, '~', key.key());
                settingLines(settings).forEach(setting -> text.append(DETAIL).append("    ").append(setting)
                        .append('\n'));
            }
        }
    }

    private void reasons(ReasonChanges reasons) {
        reasons.added().forEach(reason -> line(DETAIL, ' ', because(reason)));
        reasons.removed().forEach(reason -> line(DETAIL, ' ', noLonger(reason)));
    }

    private void staying(Staying staying) {
        line(ROUTE, ' ', staying.route().name() + ": " + staying.route().placement());
        reasons(staying.reasons());
    }

    private void line(String indent, char mark, String rest) {
        text.append(indent).append(mark(mark)).append(' ').append(rest).append('\n');
    }

    private String mark(char mark) {
        Style colour = switch (mark) {
            case '+' -> Style.fg_green;
            case '-' -> Style.fg_red;
            default -> Style.fg_yellow;
        };
        return ansi.enabled() && mark != ' ' ? colour.on() + mark + colour.off() : String.valueOf(mark);
    }

    static String placement(RouteMove.Moved moved) {
        String before = moved.before().placement();
        String after = moved.route().placement();
        return before.equals(after) ? after : before + " -> " + after;
    }

    private static String keyLine(PlannedKey key) {
        return key.key() + " -> " + key.target();
    }

    /// Of what API Gateway changes in requests and answers only the names: mostly they follow from another setting.
    static List<String> settingLines(List<SettingChange> settings) {
        List<String> lines = new ArrayList<>();
        Map<String, List<SettingChange>> mappings = new LinkedHashMap<>();
        for (SettingChange setting : settings) {
            Matcher name = MAPPING.matcher(setting.path());
            if (name.matches()) {
                mappings.computeIfAbsent(name.group(1), _ -> new ArrayList<>()).add(setting);
            } else {
                lines.add(settingLine(setting));
            }
        }
        mappings.forEach((mapping, changes) -> lines.add(mapping + ": " + Stream.of(
                named("no longer ", mapping, changes, change -> change.after().isEmpty()),
                named("now ", mapping, changes, change -> change.before().isEmpty()),
                named("otherwise ", mapping, changes,
                        change -> change.before().isPresent() && change.after().isPresent()))
                .filter(words -> !words.isEmpty()).collect(Collectors.joining("; "))));
        return lines;
    }

    private static String named(String word, String mapping, List<SettingChange> changes,
            Predicate<SettingChange> which) {
        String names = changes.stream().filter(which).map(change -> change.path().substring(mapping.length() + 1))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : word + names;
    }

    /// `placement: strict -> balanced`; of a list of words only what changed: `differences: no longer RETRIES`.
    static String settingLine(SettingChange setting) {
        boolean isList = Stream.of(setting.before(), setting.after())
                .anyMatch(value -> value.orElse(null) instanceof JsonValue.Items);
        String change = isList
                ? Stream.of(setting.before().map(gone -> "no longer " + shown(gone)),
                        setting.after().map(come -> "now " + shown(come))).flatMap(Optional::stream)
                        .collect(Collectors.joining("; "))
                : setting.before().map(MovesText::shown).orElse("none") + " -> "
                        + setting.after().map(MovesText::shown).orElse("none");
        return setting.path() + ": " + change;
    }

    private static String shown(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String word) -> word.isEmpty() ? "\"\"" : word;
            case JsonValue.Items(var items) -> items.stream().map(MovesText::shown).collect(Collectors.joining(", "));
            default -> value.document();
        };
    }

    static String because(PlannedReason reason) {
        return (reason.location() + " " + words(reason) + " " + reason.rewording()).strip();
    }

    static String noLonger(PlannedReason reason) {
        return "no longer: " + words(reason);
    }

    private static String words(PlannedReason reason) {
        String field = reason.field().isEmpty() ? "" : " " + reason.field();
        return reason.code() + field + ": " + reason.message().replace("`", "");
    }

    static String summary(Moves moves) {
        Moves.Summary summary = moves.summary();
        String what = moves.isEmpty()
                ? "Nothing moves."
                : "Moves: " + summary.added() + (summary.added() == 1 ? " route" : " routes") + " added, "
                        + summary.moved() + " moved, " + summary.removed()
                        + " removed; " + summary.staying() + " stay.";
        String share = moves.before().equals(moves.after())
                ? share(moves.after()) + ", as before."
                : share(moves.after()) + ", before " + share(moves.before()) + ".";
        return what + " Native, whole or in part: " + share;
    }

    private static String share(Moves.Count count) {
        return count.withNativeKeys() + " of " + count.routes();
    }
}
