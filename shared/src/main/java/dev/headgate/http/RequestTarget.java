package dev.headgate.http;

/// What a request asks for, as received: path and query of an origin-form target (RFC 9112 §3.2.1), nothing decoded and
/// nothing normalised.
///
/// @param rawPath begins with `/`; never null
/// @param rawQuery what follows the first `?`, without it; empty when there is none (`/a?` and `/a` are alike, as they
///        are to nginx and so to Kong)
public record RequestTarget(String rawPath, String rawQuery) {
    public RequestTarget {
        if (!rawPath.startsWith("/")) {
            throw new IllegalArgumentException("a request path begins with a slash: \"" + rawPath + "\"");
        }
    }

    /// Splits a target at its first `?`.
    ///
    /// @throws IllegalArgumentException when it does not begin with `/`
    public static RequestTarget parse(String target) {
        int question = target.indexOf('?');
        return question < 0
                ? new RequestTarget(target, "")
                : new RequestTarget(target.substring(0, question), target.substring(question + 1));
    }

    @Override
    public String toString() {
        return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
    }
}
