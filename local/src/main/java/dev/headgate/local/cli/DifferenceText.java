package dev.headgate.local.cli;

import dev.headgate.difference.Change;
import dev.headgate.difference.Change.FieldChange;
import dev.headgate.difference.Difference;
import dev.headgate.difference.Reordering;
import dev.headgate.schema.Datum;
import java.util.List;
import java.util.Optional;

/// A difference for people, in decK's words: a line an entity, the changed fields below it, a summary.
final class DifferenceText {
    private DifferenceText() {}

    static String of(Difference difference, List<Reordering> reordered) {
        StringBuilder text = new StringBuilder();
        for (Change change : difference.changes()) {
            String entity = change.entity().type() + " " + change.entity().label();
            switch (change) {
                case Change.Created _ -> text.append("creating ").append(entity).append('\n');
                case Change.Deleted _ -> text.append("deleting ").append(entity).append('\n');
                case Change.Updated(var _, List<FieldChange> fields) -> {
                    text.append("updating ").append(entity).append('\n');
                    fields.forEach(field -> text.append("  ").append(line(field)).append('\n'));
                }
            }
        }
        for (Reordering routes : reordered) {
            text.append("reordering routes ").append(routes.winner().label()).append(" and ")
                    .append(routes.loser().label()).append(": equal in rank, the first in the file gets ")
                    .append(routes.example()).append('\n');
        }
        Difference.Summary summary = difference.summary();
        text.append("Summary:\n  Created: ").append(summary.created()).append("\n  Updated: ")
                .append(summary.updated()).append("\n  Deleted: ").append(summary.deleted()).append('\n');
        if (!difference.withoutEffect().isEmpty()) {
            text.append("Without effect on traffic:\n");
            difference.withoutEffect().forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static String line(FieldChange field) {
        return field.path() + ": " + shown(field.before()) + " -> " + shown(field.after());
    }

    private static String shown(Optional<Datum> value) {
        return value.map(Datum::toString).orElse("none");
    }
}
