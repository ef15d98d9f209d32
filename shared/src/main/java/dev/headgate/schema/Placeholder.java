package dev.headgate.schema;

import dev.headgate.diagnostic.Code;
import java.util.Optional;
import java.util.regex.Pattern;

/// Texts that some other program was to replace before the file is read. Taken literally they would be wrong for
/// certain, and where they stand for a secret, dangerous.
///
/// @param code how much it weighs
/// @param message what stands there
/// @param hint what to do about it
record Placeholder(Code code, String message, String hint) {
    /// decK's `${{ env "DECK_X" }}`, which is filled in everywhere but in lines that begin with `#`.
    private static final Pattern DECK = Pattern.compile("\\$\\{\\{\\s*env\\b");

    /// What a shell or envsubst replaces: `$API_KEY`, `${API_KEY}`, and nothing else beside it.
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:[A-Z][A-Z0-9_]+|\\{[A-Z][A-Z0-9_]+})");
    /// The same among other text, which may well be meant literally.
    private static final Pattern VARIABLE_WITHIN = Pattern
            .compile("(?<![A-Za-z0-9$\\\\])\\$(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|\\{[A-Z][A-Z0-9_]+})");
    private static final String SHELL_HINT = "Have them filled in with --env, or with env: true in headgate.yaml.";

    /// The version of a Lambda function that was deployed last; the one name that begins with a dollar.
    private static final String NEWEST_FUNCTION = "$LATEST";

    private static final Placeholder TEMPLATE = new Placeholder(Code.HG0205,
            "a decK template in a line that begins with # would be taken literally, as decK does.",
            "Begin the line with something else.");
    private static final Placeholder SHELL = new Placeholder(Code.HG0205,
            "a shell variable would be taken literally.", SHELL_HINT);
    private static final Placeholder SHELL_WITHIN = new Placeholder(Code.HG0310,
            "what looks like a shell variable is taken literally.", SHELL_HINT);

    /// The placeholder that a text is or contains.
    static Optional<Placeholder> in(String text) {
        if (text.indexOf('$') < 0 || text.equals(NEWEST_FUNCTION)) {
            return Optional.empty();
        }
        if (VARIABLE.matcher(text).matches()) {
            return Optional.of(SHELL);
        }
        if (text.contains("${{") && DECK.matcher(text).find()) {
            return Optional.of(TEMPLATE);
        }
        return VARIABLE_WITHIN.matcher(text).find() ? Optional.of(SHELL_WITHIN) : Optional.empty();
    }
}
