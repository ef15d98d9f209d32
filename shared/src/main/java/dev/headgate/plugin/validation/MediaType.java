package dev.headgate.plugin.validation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A media type with one parameter at most, in a form in which equal ones are equal (RFC 9110 §8.3.1): type, subtype, the
/// parameter's name and the value of a `charset` are compared without regard to case.
///
/// @param essence type and subtype, in lower case
/// @param parameter `name=value` in that form; empty for none
public record MediaType(String essence, String parameter) {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,127}";
    private static final Pattern SYNTAX = Pattern.compile("\\s*(" + TOKEN + ")/(" + TOKEN + ")\\s*(?:;\\s*(?:(" + TOKEN
            + ")\\s*=\\s*(?:\"([^\"]*)\"|([^;\"\\s]*)))?.*)?");

    /// Reads a Content-Type; of several parameters the first counts, and a multipart boundary for nothing.
    public static Optional<MediaType> of(String contentType) {
        Matcher parts = SYNTAX.matcher(contentType);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String essence = (parts.group(1) + "/" + parts.group(2)).toLowerCase(Locale.ROOT);
        String name = parts.group(3) == null ? "" : parts.group(3).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || essence.startsWith("multipart/") && name.equals("boundary")) {
            return Optional.of(new MediaType(essence, ""));
        }
        String value = parts.group(4) == null ? parts.group(5) : parts.group(4);
        return Optional.of(new MediaType(essence,
                name + "=" + (name.equals("charset") ? value.toLowerCase(Locale.ROOT) : value)));
    }

    /// Whether content of this type is JSON.
    public boolean isJson() {
        return essence.equals("application/json") || essence.endsWith("+json");
    }

    /// The same without its parameter.
    public MediaType bare() {
        return new MediaType(essence, "");
    }
}
