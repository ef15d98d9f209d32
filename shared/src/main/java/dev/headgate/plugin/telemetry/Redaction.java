package dev.headgate.plugin.telemetry;

import dev.headgate.http.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Keeps credentials out of what is logged. Kong does so for `Authorization` and `Proxy-Authorization` alone
/// (kong/pdk/log.lua); here, it is done too for every place in which a plugin looks for a credential.
///
/// @param names of header fields, query parameters and cookies, in any case
record Redaction(Set<String> names) {
    /// What stands in a credential's place.
    static final String REDACTED = "REDACTED";
    private static final Set<String> ALWAYS = Set.of("authorization", "proxy-authorization");

    Redaction {
        names = names.stream().map(Redaction::normal).collect(Collectors.toUnmodifiableSet());
    }

    boolean hides(String name) {
        return names.contains(normal(name));
    }

    /// Plugins find `X-Key` by `x_key` too.
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A header field as it is shown.
    String header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ALWAYS.contains(lower) || hides(name)) {
            return REDACTED;
        }
        return switch (lower) {
            case "cookie" -> redacted(value, ";", "; ", part -> nameOf(part).strip());
            case "set-cookie" -> setCookie(value);
            default -> value;
        };
    }

    /// A cookie as it is set, which has its value up to the first semicolon, and attributes behind.
    private String setCookie(String value) {
        int end = value.indexOf(';');
        String name = nameOf(end < 0 ? value : value.substring(0, end)).strip();
        return hides(name) ? name + "=" + REDACTED + (end < 0 ? "" : value.substring(end)) : value;
    }

    /// A path and query as they are shown.
    String target(String target) {
        int question = target.indexOf('?');
        return question < 0
                ? target
                : target.substring(0, question + 1) + redacted(target.substring(question + 1), "&", "&",
                        part -> Query.parse(nameOf(part)).parameters().stream().map(Query.Parameter::name)
                                .collect(Collectors.joining()));
    }

    private String redacted(String text, String separator, String joiner, UnaryOperator<String> name) {
        List<String> parts = Arrays.asList(text.split(separator, -1));
        if (parts.stream().noneMatch(part -> hides(name.apply(part)))) {
            return text;
        }
        return parts.stream()
                .map(part -> hides(name.apply(part)) ? nameOf(part).strip() + "=" + REDACTED : part.strip())
                .collect(Collectors.joining(joiner));
    }

    private static String nameOf(String part) {
        int equals = part.indexOf('=');
        return equals < 0 ? part : part.substring(0, equals);
    }
}
