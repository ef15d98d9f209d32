package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a path criterion says in the terms of API Gateway's routes, whose paths are made of whole segments.
public sealed interface PathForm {
    /// Stands for any segment while a path is put together: requests with this character are refused.
    char ANY = '\0';
    /// Stands for what may be nothing at all.
    char MAYBE = '\1';

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
    /// @param takesBeginning whether that may be a path which it takes
    /// @param within segments that each path which it takes has, none of them empty, with an empty text for one that is not
    ///        known; absent where their number is not known
    record Other(String beginning, boolean takesBeginning, Optional<List<String>> within) implements PathForm {}

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
        Other other = new Other(beginning, regex.matches(beginning), within(pieces));
        if (!regex.isExact()) {
            return other;
        }
        StringBuilder path = new StringBuilder();
        boolean hasRuns = false;
        for (int i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case RegexPiece.Text(var text) -> path.append(text);
                case RegexPiece.Run run -> {
                    if (!isSegment(pieces, i, path, run)) {
                        return other;
                    }
                    path.append(ANY);
                    hasRuns = true;
                }
                case RegexPiece.End() -> {
                    return hasRuns ? segments(path.toString()) : new Exact(path.toString());
                }
                case RegexPiece.Opaque _ -> {
                    return other;
                }
            }
        }
        return hasRuns ? other : new Prefix(path.toString());
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

    private static Optional<List<String>> within(List<RegexPiece> pieces) {
        StringBuilder path = new StringBuilder();
        for (RegexPiece piece : pieces) {
            switch (piece) {
                case RegexPiece.Text(var text) -> path.append(text);
                case RegexPiece.Run(var set, var optional, _) when set.excludes('/') ->
                        path.append(optional ? MAYBE : ANY);
                case RegexPiece.Opaque(var crossesSlash) when !crossesSlash -> path.append(MAYBE);
                case RegexPiece.End() -> {
                    return known(path.toString());
                }
                case RegexPiece.Run _,RegexPiece.Opaque _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> known(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.chars().allMatch(character -> character == MAYBE)) {
                return Optional.empty();
            }
            segments.add(segment.indexOf(ANY) < 0 && segment.indexOf(MAYBE) < 0 ? segment : "");
        }
        return Optional.of(segments);
    }

    private static PathForm segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty()) {
                return new Other(path.substring(0, path.indexOf(ANY)), true, Optional.empty());
            }
            segments.add(segment.equals(String.valueOf(ANY)) ? "" : segment);
        }
        return new Segments(segments);
    }
}
