package dev.headgate.schema;

/// Rules that several field tables share.
public final class Rules {
    /// A name that a header field can have, as Kong wants it (kong/tools/http.lua, `validate_header_name`): stricter than
    /// RFC 9110 §5.1.
    public static final Rule<String> HEADER_NAME = new Rule<>(Rules::isHeaderName,
            "bad header name '%s', allowed characters are A-Z, a-z, 0-9, '_', and '-'.", "");

    private Rules() {}

    /// Whether the text obeys [#HEADER_NAME].
    public static boolean isHeaderName(String text) {
        return !text.isEmpty() && text.chars().allMatch(Rules::isHeaderNameCharacter);
    }

    private static boolean isHeaderNameCharacter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character == '-' || character == '_';
    }
}
