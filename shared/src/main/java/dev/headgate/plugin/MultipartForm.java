package dev.headgate.plugin;

import dev.headgate.http.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A body of media type `multipart/form-data` (RFC 7578), cut into its parts. Immutable.
///
/// @param parts in order
/// @param end what follows the last part: the closing delimiter and the epilogue, one character a byte
record MultipartForm(List<Part> parts, String end) {
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^\\s;\"]+))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "^content-disposition:[^\\r\\n]*?;\\s*name=(?:\"([^\"\\r\\n]*)\"|([^\\s;\"]+))",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /// One part.
    ///
    /// @param name of its field; empty where it has none
    /// @param whole the part from its delimiter to the next one, one character a byte
    /// @param value its content, one character a byte
    record Part(String name, String whole, String value) {}

    /// Cuts a body; empty where the media type names no boundary or the body has no delimiter at all.
    static Optional<MultipartForm> read(String contentType, Body body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int start = nextDelimiter(text, delimiter, 0);
        if (start < 0) {
            return Optional.empty();
        }
        while (!text.startsWith("--", start + delimiter.length())) {
            int next = nextDelimiter(text, delimiter, start + delimiter.length());
            int end = next < 0 ? text.length() : next;
            parts.add(part(text.substring(start, end), delimiter));
            start = end;
            if (next < 0) {
                break;
            }
        }
        return Optional.of(new MultipartForm(List.copyOf(parts), text.substring(start)));
    }

    /// A delimiter stands at the beginning of a line (RFC 2046 §5.1.1).
    private static int nextDelimiter(String text, String delimiter, int from) {
        int at = text.indexOf(delimiter, from);
        while (at > 0 && text.charAt(at - 1) != '\n') {
            at = text.indexOf(delimiter, at + 1);
        }
        return at;
    }

    private static Part part(String whole, String delimiter) {
        int blankLine = whole.indexOf("\r\n\r\n", delimiter.length());
        if (blankLine < 0) {
            return new Part("", whole, "");
        }
        Matcher name = NAME.matcher(whole.substring(0, blankLine));
        String value = whole.substring(blankLine + 4);
        return new Part(name.find() ? utf8(name.group(1) == null ? name.group(2) : name.group(1)) : "", whole,
                value.endsWith("\r\n") ? value.substring(0, value.length() - 2) : value);
    }

    /// The values of all parts of that name.
    List<String> values(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).map(part -> utf8(part.value())).toList();
    }

    /// The body without the parts of that name, the others byte for byte as they came.
    Body without(String name) {
        StringBuilder kept = new StringBuilder();
        parts.stream().filter(part -> !part.name().equals(name)).forEach(part -> kept.append(part.whole()));
        return Body.of(kept.append(end).toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
