package dev.headgate.diagnostic;

import java.util.Locale;

/// One finding about a configuration: what is wrong, where, and what to write instead. A finding is a value that the
/// reader returns; it is never thrown. No member is null; a text that does not apply is empty. Texts are made fit for one
/// line of a terminal: control characters, which names and values of a file may hold, stand as `\\u001b`.
///
/// @param code the kind of finding, stable over releases
/// @param location where the offending value stands
/// @param entityType Kong's name of the entity, singular: `service`, `route`, `plugin`, …; empty at the top level
/// @param entityName the entity's name, or its id where it has none
/// @param field the path of the field inside the entity, as in `config.minute` or `paths[2]`
/// @param message what is wrong, naming the value that was seen; Kong's own wording where users search for it
/// @param hint what to write instead
public record Diagnostic(
        Code code,
        Location location,
        String entityType,
        String entityName,
        String field,
        String message,
        String hint) {

    public Diagnostic {
        entityName = printable(entityName);
        field = printable(field);
        message = printable(message);
        hint = printable(hint);
    }

    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }

    public Severity severity() {
        return code.severity();
    }

    /// `kong.yaml:14:9 error HG0102 plugin rate-limiting config.minute: …`, on one line.
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder().append(location).append(' ').append(severity()).append(' ')
                .append(code);
        if (!entityType.isEmpty()) {
            line.append(' ').append(entityType);
        }
        if (!entityName.isEmpty()) {
            line.append(' ').append(entityName);
        }
        if (!field.isEmpty()) {
            line.append(' ').append(field);
        }
        line.append(": ").append(message);
        if (!hint.isEmpty()) {
            line.append(' ').append(hint);
        }
        return line.toString();
    }
}
