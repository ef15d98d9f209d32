package dev.headgate.local.front;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request target in absolute form (RFC 9112 §3.2.2), which every server has to take. Its authority counts, and the
/// Host field that came with it does not.
///
/// @param host with port, as written; empty for none
/// @param target the rest in origin form
record AbsoluteForm(String host, String target) {
    private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    /// Takes a target apart; empty when it has another form.
    static Optional<AbsoluteForm> of(String target) {
        Matcher scheme = SCHEME.matcher(target);
        if (!scheme.lookingAt()) {
            return Optional.empty();
        }
        int end = scheme.end();
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String rest = target.substring(end);
        return Optional.of(
                new AbsoluteForm(target.substring(scheme.end(), end), rest.startsWith("/") ? rest : "/" + rest));
    }
}
