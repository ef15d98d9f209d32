package dev.headgate.plugin;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A media type with its parameters (RFC 9110 §8.3.1), read as Kong does (kong/tools/mime_type.lua).
///
/// @param type in lower case; `*` for any
/// @param subtype in lower case; `*` for any
/// @param parameters names in lower case, values as they are
record MediaType(String type, String subtype, Map<String, String> parameters) {
    private static final String TOKEN = "([^\\x00-\\x20\\x7f-\\uffff\"(),/:;<=>?@\\[\\\\\\]{}]++)";
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
    private static final Pattern PARAMETER = Pattern
            .compile("[ \\t]*+;[ \\t]*+" + TOKEN + "=(?:" + TOKEN + "|\"((?:[^\"\\\\\\x00-\\x1f\\x7f]++|\\\\.)*+)\")");

    /// Of answers whose type cannot be read: only `*/*` takes it.
    static final MediaType UNREADABLE = new MediaType("", "", Map.of());

    MediaType {
        parameters = Map.copyOf(parameters);
    }

    /// The media type of a text, if it is one.
    static Optional<MediaType> of(String text) {
        Matcher type = TYPE.matcher(text);
        boolean isAny = text.startsWith("*") && !text.startsWith("*/");
        if (!isAny && !type.lookingAt()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(text);
        int end = isAny ? 1 : type.end();
        while (end < text.length()) {
            if (!parameter.region(end, text.length()).lookingAt()) {
                return Optional.empty();
            }
            parameters.put(parameter.group(1).toLowerCase(Locale.ROOT),
                    parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
            end = parameter.end();
        }
        return Optional.of(isAny
                ? new MediaType("*", "*", parameters)
                : new MediaType(type.group(1).toLowerCase(Locale.ROOT), type.group(2).toLowerCase(Locale.ROOT),
                        parameters));
    }

    /// Whether another one is of this type and subtype, where this one does not leave them open, and has exactly this
    /// one's parameters.
    boolean takes(MediaType other) {
        return (type.equals("*") || type.equals(other.type)) && (subtype.equals("*") || subtype.equals(other.subtype))
                && parameters.equals(other.parameters);
    }
}
