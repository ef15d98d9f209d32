package dev.headgate.config;

import java.util.List;

/// A file's text, ready to be parsed.
///
/// @param text with all templates filled in
/// @param positions where its parts stand in the file as written
/// @param values what came from the environment, to be shown to nobody
record FilledText(String text, TextPositions positions, List<String> values) {
    FilledText {
        values = List.copyOf(values);
    }

    /// A text in which nothing is to be filled in.
    static FilledText of(String text) {
        return new FilledText(text, TextPositions.UNCHANGED, List.of());
    }
}
