package dev.headgate.plan;

import dev.headgate.routing.PathForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The path of a route of API Gateway's: segments that are given, variables that take any one segment, and at the end
/// perhaps one that takes all that follows.
///
/// @param segments without slashes; an empty text for a variable; none for `/`
/// @param isGreedy whether `{proxy+}` follows them
public record PathTemplate(List<String> segments, boolean isGreedy) {
    /// The variable that takes all that follows, with its brackets.
    public static final String GREEDY = "{proxy+}";

    /// Its name.
    static final String GREEDY_NAME = "proxy";

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern DOTS = Pattern.compile("\\.\\.?");

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// Without a greedy variable.
    PathTemplate(List<String> segments) {
        this(segments, false);
    }

    /// Of a path without variables; absent where no route of API Gateway's can have it.
    static Optional<PathTemplate> exact(String path) {
        return path.equals("/")
                ? Optional.of(new PathTemplate(List.of()))
                : ofGiven(List.of(path.substring(1).split("/", -1)), false);
    }

    /// All paths below one; absent where no route of API Gateway's can have it.
    ///
    /// @param path `/` or one without a slash at its end
    static Optional<PathTemplate> below(String path) {
        return path.equals("/")
                ? Optional.of(new PathTemplate(List.of(), true))
                : ofGiven(List.of(path.substring(1).split("/", -1)), true);
    }

    private static Optional<PathTemplate> ofGiven(List<String> segments, boolean isGreedy) {
        return segments.stream().allMatch(PathTemplate::isGiven)
                ? Optional.of(new PathTemplate(segments, isGreedy))
                : Optional.empty();
    }

    /// Whether every segment that is given can stand in a route of API Gateway's.
    boolean isExpressible() {
        return segments.stream().allMatch(segment -> segment.isEmpty() || isGiven(segment));
    }

    private static boolean isGiven(String segment) {
        return SEGMENT.matcher(segment).matches() && !DOTS.matcher(segment).matches();
    }

    /// The paths that it stands for.
    PathForm form() {
        if (isGreedy) {
            return new PathForm.Prefix(segments.isEmpty() ? "/" : "/" + String.join("/", segments) + "/");
        }
        return segments.contains("") ? new PathForm.Segments(segments) : new PathForm.Exact(toString());
    }

    /// Whether any part of the path is up to the client.
    public boolean hasVariables() {
        return isGreedy || segments.contains("");
    }

    /// Whether API Gateway prefers this one for every path that both take: it is nowhere a variable where the other is not.
    boolean isMoreSpecificThan(PathTemplate other) {
        if (equals(other) || isGreedy && !other.isGreedy || segments.size() < other.segments.size()
                || !other.isGreedy && segments.size() != other.segments.size()) {
            return false;
        }
        for (int i = 0; i < other.segments.size(); i++) {
            if (segments.get(i).isEmpty() && !other.segments.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// Those of its paths that have these segments at their beginning; absent where there are none.
    ///
    /// @param given an empty text for any segment
    Optional<PathTemplate> narrowed(List<String> given, boolean isGreedyToo) {
        boolean fits = isGreedy
                ? isGreedyToo || given.size() > segments.size()
                : isGreedyToo ? given.size() < segments.size() : given.size() == segments.size();
        if (!fits) {
            return Optional.empty();
        }
        List<String> narrow = new ArrayList<>();
        for (int i = 0; i < Math.max(segments.size(), given.size()); i++) {
            String own = i < segments.size() ? segments.get(i) : "";
            String other = i < given.size() ? given.get(i) : "";
            if (!own.isEmpty() && !other.isEmpty() && !own.equals(other)) {
                return Optional.empty();
            }
            narrow.add(own.isEmpty() ? other : own);
        }
        return Optional.of(new PathTemplate(narrow, isGreedy && isGreedyToo));
    }

    /// As API Gateway writes it: `/orders/{segment2}`.
    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            path.append('/').append(segments.get(i).isEmpty() ? variable(i) : segments.get(i));
        }
        if (isGreedy) {
            path.append('/').append(GREEDY);
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    /// The name of the variable at a place, with its brackets.
    static String variable(int place) {
        return "{" + variableName(place) + "}";
    }

    static String variableName(int place) {
        return "segment" + (place + 1);
    }
}
