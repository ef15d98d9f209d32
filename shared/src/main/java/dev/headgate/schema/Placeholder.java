package dev.headgate.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/// Texts that some other program was to replace before the file is read. Taken literally they would be wrong for
/// certain, and where they stand for a secret, dangerous.
///
/// @param message what stands there
/// @param hint what to do about it
record Placeholder(String message, String hint) {
    /// decK's `${{ env "DECK_X" }}` (decK file render).
    private static final Pattern DECK = Pattern.compile("\\$\\{\\{\\s*env\\b");

    /// What a shell or envsubst replaces: `$API_KEY`, `${API_KEY}`, and nothing else beside it.
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:[A-Z][A-Z0-9_]+|\\{[A-Z][A-Z0-9_]+})");

    /// The version of a Lambda function that was deployed last; the one name that begins with a dollar.
    private static final String NEWEST_FUNCTION = "$LATEST";

    private static final Placeholder TEMPLATE = new Placeholder(
            "a decK template would be taken literally: Headgate does not read environment variables into a file.",
            "Fill the templates in first: deck file render --populate-env-vars.");
    private static final Placeholder SHELL = new Placeholder(
            "a shell variable would be taken literally: Headgate does not read environment variables into a file.",
            "Fill them in first: envsubst < kong.yaml | headgate start -.");

    /// The placeholder that a text is or contains.
    static Optional<Placeholder> in(String text) {
        if (VARIABLE.matcher(text).matches() && !text.equals(NEWEST_FUNCTION)) {
            return Optional.of(SHELL);
        }
        return text.contains("${{") && DECK.matcher(text).find() ? Optional.of(TEMPLATE) : Optional.empty();
    }
}
