package dev.headgate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Where each part of a text whose templates were filled in stands in the text as written. Indexes count characters (code
/// points), as the YAML library's do.
final class TextPositions {
    /// The text as it is written.
    static final TextPositions UNCHANGED = new TextPositions("", List.of());

    /// A part of the filled-in text.
    ///
    /// @param start where it begins in the filled-in text
    /// @param written where it, or the template that it came from, begins in the written text
    /// @param filledIn whether it came from a template
    record Part(int start, int written, boolean filledIn) {}

    private final List<Part> parts;
    private final int[] lineStarts;

    private TextPositions(String written, List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.lineStarts = lineStarts(written);
    }

    /// @param written the text with its templates
    /// @param parts of the filled-in text, in order, without gaps; none where nothing was filled in
    static TextPositions of(String written, List<Part> parts) {
        return parts.isEmpty() ? UNCHANGED : new TextPositions(written, parts);
    }

    private static int[] lineStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        int index = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            index++;
            boolean isLoneReturn = text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (text.charAt(i) == '\n' || isLoneReturn) {
                starts.add(index);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean isUnchanged() {
        return parts.isEmpty();
    }

    /// The mark of the same place in the written text.
    Optional<Mark> written(Optional<Mark> mark) {
        return isUnchanged() ? mark : mark.map(this::written);
    }

    private Mark written(Mark mark) {
        int index = writtenIndex(mark.getIndex());
        int line = line(index);
        return new Mark(mark.getName(), index, line, index - lineStarts[line], new int[0], 0);
    }

    private int writtenIndex(int index) {
        Part part = parts.get(partAt(index));
        return part.filledIn() ? part.written() : part.written() + index - part.start();
    }

    private int line(int index) {
        int low = 0;
        int high = lineStarts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The last part that begins at or before an index.
    private int partAt(int index) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).start() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// Whether any of a node of the filled-in text came from a template.
    boolean isFilledIn(Node node) {
        if (isUnchanged() || node.getStartMark().isEmpty() || node.getEndMark().isEmpty()) {
            return false;
        }
        int start = node.getStartMark().get().getIndex();
        int end = Math.max(start, node.getEndMark().get().getIndex() - 1);
        for (int i = partAt(start); i < parts.size() && parts.get(i).start() <= end; i++) {
            if (parts.get(i).filledIn()) {
                return true;
            }
        }
        return false;
    }
}
