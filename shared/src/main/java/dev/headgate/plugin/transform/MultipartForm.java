package dev.headgate.plugin.transform;

import dev.headgate.http.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a `multipart/form-data` body (RFC 7578), open to edits. Parts that no edit touches keep their bytes and
/// their order; what stands before the first and behind the last part is dropped once something changes.
///
/// Mutable; for one body and one thread.
public final class MultipartForm {
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary=(?:\"([^\"]*)\"|([^;\\s]+))",
            Pattern.CASE_INSENSITIVE);
    /// Without choices to come back to: a client's name can be megabytes long, and each choice would take stack.
    private static final Pattern NAME = Pattern
            .compile(";\\s*name=(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]++))", Pattern.CASE_INSENSITIVE);

    private final Body source;
    private final String boundary;
    private final List<Part> parts;
    private boolean changed;

    /// @param name empty where the part has none
    /// @param head header fields and the empty line behind them, in [Octets]
    /// @param content in [Octets]
    private record Part(String name, String head, String content) {
        static Part of(String name, String content) {
            // Escaped as browsers do (HTML standard, "multipart/form-data encoding algorithm").
            String escaped = name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
            return new Part(name, Octets.of("Content-Disposition: form-data; name=\"" + escaped + "\"\r\n\r\n"),
                    content);
        }

        static Part parse(String octets) {
            String name = "";
            int line = 0;
            while (line < octets.length()) {
                int next = nextLine(octets, line);
                String field = octets.substring(line, next).strip();
                if (field.isEmpty()) {
                    return new Part(name, octets.substring(0, next), octets.substring(next));
                }
                name = field.toLowerCase(Locale.ROOT).startsWith("content-disposition") ? nameIn(field) : name;
                line = next;
            }
            return new Part(name, octets, "");
        }

        private static String nameIn(String contentDisposition) {
            Matcher matcher = NAME.matcher(Octets.text(contentDisposition));
            return !matcher.find() ? "" : matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        }
    }

    private MultipartForm(Body source, String boundary, List<Part> parts) {
        this.source = source;
        this.boundary = boundary;
        this.parts = parts;
    }

    /// Reads a body; empty when its Content-Type names no boundary, so that its parts cannot be told apart.
    public static Optional<MultipartForm> parse(Body body, String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return boundary.isEmpty()
                ? Optional.empty()
                : Optional.of(new MultipartForm(body, boundary, parts(Octets.of(body), Octets.of("--" + boundary))));
    }

    /// A part lies between a line that begins with the delimiter and the next such line; the line end before a delimiter
    /// belongs to the delimiter (RFC 2046 §5.1.1).
    private static List<Part> parts(String body, String delimiter) {
        List<Part> parts = new ArrayList<>();
        int line = 0;
        int partFrom = -1;
        while (line < body.length()) {
            int next = nextLine(body, line);
            if (body.startsWith(delimiter, line)) {
                if (partFrom >= 0) {
                    parts.add(Part.parse(body.substring(partFrom, withoutLineEnd(body, partFrom, line))));
                }
                if (body.startsWith("--", line + delimiter.length())) {
                    return parts;
                }
                partFrom = next;
            }
            line = next;
        }
        if (partFrom >= 0 && partFrom < body.length()) {
            parts.add(Part.parse(body.substring(partFrom)));
        }
        return parts;
    }

    private static int nextLine(String body, int from) {
        int newline = body.indexOf('\n', from);
        return newline < 0 ? body.length() : newline + 1;
    }

    private static int withoutLineEnd(String body, int from, int end) {
        if (end == from || body.charAt(end - 1) != '\n') {
            return end;
        }
        return end - 1 > from && body.charAt(end - 2) == '\r' ? end - 2 : end - 1;
    }

    /// The contents of the parts that have a name, by name, in order, read as UTF-8.
    public Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Part part : parts) {
            if (!part.name.isEmpty()) {
                texts.computeIfAbsent(part.name, _ -> new ArrayList<>()).add(Octets.text(part.content));
            }
        }
        return texts;
    }

    /// Whether there is a part of that name.
    public boolean contains(String name) {
        return parts.stream().anyMatch(part -> part.name.equals(name));
    }

    public void remove(String name) {
        changed |= parts.removeIf(part -> part.name.equals(name));
    }

    /// Sets a part's content: in the place of the first part of that name, or at the end. The part loses its file name
    /// and type.
    public void put(String name, String content) {
        put(Part.of(name, Octets.of(content)));
    }

    private void put(Part part) {
        changed = true;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name.equals(part.name)) {
                parts.set(i, part);
                return;
            }
        }
        parts.add(part);
    }

    /// Moves the content of the first part of a name to another name; all others of the old name go. Nothing happens
    /// where there is no such part.
    public void rename(String from, String to) {
        Optional<Part> first = parts.stream().filter(part -> part.name.equals(from)).findFirst();
        if (first.isPresent() && !from.equals(to)) {
            put(Part.of(to, first.get().content));
            remove(from);
        }
    }

    /// The form as a body: the one it was read from where nothing has changed, an empty one without parts.
    public Body body() {
        if (!changed) {
            return source;
        }
        if (parts.isEmpty()) {
            return Body.EMPTY;
        }
        String delimiter = Octets.of("--" + boundary);
        StringBuilder octets = new StringBuilder(source.length() + 256);
        for (Part part : parts) {
            octets.append(delimiter).append("\r\n").append(part.head).append(part.content).append("\r\n");
        }
        return Octets.body(octets.append(delimiter).append("--\r\n"));
    }
}
