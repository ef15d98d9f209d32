package dev.headgate.routing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The one form in which a request's path is matched, by the router and by authorizers alike, and from which the
/// backend's path is made: kong/tools/uri.lua, `normalize` with merged slashes, and `escape`.
///
/// Percent-encoded bytes are decoded unless they stand for a reserved character (RFC 3986 §2.2, and `%` itself), which
/// stays encoded with upper-case digits; then dot segments go, and doubled slashes become one. Nothing is decoded
/// twice: `%252e` stays `%252e`.
///
/// Two differences, both where Kong's own server refuses the request before its router sees it: a `%` without two
/// hexadecimal digits after it becomes `%25`, so that no later decoding can make something else of it, and bytes that
/// are not UTF-8 stay encoded.
///
/// @param text begins with `/`; no dot segments, no doubled slashes; normalising it again changes nothing
/// @param isUtf8 whether the decoded path was UTF-8; no path criterion matches one that was not, as in Kong, whose
///        router refuses such a path (spec/01-unit/08-router_spec.lua, "gracefully handles invalid utf-8 sequences")
public record NormalizedPath(String text, boolean isUtf8) {
    private static final String RESERVED = "!*'();:@&=+$,/?%#[]";
    private static final String KEPT_BY_ESCAPE = RESERVED + "-_.~";
    private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLASH = Pattern.compile("%2f|%5c|\\\\", Pattern.CASE_INSENSITIVE);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// Normalises a path as received, without its query.
    ///
    /// @throws IllegalArgumentException when it does not begin with `/`
    public static NormalizedPath of(String rawPath) {
        if (!rawPath.startsWith("/")) {
            throw new IllegalArgumentException("a request path begins with a slash: \"" + rawPath + "\"");
        }
        if (rawPath.indexOf('%') < 0) {
            return new NormalizedPath(resolve(rawPath), true);
        }
        byte[] decoded = decode(rawPath);
        CharBuffer chars = CharBuffer.allocate(decoded.length * 3);
        boolean utf8 = readUtf8(decoded, chars);
        return new NormalizedPath(resolve(chars.flip().toString()), utf8);
    }

    /// Whether every `%` has two hexadecimal digits after it and none stands for the character NUL. Kong's server
    /// answers any other path with 400 (nginx, `ngx_http_parse_complex_uri`).
    public static boolean isWellFormed(String rawPath) {
        for (int percent = rawPath.indexOf('%'); percent >= 0; percent = rawPath.indexOf('%', percent + 1)) {
            if (encodedByte(rawPath, percent) <= 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether every segment of a path means the same to whoever reads it next: none is empty but the last, none is a dot
    /// segment or has a slash in it, encoded or not, and none has a backslash, which some take for one.
    public static boolean isUnambiguous(String rawPath) {
        String[] segments = rawPath.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String segment = DOT.matcher(segments[i]).replaceAll(".");
            if (segment.isEmpty() && i < segments.length - 1 || segment.equals(".") || segment.equals("..")
                    || SLASH.matcher(segment).find()) {
                return false;
            }
        }
        return true;
    }

    /// Makes a path fit to be sent: all but reserved and unreserved characters, and `%`, are percent-encoded.
    public static String escape(String path) {
        int first = 0;
        while (first < path.length() && isKept(path.charAt(first))) {
            first++;
        }
        if (first == path.length()) {
            return path;
        }
        StringBuilder escaped = new StringBuilder(path.length() + 16).append(path, 0, first);
        for (byte b : path.substring(first).getBytes(StandardCharsets.UTF_8)) {
            if (isKept((char) (b & 0xFF))) {
                escaped.append((char) b);
            } else {
                HEX.toHexDigits(escaped.append('%'), b);
            }
        }
        return escaped.toString();
    }

    private static boolean isKept(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT_BY_ESCAPE.indexOf(c) >= 0;
    }

    private static byte[] decode(String rawPath) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(rawPath.length() + 16);
        int plain = 0;
        for (int percent = rawPath.indexOf('%'); percent >= 0; percent = rawPath.indexOf('%', plain)) {
            decoded.writeBytes(rawPath.substring(plain, percent).getBytes(StandardCharsets.UTF_8));
            int b = encodedByte(rawPath, percent);
            if (b < 0) {
                decoded.writeBytes(new byte[]{'%', '2', '5'});
                plain = percent + 1;
            } else {
                if (b < 0x80 && RESERVED.indexOf(b) >= 0) {
                    writeEncoded(decoded, b);
                } else {
                    decoded.write(b);
                }
                plain = percent + 3;
            }
        }
        decoded.writeBytes(rawPath.substring(plain).getBytes(StandardCharsets.UTF_8));
        return decoded.toByteArray();
    }

    private static void writeEncoded(ByteArrayOutputStream decoded, int b) {
        decoded.write('%');
        decoded.write(HEX.toHighHexDigit(b));
        decoded.write(HEX.toLowHexDigit(b));
    }

    /// The byte that `%` and the two digits after it stand for; -1 when they do not.
    private static int encodedByte(String rawPath, int percent) {
        if (percent + 2 >= rawPath.length() || !HexFormat.isHexDigit(rawPath.charAt(percent + 1))
                || !HexFormat.isHexDigit(rawPath.charAt(percent + 2))) {
            return -1;
        }
        return HexFormat.fromHexDigits(rawPath, percent + 1, percent + 3);
    }

    /// Whether all of it was UTF-8; what was not is written percent-encoded.
    private static boolean readUtf8(byte[] bytes, CharBuffer chars) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean utf8 = true;
        for (CoderResult result = decoder.decode(in, chars, true); result.isError(); result = decoder.decode(in,
                chars, true)) {
            utf8 = false;
            for (int i = 0; i < result.length(); i++) {
                byte b = in.get();
                chars.put('%').put(HEX.toHighHexDigit(b)).put(HEX.toLowHexDigit(b));
            }
        }
        return utf8;
    }

    /// Takes out dot segments (RFC 3986 §5.2.4) and empty ones.
    private static String resolve(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        StringBuilder resolved = new StringBuilder(path.length());
        boolean directory = false;
        for (int start = 1; start <= path.length();) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            switch (path.substring(start, end)) {
                case "", "." -> directory = true;
                case ".." -> {
                    resolved.setLength(Math.max(resolved.lastIndexOf("/"), 0));
                    directory = true;
                }
                case String segment -> {
                    resolved.append('/').append(segment);
                    directory = false;
                }
            }
            start = end + 1;
        }
        return directory || resolved.isEmpty() ? resolved.append('/').toString() : resolved.toString();
    }
}
