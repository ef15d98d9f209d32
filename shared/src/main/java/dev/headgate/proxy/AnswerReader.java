package dev.headgate.proxy;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Reads an answer by the rules of HTTP/1.1 (RFC 9112), and as strictly as they are written: whatever could be read in
/// two ways is refused.
final class AnswerReader {
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int PIECE_BYTES = 16 * 1024;

    private final AnswerInput in;
    private final int answerBytesMax;
    private int headBytes;

    AnswerReader(AnswerInput in, int answerBytesMax) {
        this.in = in;
        this.answerBytesMax = answerBytesMax;
    }

    /// How an answer's content is delimited (RFC 9112 §6.3).
    sealed interface Framing {
        record Length(long bytes) implements Framing {}

        record Chunked() implements Framing {}

        record UntilClosed() implements Framing {}
    }

    /// Status line and fields.
    ///
    /// @param persistent whether the backend keeps the connection open
    record Head(int status, boolean persistent, Headers headers, Framing framing) {}

    /// Reads the head, passing over interim answers.
    Head head(Call call) throws BackendException {
        while (true) {
            String statusLine = line();
            int status = status(statusLine);
            boolean isCurrent = statusLine.startsWith("HTTP/1.1");
            Headers headers = fields();
            if (status == 101) {
                throw in.invalid("the backend switched protocols unasked");
            }
            if (status >= 200) {
                in.answerHasBegun();
                return new Head(status, isPersistent(isCurrent, headers), headers, framing(call, status, headers));
            }
        }
    }

    /// Reads the content.
    Response content(Head head) throws BackendException {
        byte[] content = switch (head.framing()) {
            case Framing.Length(long bytes) -> exactly(bytes);
            case Framing.Chunked() -> chunks();
            case Framing.UntilClosed() -> untilClosed();
        };
        return new Response(head.status(), head.headers(), Body.of(content));
    }

    /// Whether the connection can carry another answer after this one.
    boolean endsClean(Head head) {
        return head.persistent() && !(head.framing() instanceof Framing.UntilClosed);
    }

    private int status(String line) throws BackendException {
        boolean shaped = line.length() >= 12 && line.startsWith("HTTP/1.") && Character.isDigit(line.charAt(7))
                && line.charAt(8) == ' ' && (line.length() == 12 || line.charAt(12) == ' ');
        int status = shaped ? number(line.substring(9, 12), 10) : -1;
        if (status < 100 || status > 599) {
            throw in.invalid("the backend's answer does not begin like HTTP/1.1");
        }
        return status;
    }

    private Headers fields() throws BackendException {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (!WireSyntax.isToken(name) || !WireSyntax.isFieldValue(value)) {
                throw in.invalid("the backend's answer has a malformed header field");
            }
            fields.add(new Headers.Field(name, value));
        }
        return Headers.of(fields);
    }

    private Framing framing(Call call, int status, Headers headers) throws BackendException {
        List<String> lengths = headers.all("Content-Length");
        List<String> codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty() && !lengths.isEmpty() || codings.size() > 1 || lengths.size() > 1) {
            throw in.invalid("the backend's answer gives its length twice");
        }
        if (call.isHead() || status == 204 || status == 304) {
            return new Framing.Length(0);
        }
        if (!codings.isEmpty()) {
            if (!codings.getFirst().equalsIgnoreCase("chunked")) {
                throw in.invalid("the backend's answer has an unknown transfer coding");
            }
            return new Framing.Chunked();
        }
        if (lengths.isEmpty()) {
            return new Framing.UntilClosed();
        }
        long length = number(lengths.getFirst(), 10);
        if (length < 0) {
            throw in.invalid("the backend's answer has a malformed Content-Length");
        }
        return new Framing.Length(length);
    }

    private static boolean isPersistent(boolean isCurrent, Headers headers) {
        Set<String> options = HopByHop.tokens(headers, "Connection");
        return isCurrent ? !options.contains("close") : options.contains("keep-alive");
    }

    private byte[] exactly(long bytes) throws BackendException {
        if (bytes > answerBytesMax) {
            throw in.tooLarge(answerBytesMax);
        }
        byte[] content = new byte[(int) bytes];
        for (int have = 0; have < content.length;) {
            int read = in.read(content, have, content.length - have);
            if (read < 0) {
                throw in.closedEarly();
            }
            have += read;
        }
        return content;
    }

    private byte[] untilClosed() throws BackendException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = in.read(piece, 0, piece.length); read >= 0; read = in.read(piece, 0, piece.length)) {
            append(content, piece, read);
        }
        return content.toByteArray();
    }

    private byte[] chunks() throws BackendException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            headBytes = 0;
            String line = line();
            int extension = line.indexOf(';');
            int length = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (length < 0) {
                throw in.invalid("the backend's answer has a malformed chunk");
            }
            if (length == 0) {
                fields();
                return content.toByteArray();
            }
            if (content.size() + (long) length > answerBytesMax) {
                throw in.tooLarge(answerBytesMax);
            }
            content.writeBytes(exactly(length));
            if (!line().isEmpty()) {
                throw in.invalid("the backend's answer has a malformed chunk");
            }
        }
    }

    private void append(ByteArrayOutputStream content, byte[] piece, int length) throws BackendException {
        if (content.size() + length > answerBytesMax) {
            throw in.tooLarge(answerBytesMax);
        }
        content.write(piece, 0, length);
    }

    /// One line without its end, CRLF or, as nginx has it, LF alone.
    private String line() throws BackendException {
        byte[] line = new byte[128];
        int length = 0;
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw in.closedEarly();
            }
            if (++headBytes > HEAD_BYTES_MAX) {
                throw in.invalid("the backend's answer has a head of more than " + HEAD_BYTES_MAX + " bytes");
            }
            if (octet == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) octet;
        }
    }

    /// A number without sign; -1 when the text is none, or too large to count bytes in memory with.
    private static int number(String digits, int radix) {
        if (digits.isEmpty() || digits.chars().anyMatch(c -> c > 'f' || Character.digit(c, radix) < 0)) {
            return -1;
        }
        try {
            return Integer.parseInt(digits, radix);
        } catch (NumberFormatException _) {
            return Integer.MAX_VALUE;
        }
    }
}
