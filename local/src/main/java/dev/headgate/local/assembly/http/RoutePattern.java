package dev.headgate.local.assembly.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The path of a route. A variable takes a whole segment, a greedy one the rest of the path
/// ([routes](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)). Static segments
/// are compared to the letter.
///
/// @param text as the route key has it
/// @param segments in order
record RoutePattern(String text, List<Segment> segments) implements Comparable<RoutePattern> {
    /// A part between slashes.
    sealed interface Segment {
        /// A text.
        record Static(String text) implements Segment {}

        /// `{name}`.
        record Variable(String name) implements Segment {}

        /// `{name+}`, at the end.
        record Greedy(String name) implements Segment {}
    }

    RoutePattern {
        segments = List.copyOf(segments);
    }

    /// Reads a path that begins with a slash; empty where API Gateway takes none such.
    static Optional<RoutePattern> of(String path) {
        List<Segment> segments = new ArrayList<>();
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean braced = part.length() > 2 && part.startsWith("{") && part.endsWith("}");
            String name = braced ? part.substring(1, part.length() - 1) : "";
            if (braced && name.endsWith("+")) {
                if (i < parts.length - 1) {
                    return Optional.empty();
                }
                segments.add(new Segment.Greedy(name.substring(0, name.length() - 1)));
            } else if (braced) {
                segments.add(new Segment.Variable(name));
            } else if (part.contains("{") || part.contains("}")) {
                return Optional.empty();
            } else {
                segments.add(new Segment.Static(part));
            }
        }
        return Optional.of(new RoutePattern(path, segments));
    }

    boolean isGreedy() {
        return segments.getLast() instanceof Segment.Greedy;
    }

    /// What the variables take of a path; empty where it does not match. No variable takes nothing: `/pets` and `/pets/`
    /// do not match `/pets/{rest+}`.
    ///
    /// @param path its segments, without the slash before the first
    Optional<Map<String, String>> match(List<String> path) {
        if (isGreedy() ? path.size() < segments.size() : path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String part = path.get(i);
            boolean matches = switch (segments.get(i)) {
                case Segment.Static(String text) -> text.equals(part);
                case Segment.Variable(String name) -> takes(variables, name, part);
                case Segment.Greedy(String name) ->
                        takes(variables, name, String.join("/", path.subList(i, path.size())));
            };
            if (!matches) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean takes(Map<String, String> variables, String name, String value) {
        variables.put(name, value);
        return !value.isEmpty();
    }

    /// The more specific one first: a full match before a greedy one, then, segment by segment from the left, a text before
    /// a variable before a greedy one.
    @Override
    public int compareTo(RoutePattern other) {
        if (isGreedy() != other.isGreedy()) {
            return isGreedy() ? 1 : -1;
        }
        int common = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < common; i++) {
            int order = Integer.compare(rank(segments.get(i)), rank(other.segments.get(i)));
            if (order != 0) {
                return order;
            }
        }
        int longer = Integer.compare(other.segments.size(), segments.size());
        return longer != 0 ? longer : text.compareTo(other.text);
    }

    private static int rank(Segment segment) {
        return switch (segment) {
            case Segment.Static _ -> 0;
            case Segment.Variable _ -> 1;
            case Segment.Greedy _ -> 2;
        };
    }
}
