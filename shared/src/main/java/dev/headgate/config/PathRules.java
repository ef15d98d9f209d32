package dev.headgate.config;

import dev.headgate.routing.LinearRegex;
import dev.headgate.routing.NormalizedPath;
import dev.headgate.schema.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules for paths (kong/db/schema/typedefs.lua, `path` and `router_path`).
final class PathRules {
    private static final Pattern RFC_3986 = Pattern.compile("/[A-Za-z0-9.\\-_~/%:@!$&'()*+,;=]*");
    private static final Pattern BAD_ENCODING = Pattern.compile("%(?![0-9A-Fa-f]{2}).{0,2}", Pattern.DOTALL);
    private static final Pattern LOOKS_LIKE_REGEX = Pattern
            .compile("\\.[*+]|\\\\[A-Za-z.]|\\([^)]{0,99}\\)|\\[[^\\]]{0,99}\\]|\\{[^}]{0,99}\\}|\\$$|^/\\^");

    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]{0,99})\\}");

    private static final Rule<String> NO_EMPTY_SEGMENTS = new Rule<>(path -> !path.contains("//"),
            "%s: must not have empty segments.", "Write one slash.");
    private static final Rule<String> WELL_ENCODED = new Rule<>(path -> badEncoding(path).isEmpty(),
            "invalid url-encoded value: '%s'.", "Write a percent sign itself as %25.", PathRules::badEncoding);

    /// A service's path.
    static final List<Rule<String>> PATH = List.of(
            new Rule<>(path -> path.startsWith("/"), "%s: should start with: /.", ""), NO_EMPTY_SEGMENTS,
            new Rule<>(path -> RFC_3986.matcher(path).matches(),
                    "invalid path: '%s' (characters outside of the reserved list of RFC 3986 found).",
                    "Percent-encode them."),
            WELL_ENCODED);

    /// A route's path.
    static final List<Rule<String>> ROUTE_PATH = List.of(
            new Rule<>(path -> path.startsWith("/") || path.startsWith("~/"),
                    "%s: should start with: / (fixed path) or ~/ (regex path).", ""),
            NO_EMPTY_SEGMENTS,
            new Rule<>(path -> isRegex(path) || badEncoding(path).isEmpty(), "invalid url-encoded value: '%s'.",
                    "Write a percent sign itself as %25.", PathRules::badEncoding),
            new Rule<>(path -> isRegex(path) || NormalizedPath.of(path).isUtf8(),
                    "%s: percent-encoded bytes that are no UTF-8, which no request's path matches.",
                    "Write the characters themselves."),
            new Rule<>(path -> isRegex(path) || NormalizedPath.of(path).text().equals(path),
                    "non-normalized path, consider use '%s' instead.",
                    "Paths are compared in normalised form, as in Kong.", path -> NormalizedPath.of(path).text()),
            new Rule<>(path -> !isRegex(path) || LinearRegex.problem(path.substring(1)).isEmpty(),
                    "invalid regex: '%s).",
                    "",
                    path -> path.substring(1) + "' (" + LinearRegex.problem(path.substring(1)).orElse("")));

    private PathRules() {}

    static boolean isRegex(String path) {
        return path.startsWith("~");
    }

    /// What the writer of a plain path that looks like a template or an expression should write.
    static String asRegex(String path) {
        String withGroups = PARAMETER.matcher(path).replaceAll("(?<$1>[^/]+)");
        return "~" + (withGroups.equals(path) ? path : withGroups + "$");
    }

    /// Whether a plain path has signs that its writer must have meant as a regular expression or a template.
    static boolean looksLikeRegex(String path) {
        return LOOKS_LIKE_REGEX.matcher(path).find();
    }

    /// The part of a path that is no percent-encoding although it begins like one. Kong looks at nothing else but paths
    /// of RFC 3986's characters.
    private static String badEncoding(String path) {
        Matcher bad = BAD_ENCODING.matcher(path);
        return RFC_3986.matcher(path).matches() && bad.find() ? bad.group() : "";
    }
}
