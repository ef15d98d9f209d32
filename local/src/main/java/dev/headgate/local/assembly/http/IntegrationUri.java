package dev.headgate.local.assembly.http;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of an HTTP integration. Its path may have variables of the route, `https://backend/x/{proxy}`.
///
/// @param scheme `http` or `https`
/// @param host a name or an address
/// @param port 0..65535
/// @param authority host and port as they are written
/// @param path with variables; empty where there is none
/// @param query with variables; empty where there is none
record IntegrationUri(String scheme, String host, int port, String authority, String path, String query) {
    private static final Pattern FORM = Pattern
            .compile("(https?)://((\\[[0-9a-fA-F:.]+]|[^/?#:@\\[\\]{}]+)(?::(\\d{1,5}))?)(/[^?#]*)?(?:\\?([^#]*))?");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}+]+)\\+?}");

    /// Reads an address; empty where it is none that this can be called by.
    static Optional<IntegrationUri> of(String uri) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(4) == null ? defaultPort(parts.group(1)) : Integer.parseInt(parts.group(4));
        return port > 65_535
                ? Optional.empty()
                : Optional.of(new IntegrationUri(parts.group(1), parts.group(3), port, parts.group(2),
                        present(parts.group(5)), present(parts.group(6))));
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String present(String text) {
        return text == null ? "" : text;
    }

    /// The names of the variables in it.
    Set<String> variables() {
        Set<String> names = new HashSet<>();
        Matcher variable = VARIABLE.matcher(path + "?" + query);
        while (variable.find()) {
            names.add(variable.group(1));
        }
        return names;
    }

    /// The text with each variable's value in its place.
    static String filled(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(variable -> Matcher
                .quoteReplacement(variables.getOrDefault(variable.group(1), variable.group())));
    }
}
