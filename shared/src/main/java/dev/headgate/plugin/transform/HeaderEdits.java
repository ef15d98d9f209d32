package dev.headgate.plugin.transform;

import dev.headgate.http.Headers;
import dev.headgate.plugin.transform.Edits.Change;
import java.util.ArrayList;
import java.util.List;

/// Applies edits to the header fields of a request as Kong's request-transformer does: one after the other, each to what
/// the ones before have left. Host is apart: it cannot be removed, renamed or added, only replaced.
public final class HeaderEdits {
    private HeaderEdits() {}

    /// The request's fields after the edits.
    ///
    /// @param headers all fields, with a Host that the edits have not touched
    /// @param host the Host that the backend is to get instead; empty when no edit says one
    public record Edited(Headers headers, String host) {}

    public static Edited apply(Headers headers, Edits<String> edits) {
        Edited edited = new Edited(headers, "");
        for (String name : edits.remove()) {
            edited = isHost(name) ? edited : new Edited(edited.headers.without(name), edited.host);
        }
        for (Change<String> change : edits.rename()) {
            edited = rename(edited, change.name(), change.value());
        }
        for (Change<String> change : edits.replace()) {
            edited = isHost(change.name())
                    ? new Edited(edited.headers, clean(change.value()))
                    : new Edited(replace(edited.headers, change), edited.host);
        }
        for (Change<String> change : edits.add()) {
            boolean absent = HeaderLookup.all(edited.headers, change.name()).isEmpty();
            if (absent && !isHost(change.name())) {
                edited = new Edited(edited.headers.plus(change.name(), clean(change.value())), edited.host);
            }
        }
        for (Change<String> change : edits.append()) {
            edited = new Edited(append(edited.headers, change), edited.host);
        }
        return edited;
    }

    private static Edited rename(Edited edited, String from, String to) {
        List<String> values = edited.headers.all(from);
        if (isHost(from) || from.equals(to) || values.isEmpty()) {
            return edited;
        }
        if (isHost(to)) {
            return new Edited(edited.headers.without(from), values.getFirst());
        }
        // Fields that have the new name already give way; the renamed ones keep their places.
        List<Headers.Field> fields = new ArrayList<>();
        for (Headers.Field field : edited.headers.fields()) {
            if (field.name().equalsIgnoreCase(from)) {
                fields.add(new Headers.Field(to, field.value()));
            } else if (!field.name().equalsIgnoreCase(to)) {
                fields.add(field);
            }
        }
        return new Edited(Headers.of(fields), edited.host);
    }

    private static Headers replace(Headers headers, Change<String> change) {
        List<Headers.Field> present = headers.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(change.name())).toList();
        // The name keeps the case in which the client wrote it.
        return present.isEmpty() ? headers : headers.with(present.getFirst().name(), clean(change.value()));
    }

    /// All lines get the name in the case of the configuration.
    private static Headers append(Headers headers, Change<String> change) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Headers.Field field : headers.fields()) {
            fields.add(field.name().equalsIgnoreCase(change.name())
                    ? new Headers.Field(change.name(), field.value())
                    : field);
        }
        fields.add(new Headers.Field(change.name(), clean(change.value())));
        return Headers.of(fields);
    }

    private static boolean isHost(String name) {
        return name.equalsIgnoreCase("Host");
    }

    /// A value as it can stand in a header: a line break that a template took from the request would otherwise begin
    /// another field (RFC 9110 §5.5). Control characters are escaped as OpenResty does.
    private static String clean(String value) {
        if (value.chars().noneMatch(HeaderEdits::isControl)) {
            return value;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (isControl(character)) {
                escaped.append('%').append(Character.forDigit(character >> 4, 16))
                        .append(Character.toUpperCase(Character.forDigit(character & 15, 16)));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t' || character == 0x7F;
    }
}
