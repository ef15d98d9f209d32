package dev.headgate.plugin;

import dev.headgate.http.Headers;
import java.util.Optional;

/// Finds cookies as nginx does for its `$cookie_…` variables (ngx_http_parse_multi_header_lines): names without regard to
/// case, the first of several, the value up to the next semicolon as it stands.
final class CookieLookup {
    private CookieLookup() {}

    /// The value of a cookie; empty where there is no such cookie.
    static Optional<String> first(Headers headers, String name) {
        for (String line : headers.all("Cookie")) {
            Optional<String> value = inLine(line, name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inLine(String line, String name) {
        int at = 0;
        while (at < line.length()) {
            if (line.regionMatches(true, at, name, 0, name.length())) {
                int equals = skipBlanks(line, at + name.length());
                if (equals < line.length() && line.charAt(equals) == '=') {
                    int begin = skipBlanks(line, equals + 1);
                    int end = line.indexOf(';', begin);
                    return Optional.of(line.substring(begin, end < 0 ? line.length() : end));
                }
            }
            at = nextCookie(line, at);
        }
        return Optional.empty();
    }

    private static int nextCookie(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != ';' && line.charAt(at) != ',') {
            at++;
        }
        return skipBlanks(line, at + 1);
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
