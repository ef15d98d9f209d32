package dev.headgate.plugin.transform;

import dev.headgate.http.Query;
import dev.headgate.plugin.transform.Edits.Change;
import java.util.ArrayList;
import java.util.List;

/// Applies edits to the parameters of a query or of a form in `application/x-www-form-urlencoded`. Parameters that no
/// edit touches stay as the client wrote them, at their places.
public final class ParameterEdits {
    /// For one text and one thread.
    private final List<Segment> segments = new ArrayList<>();

    /// What stands between two `&`.
    private record Segment(String raw, String name, boolean hasValue) {
        static Segment of(String name, String value) {
            return new Segment(new Query(List.of(new Query.Parameter(name, value))).encoded(), name, true);
        }

        Segment renamed(String to) {
            Segment empty = of(to, "");
            return hasValue
                    ? new Segment(empty.raw + raw.substring(raw.indexOf('=') + 1), to, true)
                    : new Segment(empty.raw.substring(0, empty.raw.length() - 1), to, false);
        }
    }

    private ParameterEdits(String text) {
        for (String raw : text.split("&")) {
            for (Query.Parameter parameter : Query.parse(raw).parameters()) {
                segments.add(new Segment(raw, parameter.name(), parameter.hasValue()));
            }
        }
    }

    /// The text after the edits; the same text where nothing changes.
    public static String apply(String text, Edits<String> edits) {
        ParameterEdits parameters = new ParameterEdits(text);
        List<Segment> before = List.copyOf(parameters.segments);
        for (String name : edits.remove()) {
            parameters.segments.removeIf(segment -> segment.name.equals(name));
        }
        for (Change<String> change : edits.rename()) {
            parameters.rename(change.name(), change.value());
        }
        for (Change<String> change : edits.replace()) {
            parameters.replace(change.name(), change.value());
        }
        for (Change<String> change : edits.add()) {
            if (!parameters.contains(change.name())) {
                parameters.segments.add(Segment.of(change.name(), change.value()));
            }
        }
        for (Change<String> change : edits.append()) {
            parameters.append(change.name(), change.value());
        }
        return before.equals(parameters.segments)
                ? text
                : String.join("&", parameters.segments.stream().map(Segment::raw).toList());
    }

    private boolean contains(String name) {
        return segments.stream().anyMatch(segment -> segment.name.equals(name));
    }

    private void rename(String from, String to) {
        if (from.equals(to) || !contains(from)) {
            return;
        }
        segments.removeIf(segment -> segment.name.equals(to));
        segments.replaceAll(segment -> segment.name.equals(from) ? segment.renamed(to) : segment);
    }

    private void replace(String name, String value) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).name.equals(name)) {
                segments.removeIf(segment -> segment.name.equals(name));
                segments.add(i, Segment.of(name, value));
                return;
            }
        }
    }

    /// A single parameter without `=` gives way, since in Lua it is `true` and no text.
    private void append(String name, String value) {
        List<Segment> present = segments.stream().filter(segment -> segment.name.equals(name)).toList();
        if (present.size() == 1 && !present.getFirst().hasValue) {
            replace(name, value);
        } else {
            segments.add(Segment.of(name, value));
        }
    }
}
