package dev.headgate.routing;

import dev.headgate.model.PathPattern;
import java.util.ArrayList;
import java.util.List;

/// Where a path criterion is filed in the index: what every path that it matches is bound to begin with, or to be like.
/// For a plain prefix that is all there is to it; for a regular expression it is as much as can be told.
///
/// @param texts at least one; between two of them stands whatever there is up to the next `/` or the end. The first is
///        empty or begins with `/`; each other one begins with `/`, or is empty when it is the last
/// @param toEnd whether the path ends where the last text does
record PathKey(List<String> texts, boolean toEnd) {
    static final PathKey ANY = new PathKey(List.of(""), false);

    static PathKey of(Candidate candidate) {
        if (candidate.path().isEmpty()) {
            return ANY;
        }
        return switch (candidate.path().get()) {
            case PathPattern.Prefix(var prefix) -> new PathKey(List.of(prefix), false);
            case PathPattern.Regex _ -> of(candidate.regex().orElseThrow().pieces());
        };
    }

    static PathKey of(List<RegexPiece> pieces) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        // Whether something that has no slash stands after the text, so that where the text goes on is only known
        // after the next slash.
        boolean open = false;
        for (RegexPiece piece : pieces) {
            switch (piece) {
                case RegexPiece.Text(var more) -> {
                    int from = open ? more.indexOf('/') : 0;
                    if (from >= 0) {
                        if (open) {
                            texts.add(text.toString());
                            text.setLength(0);
                            open = false;
                        }
                        text.append(more, from, more.length());
                    }
                }
                case RegexPiece.End() -> {
                    texts.add(text.toString());
                    if (open) {
                        texts.add("");
                    }
                    return new PathKey(texts, true);
                }
                case RegexPiece.Run(var set, var _, var _) when set.excludes('/') -> open = true;
                case RegexPiece.Opaque(var crossesSlash) when !crossesSlash -> open = true;
                case RegexPiece.Run _,RegexPiece.Opaque _ -> {
                    texts.add(text.toString());
                    return new PathKey(texts, false);
                }
            }
        }
        texts.add(text.toString());
        return new PathKey(texts, false);
    }
}
