package dev.headgate.plan;

import dev.headgate.routing.PathForm;
import java.util.List;

/// The path of a route of API Gateway's: segments that are given, and variables that take any one segment.
///
/// @param segments without slashes; an empty text for a variable; none for `/`
public record PathTemplate(List<String> segments) {
    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// Of a path without variables.
    static PathTemplate exact(String path) {
        return new PathTemplate(path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1)));
    }

    /// The paths that it stands for.
    PathForm form() {
        return hasVariables() ? new PathForm.Segments(segments) : new PathForm.Exact(toString());
    }

    /// Whether any segment is a variable.
    public boolean hasVariables() {
        return segments.contains("");
    }

    /// Whether API Gateway prefers this one for every path that both take: it is nowhere a variable where the other is not.
    boolean isMoreSpecificThan(PathTemplate other) {
        if (segments.size() != other.segments.size() || equals(other)) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).isEmpty() && !other.segments.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// As API Gateway writes it: `/orders/{segment2}`.
    @Override
    public String toString() {
        if (segments.isEmpty()) {
            return "/";
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            path.append('/').append(segments.get(i).isEmpty() ? variable(i) : segments.get(i));
        }
        return path.toString();
    }

    /// The name of the variable at a place, with its brackets.
    static String variable(int place) {
        return "{segment" + (place + 1) + "}";
    }
}
