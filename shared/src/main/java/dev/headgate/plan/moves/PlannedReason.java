package dev.headgate.plan.moves;

import dev.headgate.diagnostic.Location;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Num;

/// Why not all of a route is native. No member is null.
///
/// @param code the kind of reason, of this version of Headgate or another
/// @param location of the field, or of its entity
/// @param field may be empty
/// @param message what it is
/// @param rewording what would make it native; empty where nothing would
public record PlannedReason(String code, Location location, String field, String message, String rewording) {
    static PlannedReason of(JsonValue.Members reason) {
        return new PlannedReason(reason.text("code").orElse(""),
                new Location(reason.text("file").orElse(""), number(reason, "line"), number(reason, "column")),
                reason.text("field").orElse(""), reason.text("message").orElse(""),
                reason.text("rewording").orElse(""));
    }

    private static int number(JsonValue.Members reason, String name) {
        return reason.number(name).map(Num::value).map(Double::intValue).orElse(0);
    }

    /// Whether the other one says the same, wherever it stands: lines move with every edit.
    boolean isSameAs(PlannedReason other) {
        return code.equals(other.code) && field.equals(other.field) && message.equals(other.message);
    }
}
