package dev.headgate.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Rules that several field tables share.
public final class Rules {
    /// A name that a header field can have, as Kong wants it (kong/tools/http.lua, `validate_header_name`): stricter than
    /// RFC 9110 §5.1.
    public static final Rule<String> HEADER_NAME = new Rule<>(Rules::isHeaderName,
            "bad header name '%s', allowed characters are A-Z, a-z, 0-9, '_', and '-'.", "");

    /// An absolute address that can be called. Kong (kong/db/schema/typedefs.lua, `url`) takes any scheme and fails later.
    public static final Rule<String> HTTP_URL = new Rule<>(Rules::isHttpUrl, "'%s': missing scheme or host in url.",
            "Write an absolute URL: https://example.com/path.");

    private Rules() {}

    private static boolean isHttpUrl(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /// Whether the text obeys [#HEADER_NAME].
    public static boolean isHeaderName(String text) {
        return !text.isEmpty() && text.chars().allMatch(Rules::isHeaderNameCharacter);
    }

    private static boolean isHeaderNameCharacter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character == '-' || character == '_';
    }
}
