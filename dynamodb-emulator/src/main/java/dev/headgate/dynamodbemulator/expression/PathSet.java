package dev.headgate.dynamodbemulator.expression;

import java.util.ArrayList;
import java.util.List;

/// Paths of which none may contain another, as update and projection expressions ask. For use by one thread.
final class PathSet {
    private final ExpressionKind kind;
    private final List<DocumentPath> paths = new ArrayList<>();

    PathSet(ExpressionKind kind) {
        this.kind = kind;
    }

    void add(DocumentPath path) {
        for (DocumentPath earlier : paths) {
            if (earlier.overlaps(path)) {
                throw refuse("overlap", earlier, path);
            }
            if (earlier.conflicts(path)) {
                throw refuse("conflict", earlier, path);
            }
        }
        paths.add(path);
    }

    private RuntimeException refuse(String how, DocumentPath one, DocumentPath two) {
        return kind.invalid("Two document paths " + how
                + " with each other; must remove or rewrite one of these paths; path one: " + one + ", path two: "
                + two);
    }

    List<DocumentPath> paths() {
        return List.copyOf(paths);
    }
}
