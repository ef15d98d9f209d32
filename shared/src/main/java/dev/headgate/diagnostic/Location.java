package dev.headgate.diagnostic;

import java.util.Comparator;

/// A place in a user's file.
///
/// @param file as the user named it; `<stdin>` for standard input
/// @param line from 1; 0 where the file as a whole is meant
/// @param column from 1, counted in characters; 0 where the line as a whole is meant
public record Location(String file, int line, int column) implements Comparable<Location> {
    private static final Comparator<Location> IN_FILE_ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line).thenComparingInt(Location::column);

    /// The file as a whole.
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public int compareTo(Location other) {
        return IN_FILE_ORDER.compare(this, other);
    }

    /// `kong.yaml:14:9`, as editors and terminals make clickable.
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
