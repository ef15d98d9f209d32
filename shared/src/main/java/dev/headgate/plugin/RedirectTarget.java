package dev.headgate.plugin;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a URL that stay when another path and query take the place of its own, in the form that the URL standard
/// (https://url.spec.whatwg.org) gives them: scheme and host in lower case, no port that the scheme implies.
///
/// @param origin scheme, user and host, up to the path
/// @param fragment with its `#`; empty for none
record RedirectTarget(String origin, String fragment) {
    private static final Pattern ABSOLUTE_URL = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<user>[^/?#]*@)?(?<host>\\[[^\\]/?#@]*\\]|[^/?#@:\\[\\]]+)(?::(?<port>[0-9]*))?"
                    + "(?:[/?][^#]*)?(?<fragment>#.*)?");
    private static final Map<String, String> IMPLIED_PORTS = Map.of("http", "80", "https", "443", "ws", "80", "wss",
            "443", "ftp", "21");
    /// What stands for itself in neither path nor query, beside controls and what is not ASCII; then what more in each.
    private static final String ENCODED = " \"<>#";
    private static final String ENCODED_IN_PATH = ENCODED + "?^`{}";
    private static final String ENCODED_IN_QUERY = ENCODED + "'";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// The target that a text means; empty where it is no URL with scheme and host.
    static Optional<RedirectTarget> parse(String url) {
        Matcher parts = ABSOLUTE_URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String port = text(parts, "port");
        boolean implied = port.isEmpty() || port.equals(IMPLIED_PORTS.get(scheme));
        return Optional.of(new RedirectTarget(scheme + "://" + text(parts, "user")
                + parts.group("host").toLowerCase(Locale.ROOT) + (implied ? "" : ":" + port), text(parts, "fragment")));
    }

    private static String text(Matcher parts, String group) {
        String found = parts.group(group);
        return found == null ? "" : found;
    }

    /// The URL with this path and query.
    ///
    /// @param path normalised, as the router compares it
    /// @param rawQuery as the client sent it, without `?`; empty for none
    String with(String path, String rawQuery) {
        // Browsers take one for the other, and a path must not mean to them what the router did not see.
        String slashed = path.replace('\\', '/');
        return origin + encoded(slashed, ENCODED_IN_PATH)
                + (rawQuery.isEmpty() ? "" : "?" + encoded(rawQuery, ENCODED_IN_QUERY)) + fragment;
    }

    private static String encoded(String text, String encoded) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > ' ' && octet < 0x7f && encoded.indexOf(octet) < 0;
            if (plain) {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return out.toString();
    }
}
