package dev.headgate.plugin;

import dev.headgate.http.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds cookies as nginx does for its `$cookie_…` variables (ngx_http_parse_multi_header_lines): names without regard to
/// case, the first of several, the value up to the next semicolon as it stands.
public final class CookieLookup {
    private CookieLookup() {}

    /// The value of a cookie; empty where there is no such cookie.
    public static Optional<String> first(Headers headers, String name) {
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

    /// The fields without cookies of that name; a field with no other cookie goes whole.
    static Headers without(Headers headers, String name) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Headers.Field field : headers.fields()) {
            if (!field.name().equalsIgnoreCase("Cookie") || inLine(field.value(), name).isEmpty()) {
                fields.add(field);
                continue;
            }
            String rest = Arrays.stream(field.value().split(";")).map(String::strip)
                    .filter(cookie -> inLine(cookie, name).isEmpty()).collect(Collectors.joining("; "));
            if (!rest.isEmpty()) {
                fields.add(new Headers.Field(field.name(), rest));
            }
        }
        return Headers.of(fields);
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
