package dev.headgate.plugin;

import com.google.re2j.Pattern;

/// One entry of the cors plugin's `origins`.
public sealed interface AllowedOrigin {
    /// `*`: every origin.
    record Any() implements AllowedOrigin {}

    /// An origin to the letter.
    ///
    /// @param text as configured
    /// @param normalized what a request's origin is compared with
    record Literal(String text, String normalized) implements AllowedOrigin {}

    /// Every origin that an expression matches as a whole.
    ///
    /// @param pattern runs in linear time
    /// @param byHost whether the host alone is matched, and not scheme, host and port
    record Expression(Pattern pattern, boolean byHost) implements AllowedOrigin {}

    /// Reads an entry as Kong does: with any character that no plain origin has, it is an expression; an expression
    /// without a colon is about the host.
    ///
    /// @throws com.google.re2j.PatternSyntaxException when it is an expression that cannot be run
    static AllowedOrigin of(String entry) {
        if (entry.equals("*")) {
            return new Any();
        }
        return entry.chars().allMatch(AllowedOrigin::isPlain)
                ? new Literal(entry, Origin.parse(entry).domain())
                : new Expression(Pattern.compile(entry), entry.indexOf(':') < 0);
    }

    private static boolean isPlain(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || ".:/-".indexOf(character) >= 0;
    }

    /// Whether requests from this origin are meant.
    default boolean matches(Origin origin) {
        return switch (this) {
            case Any _ -> true;
            case Literal(String _, String normalized) -> normalized.equals(origin.domain());
            case Expression(Pattern pattern, boolean byHost) ->
                    pattern.matcher(byHost ? origin.host() : origin.domain()).matches();
        };
    }

    /// What a browser sends as Origin (RFC 6454 §7), in the parts that Kong tells apart.
    ///
    /// @param domain scheme, host and port, the port left out where the scheme implies it; the text itself where it is no
    ///        URL
    /// @param host without port; the text itself where it is no URL
    record Origin(String domain, String host) {
        static Origin parse(String text) {
            int slashes = text.indexOf("://");
            if (slashes < 0) {
                return new Origin(text, text);
            }
            String scheme = text.substring(0, slashes);
            String authority = text.substring(slashes + 3).split("[/?#]", 2)[0];
            authority = authority.substring(authority.lastIndexOf('@') + 1);
            int colon = authority.indexOf(':', Math.max(authority.lastIndexOf(']'), 0));
            String host = colon < 0 ? authority : authority.substring(0, colon);
            String port = colon < 0 ? "" : authority.substring(colon + 1);
            boolean implied = port.isEmpty() || scheme.equals("http") && port.equals("80")
                    || scheme.equals("https") && port.equals("443");
            return new Origin(scheme + "://" + host + (implied ? "" : ":" + port), host);
        }
    }
}
