package dev.headgate.local.conformance;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import java.util.ArrayList;
import java.util.List;

/// A message in one text: how it begins, then header fields, then `body`, joined by ` + `. `POST /a?b=1 + Accept: */* +
/// body: x` and `200 + Content-Type: text/plain + body: x`. Everything behind `body: ` belongs to the body.
///
/// In an expectation, fields that are not written are not looked at; the value `-` stands for no such field, `*` for any
/// value, and several values of one field are joined by `, `. `Name has: x` asks for a part of a field's value, `body has: x`
/// for a part of the body.
///
/// @param start a request line without version, or a status
/// @param fields in order
/// @param bodies `body` and `body has`, in order
record Line(String start, List<Headers.Field> fields, List<Headers.Field> bodies) {
    private static final String HAS = " has";

    static Line of(String text) {
        List<Headers.Field> fields = new ArrayList<>();
        List<Headers.Field> bodies = new ArrayList<>();
        String rest = text;
        int plus = rest.indexOf(" + ");
        String start = (plus < 0 ? rest : rest.substring(0, plus)).strip();
        while (plus >= 0) {
            rest = rest.substring(plus + 3);
            boolean toTheEnd = rest.startsWith("body: ");
            plus = toTheEnd ? -1 : rest.indexOf(" + ");
            String part = plus < 0 ? rest : rest.substring(0, plus);
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("no field: " + part);
            }
            String name = part.substring(0, colon).strip();
            String value = toTheEnd ? part.substring("body: ".length()) : part.substring(colon + 1).strip();
            (name.startsWith("body") ? bodies : fields).add(new Headers.Field(name, value));
        }
        return new Line(start, List.copyOf(fields), List.copyOf(bodies));
    }

    Headers headers() {
        return Headers.of(fields);
    }

    Body body() {
        return bodies.isEmpty() ? Body.EMPTY : Body.utf8(bodies.getFirst().value());
    }

    /// Events join the fields of a name with and without a space.
    private static boolean sameList(String one, String other) {
        return one.replace(", ", ",").equals(other.replace(", ", ","));
    }

    /// What is wrong with a message that was to be like this one, a line a thing; empty when nothing is.
    List<String> differences(String actualStart, Headers actual, String actualBody) {
        List<String> found = new ArrayList<>();
        if (!start.equals(actualStart)) {
            found.add("wanted " + start + ", got " + actualStart);
        }
        for (Headers.Field field : fields) {
            if (field.name().endsWith(HAS)) {
                String name = field.name().substring(0, field.name().length() - HAS.length());
                if (actual.all(name).stream().noneMatch(one -> one.contains(field.value()))) {
                    found.add("wanted " + field.name() + ": " + field.value() + ", got " + actual.all(name));
                }
                continue;
            }
            String value = actual.contains(field.name()) ? String.join(", ", actual.all(field.name())) : "-";
            boolean right = field.value().equals("*") ? !value.equals("-") : sameList(value, field.value());
            if (!right) {
                found.add("wanted " + field.name() + ": " + field.value() + ", got " + value);
            }
        }
        for (Headers.Field body : bodies) {
            boolean right = body.name().equals("body")
                    ? actualBody.equals(body.value())
                    : actualBody.contains(body.value());
            if (!right) {
                found.add("wanted " + body.name() + ": " + body.value() + ", got " + actualBody);
            }
        }
        return found;
    }
}
