package dev.headgate.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A regular expression that needs no machine: fixed texts and runs of characters, where what follows a run cannot
/// begin with a character of the run. Then a run ends where its characters end, nothing is ever tried twice, and the
/// result is the regular expression's own. Nearly all that people write, and all that decK's openapi2kong writes
/// (`/users/(?<id>[^#?/]+)$`), is of this shape.
final class RegexShape {
    /// No match.
    static final int NONE = -1;
    /// It depends on what Unicode says of a character: ask the regular expression.
    static final int UNDECIDED = -2;

    private final RegexPiece[] pieces;
    private final List<String> groupNames;

    private RegexShape(List<RegexPiece> pieces, List<String> groupNames) {
        this.pieces = pieces.toArray(RegexPiece[]::new);
        this.groupNames = groupNames;
    }

    /// The shape of an expression, if it has one.
    static Optional<RegexShape> of(LinearRegex regex) {
        if (!regex.isExact()) {
            return Optional.empty();
        }
        List<RegexPiece> pieces = regex.pieces();
        for (int i = 0; i + 1 < pieces.size(); i++) {
            boolean separable = switch (pieces.get(i)) {
                case RegexPiece.Text _ -> true;
                case RegexPiece.Run(var set, var _, var _) -> switch (pieces.get(i + 1)) {
                    case RegexPiece.Text(var text) -> set.excludes(text.charAt(0));
                    case RegexPiece.End() -> true;
                    case RegexPiece.Run _,RegexPiece.Opaque _ -> false;
                };
                case RegexPiece.End _,RegexPiece.Opaque _ -> false;
            };
            if (!separable) {
                return Optional.empty();
            }
        }
        return Optional.of(new RegexShape(pieces, regex.groupNames()));
    }

    /// Where the match that begins at 0 ends, or [#NONE], or [#UNDECIDED].
    int end(String path) {
        int at = 0;
        for (RegexPiece piece : pieces) {
            int next = next(piece, path, at);
            if (next < 0) {
                return next;
            }
            at = next;
        }
        return at;
    }

    /// What the groups captured of a path for which [#end] found an end.
    Match.Captures captures(String path) {
        if (groupNames.isEmpty()) {
            return Match.Captures.NONE;
        }
        List<String> numbered = new ArrayList<>(groupNames.size());
        Map<String, String> named = new TreeMap<>();
        int at = 0;
        for (RegexPiece piece : pieces) {
            int next = next(piece, path, at);
            if (piece instanceof RegexPiece.Run(var _, var _, var group) && group > 0) {
                String captured = path.substring(at, next);
                numbered.add(captured);
                if (!groupNames.get(group - 1).isEmpty()) {
                    named.put(groupNames.get(group - 1), captured);
                }
            }
            at = next;
        }
        return new Match.Captures(Collections.unmodifiableList(numbered), Collections.unmodifiableMap(named));
    }

    private static int next(RegexPiece piece, String path, int at) {
        return switch (piece) {
            case RegexPiece.Text(var text) -> path.startsWith(text, at) ? at + text.length() : NONE;
            case RegexPiece.Run(var set, var optional, var _) -> run(set, optional, path, at);
            case RegexPiece.End() -> at == path.length() ? at : NONE;
            case RegexPiece.Opaque _ -> UNDECIDED;
        };
    }

    private static int run(CharSet set, boolean optional, String path, int start) {
        int at = start;
        while (at < path.length()) {
            switch (set.has(path.charAt(at))) {
                case YES -> at++;
                case NO -> {
                    return at > start || optional ? at : NONE;
                }
                case UNKNOWN -> {
                    return UNDECIDED;
                }
            }
        }
        return at > start || optional ? at : NONE;
    }
}
