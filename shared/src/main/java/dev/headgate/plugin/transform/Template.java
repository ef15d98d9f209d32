package dev.headgate.plugin.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text with expressions in it, as in `user $(headers["x-user"] or "nobody")`. Parsed once, when the configuration is
/// read. What an expression may be is told at [TemplateParser]; the rest of Kong's templates (Penlight's `pl.template`
/// over Lua) is refused there. Immutable.
///
/// @param parts in order
public record Template(List<Part> parts) {
    /// A piece of a template.
    public sealed interface Part {
        /// As it stands.
        record Text(String text) implements Part {}

        /// The first of these that has a value; nothing where none has.
        record FirstOf(List<Term> terms) implements Part {}
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /// Reads a template. A `$(` without its closing parenthesis is text, as in Kong.
    public static Template parse(String source) throws TemplateSyntaxException {
        List<Part> parts = new ArrayList<>();
        int textFrom = 0;
        int at = source.indexOf("$(");
        while (at >= 0) {
            int end = closing(source, at + 1);
            if (end < 0) {
                at = source.indexOf("$(", at + 2);
                continue;
            }
            addText(source.substring(textFrom, at), parts);
            parts.add(new Part.FirstOf(TemplateParser.expression(source.substring(at + 2, end))));
            textFrom = end + 1;
            at = source.indexOf("$(", textFrom);
        }
        addText(source.substring(textFrom), parts);
        return new Template(parts);
    }

    private static void addText(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    /// Where the parenthesis that opens at `open` is closed, those between counted wherever they stand; -1 for nowhere.
    private static int closing(String source, int open) {
        int depth = 0;
        for (int i = open; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '(' -> depth++;
                case ')' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {
                }
            }
        }
        return -1;
    }

    /// The text for one request.
    ///
    /// @throws RenderException when a value is not one text
    public String render(TemplateValues values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String literal) -> text.append(literal);
                case Part.FirstOf(List<Term> terms) -> text.append(first(terms, values));
            }
        }
        return text.toString();
    }

    private static String first(List<Term> terms, TemplateValues values) {
        for (Term term : terms) {
            Optional<String> value = values.value(term);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return "";
    }
}
