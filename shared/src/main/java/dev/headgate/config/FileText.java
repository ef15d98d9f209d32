package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Location;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Turns the bytes of a file into text: UTF-8, or UTF-16 where a byte order mark says so (YAML 1.2 §5.2).
final class FileText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FileText() {}

    /// The text; empty for bytes that are none, which is then reported.
    static Optional<String> decode(String file, byte[] content, Diagnostics diagnostics) {
        if (content.length > Limits.BYTES_MAX) {
            diagnostics.add(new Diagnostic(Code.HG0004, Location.of(file), "", "", "",
                    "the file has more than " + Limits.BYTES_MAX + " bytes.", ""));
            return Optional.empty();
        }
        CharsetDecoder decoder = charset(content).newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            diagnostics.add(new Diagnostic(Code.HG0002, endOf(file, text), "", "", "", "not readable as "
                    + decoder.charset() + " text.", "Save the file as UTF-8."));
            return Optional.empty();
        }
        return Optional.of(withoutMark(text.toString()));
    }

    /// The text without a byte order mark, which would count as a column.
    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Charset charset(byte[] content) {
        int first = content.length < 2 ? 0 : (content[0] & 0xFF) << 8 | content[1] & 0xFF;
        return switch (first) {
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }

    private static Location endOf(String file, CharSequence text) {
        String read = text.toString();
        int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
        int lineStart = read.lastIndexOf('\n') + 1;
        return new Location(file, line, read.codePointCount(lineStart, read.length()) + 1);
    }
}
