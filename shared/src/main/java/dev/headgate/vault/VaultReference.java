package dev.headgate.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A reference to a secret of a vault: `{vault://aws-prod/orders/db/password#2}`. Source: kong/pdk/vault.lua,
/// `parse_reference`.
///
/// @param vault the name or prefix of the vault: `aws-prod`
/// @param path the parts of the path, decoded: `orders`, `db`, `password`
/// @param isDirectory whether a slash ends the path, so that its last part is no key
/// @param config what overrides the vault's configuration
/// @param version 1 for the current secret, 2 for the one before
public record VaultReference(
        String vault,
        List<String> path,
        boolean isDirectory,
        Map<String, String> config,
        int version) {
    private static final String BEGIN = "{vault://";
    private static final Pattern ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    public VaultReference {
        path = List.copyOf(path);
        config = Map.copyOf(config);
    }

    /// What a text is found to be.
    public sealed interface Parsed {
        /// A reference.
        record Sound(VaultReference reference) implements Parsed {}

        /// Meant as one, and none.
        ///
        /// @param problem in Kong's words
        record Malformed(String problem) implements Parsed {}
    }

    /// Whether a text is meant as a reference.
    public static boolean isMeant(String text) {
        return text.startsWith(BEGIN) && text.endsWith("}");
    }

    /// Reads a text that [#isMeant] as a reference.
    public static Parsed parse(String text) {
        String url = text.substring(BEGIN.length(), text.length() - 1);
        String[] atFragment = url.split("#", 2);
        String[] atQuery = atFragment[0].split("\\?", 2);
        int slash = atQuery[0].indexOf('/');
        String vault = slash < 0 ? atQuery[0] : atQuery[0].substring(0, slash);
        if (vault.isEmpty()) {
            return new Parsed.Malformed("reference url is missing host.");
        }
        if (slash < 0) {
            return new Parsed.Malformed("reference url is missing path.");
        }
        String path = atQuery[0].substring(slash + 1);
        if (ESCAPE.matcher(path).find()) {
            return new Parsed.Malformed("reference url has invalid path.");
        }
        List<String> parts = parts(path);
        if (parts.isEmpty()) {
            return new Parsed.Malformed("reference url has empty path.");
        }
        String version = atFragment.length < 2 ? "1" : atFragment[1];
        if (!version.equals("1") && !version.equals("2")) {
            return new Parsed.Malformed("reference url has invalid version.");
        }
        Map<String, String> config = config(atQuery.length < 2 ? "" : atQuery[1]);
        return new Parsed.Sound(
                new VaultReference(vault, parts, path.endsWith("/"), config, Integer.parseInt(version)));
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(decoded(part));
            }
        }
        return parts;
    }

    private static Map<String, String> config(String query) {
        Map<String, String> config = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && !ESCAPE.matcher(pair).find()) {
                config.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                config.put(pair, "");
            }
        }
        return config;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// The name of the secret: all of the path but the key.
    public String resource() {
        return String.join("/", hasKey() ? path.subList(0, path.size() - 1) : path);
    }

    /// The member of the secret, which is then a JSON object, that is meant; empty for the whole secret.
    public String key() {
        return hasKey() ? path.getLast() : "";
    }

    private boolean hasKey() {
        return path.size() > 1 && !isDirectory;
    }
}
