package dev.headgate.local.assembly.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a backend, with variables in its path that integration parameters fill: `https://b.example/v1/{proxy}`.
///
/// @param text as the template writes it
record UriTemplate(String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9._$-]+)}");
    private static final Pattern FORM = Pattern.compile("https?://[^/?#{}\\s]+(/[^?#\\s]*)?(\\?[^#\\s{}]*)?");

    /// @throws NotEmulatedException when it is no address of a server
    static UriTemplate parse(String text) throws NotEmulatedException {
        if (text.contains("${")) {
            throw new NotEmulatedException("\"" + text + "\" has a stage variable, and the emulator knows none");
        }
        if (!FORM.matcher(text).matches()) {
            throw new NotEmulatedException(
                    "\"" + text + "\" is no http or https address with variables in its path only");
        }
        try {
            if (new URI(VARIABLE.matcher(text).replaceAll("x")).getHost() == null) {
                throw new NotEmulatedException("\"" + text + "\" names no host");
            }
        } catch (URISyntaxException e) {
            throw new NotEmulatedException("\"" + text + "\" is no URI: " + e.getReason());
        }
        return new UriTemplate(text);
    }

    Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        VARIABLE.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /// @param variables decoded; what is absent leaves an empty place
    /// @param query to append; empty for none
    String filled(Map<String, String> variables, String query) {
        String filled = VARIABLE.matcher(text).replaceAll(found -> Matcher
                .quoteReplacement(UriText.inPath(variables.getOrDefault(found.group(1), ""))));
        return query.isEmpty() ? filled : filled + (filled.contains("?") ? "&" : "?") + query;
    }
}
