package dev.headgate.local.cli;

import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.json.JsonValue.Null;
import dev.headgate.json.JsonValue.Num;
import dev.headgate.json.JsonValue.Text;
import dev.headgate.plan.moves.Moves;
import dev.headgate.plan.moves.PlannedKey;
import dev.headgate.plan.moves.PlannedReason;
import dev.headgate.plan.moves.PlannedRoute;
import dev.headgate.plan.moves.RouteMove;
import dev.headgate.plan.moves.RouteMove.KeyMove;
import dev.headgate.plan.moves.RouteMove.ReasonChanges;
import dev.headgate.plan.moves.SettingChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What moves, for programs: `docs/plan-moves.schema.json`.
final class MovesJson {
    private static final String FORMAT_VERSION = "1.0";

    private MovesJson() {}

    static String of(Moves moves) {
        return Members.NONE.with("format_version", FORMAT_VERSION)
                .with("settings", items(moves.settings(), MovesJson::setting))
                .with("added", items(routes(moves, RouteMove.Added.class), added -> route(added.route())))
                .with("moved", items(routes(moves, RouteMove.Moved.class), MovesJson::moved))
                .with("removed", items(routes(moves, RouteMove.Removed.class), removed -> head(removed.route())
                        .with("placement", removed.route().placement())
                        .with("keys", JsonValue.texts(removed.route().keys().stream().map(PlannedKey::key).toList()))))
                .with("staying", items(moves.staying(), staying -> head(staying.route())
                        .with("placement", staying.route().placement()).with("reasons", reasons(staying.reasons()))))
                .with("summary", summary(moves)).document() + "\n";
    }

    private static <T extends RouteMove> List<T> routes(Moves moves, Class<T> type) {
        return moves.routes().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> Items items(List<T> values, Function<T, JsonValue> written) {
        return new Items(values.stream().map(written).toList());
    }

    private static Members head(PlannedRoute route) {
        return Members.NONE.with("id", route.id()).with("name", route.name());
    }

    private static Members route(PlannedRoute route) {
        return head(route).with("placement", route.placement()).with("keys", items(route.keys(), MovesJson::key))
                .with("reasons", items(route.reasons(), MovesJson::reason));
    }

    private static Members key(PlannedKey key) {
        Members written = Members.NONE.with("key", key.key());
        for (var setting : key.settings().values().entrySet()) {
            written = written.with(setting.getKey(), setting.getValue());
        }
        return written;
    }

    private static Members reason(PlannedReason reason) {
        return Members.NONE.with("code", reason.code()).with("file", reason.location().file())
                .with("line", Num.of(reason.location().line())).with("column", Num.of(reason.location().column()))
                .with("field", reason.field()).with("message", reason.message())
                .with("rewording", reason.rewording());
    }

    /// Of a plan that may be of another version, and whose file may be another one now.
    private static Members earlier(PlannedReason reason) {
        return Members.NONE.with("code", reason.code()).with("field", reason.field()).with("message",
                reason.message());
    }

    private static Members moved(RouteMove.Moved moved) {
        return head(moved.route())
                .with("placement", Members.NONE.with("old", moved.before().placement())
                        .with("new", moved.route().placement()))
                .with("keys", Members.NONE
                        .with("added", items(keys(moved, KeyMove.Added.class), added -> key(added.key())))
                        .with("changed", items(keys(moved, KeyMove.Changed.class),
                                changed -> Members.NONE.with("key", changed.key().key()).with("settings",
                                        items(changed.settings(), MovesJson::setting))))
                        .with("removed",
                                items(keys(moved, KeyMove.Removed.class), removed -> new Text(removed.key().key()))))
                .with("reasons", reasons(moved.reasons()));
    }

    private static <T extends KeyMove> List<T> keys(RouteMove.Moved moved, Class<T> type) {
        return moved.keys().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Members reasons(ReasonChanges reasons) {
        return Members.NONE.with("added", items(reasons.added(), MovesJson::reason)).with("removed",
                items(reasons.removed(), MovesJson::earlier));
    }

    private static Members setting(SettingChange change) {
        return Members.NONE.with("setting", new Text(change.path())).with("old", orNull(change.before()))
                .with("new", orNull(change.after()));
    }

    private static JsonValue orNull(Optional<JsonValue> value) {
        return value.orElseGet(Null::new);
    }

    private static Members summary(Moves moves) {
        Moves.Summary summary = moves.summary();
        return Members.NONE.with("added", Num.of(summary.added())).with("moved", Num.of(summary.moved()))
                .with("removed", Num.of(summary.removed())).with("staying", Num.of(summary.staying()))
                .with("old", count(moves.before())).with("new", count(moves.after()));
    }

    private static Members count(Moves.Count count) {
        return Members.NONE.with("routes", Num.of(count.routes())).with("native", Num.of(count.withNativeKeys()));
    }
}
