package dev.headgate.local.assembly.http;

import java.util.Optional;
import java.util.Set;

/// A route key: `$default`, or a method and a path.
///
/// @param text as the template has it, and as functions and mappings see it
/// @param method upper-case; `ANY` for every method; empty for `$default`
/// @param pattern absent for `$default`
record RouteKey(String text, String method, Optional<RoutePattern> pattern) {
    static final String DEFAULT = "$default";
    static final String ANY = "ANY";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", ANY);

    /// Reads a key; empty where it is none that API Gateway takes.
    static Optional<RouteKey> of(String text) {
        if (text.equals(DEFAULT)) {
            return Optional.of(new RouteKey(text, "", Optional.empty()));
        }
        String[] parts = text.split(" ", -1);
        if (parts.length != 2 || !METHODS.contains(parts[0]) || !parts[1].startsWith("/")) {
            return Optional.empty();
        }
        return RoutePattern.of(parts[1]).map(pattern -> new RouteKey(text, parts[0], Optional.of(pattern)));
    }

    boolean isDefault() {
        return pattern.isEmpty();
    }

    boolean isAny() {
        return method.equals(ANY);
    }
}
