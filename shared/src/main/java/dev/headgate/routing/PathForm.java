package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import java.util.ArrayList;
import java.util.List;

/// What a path criterion says in the terms of API Gateway's routes, whose paths are made of whole segments.
public sealed interface PathForm {
    /// Stands for any segment while a path is put together: requests with this character are refused.
    char ANY = '\0';

    /// This path and no other.
    record Exact(String path) implements PathForm {}

    /// Paths of so many segments, none of them empty, of which some are given and some are any text that is not empty.
    ///
    /// @param segments without slashes; an empty text for any
    record Segments(List<String> segments) implements PathForm {
        public Segments {
            segments = List.copyOf(segments);
        }
    }

    /// Every path that begins with this text, at any byte.
    record Prefix(String prefix) implements PathForm {}

    /// Something else: an expression that is bound to nothing, or takes less than whole segments.
    ///
    /// @param beginning what every path that it takes begins with; may be empty
    record Other(String beginning) implements PathForm {}

    /// The form of a path criterion.
    ///
    /// @throws IllegalArgumentException for an expression that [LinearRegex#problem] objects to
    static PathForm of(PathPattern pattern) {
        return switch (pattern) {
            case PathPattern.Prefix(var prefix) -> new Prefix(prefix);
            case PathPattern.Regex(var expression) -> of(LinearRegex.path(expression));
        };
    }

    private static PathForm of(LinearRegex regex) {
        List<RegexPiece> pieces = regex.pieces();
        String beginning = PathKey.of(pieces).texts().getFirst();
        if (!regex.isExact()) {
            return new Other(beginning);
        }
        StringBuilder path = new StringBuilder();
        boolean hasRuns = false;
        for (int i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case RegexPiece.Text(var text) -> path.append(text);
                case RegexPiece.Run run -> {
                    if (!isSegment(pieces, i, path, run)) {
                        return new Other(beginning);
                    }
                    path.append(ANY);
                    hasRuns = true;
                }
                case RegexPiece.End() -> {
                    return hasRuns ? segments(path.toString()) : new Exact(path.toString());
                }
                case RegexPiece.Opaque _ -> {
                    return new Other(beginning);
                }
            }
        }
        return hasRuns ? new Other(beginning) : new Prefix(path.toString());
    }

    /// Whether a run is a whole segment and takes whatever a segment can hold.
    private static boolean isSegment(List<RegexPiece> pieces, int at, StringBuilder before, RegexPiece.Run run) {
        boolean opens = !before.isEmpty() && before.charAt(before.length() - 1) == '/';
        boolean closes = at + 1 < pieces.size() && switch (pieces.get(at + 1)) {
            case RegexPiece.Text(var text) -> text.startsWith("/");
            case RegexPiece.End() -> true;
            case RegexPiece.Run _,RegexPiece.Opaque _ -> false;
        };
        return opens && closes && !run.optional() && run.set().takesSegments();
    }

    private static PathForm segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty()) {
                return new Other(path.substring(0, path.indexOf(ANY)));
            }
            segments.add(segment.equals(String.valueOf(ANY)) ? "" : segment);
        }
        return new Segments(segments);
    }
}
