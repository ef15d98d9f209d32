package dev.headgate.local.assembly.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a mapping writes: a static text, a source, or a mix of both.
///
/// @param parts in order
record MappingValue(List<Part> parts) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}"
            + "|\\$((?:request|response|context|stageVariables)\\.[A-Za-z0-9._\\[\\]'!#$%&*+^`|~-]+)");

    /// A part of it.
    sealed interface Part {
        /// A text to the letter.
        record Literal(String text) implements Part {}

        /// A source.
        record Variable(MappingSource source) implements Part {}
    }

    MappingValue {
        parts = List.copyOf(parts);
    }

    /// Reads a value; empty where it names a source that there is not. A dollar sign before anything else is a text.
    static Optional<MappingValue> of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            Optional<MappingSource> source = MappingSource
                    .of(variable.group(1) == null ? variable.group(2) : variable.group(1));
            if (source.isEmpty()) {
                return Optional.empty();
            }
            if (variable.start() > end) {
                parts.add(new Part.Literal(text.substring(end, variable.start())));
            }
            parts.add(new Part.Variable(source.get()));
            end = variable.end();
        }
        if (end < text.length() || parts.isEmpty()) {
            parts.add(new Part.Literal(text.substring(end)));
        }
        return Optional.of(new MappingValue(parts));
    }

    /// The sources in it.
    List<MappingSource> sources() {
        List<MappingSource> sources = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Variable(MappingSource source)) {
                sources.add(source);
            }
        }
        return sources;
    }

    /// The text; absent where it is one source alone, and that is absent. In a mix an absent source is an empty text.
    Optional<String> text(Function<MappingSource, Optional<String>> values) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Variable(MappingSource source)) {
            return values.apply(source);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(switch (part) {
                case Part.Literal(String literal) -> literal;
                case Part.Variable(MappingSource source) -> values.apply(source).orElse("");
            });
        }
        return Optional.of(text.toString());
    }
}
