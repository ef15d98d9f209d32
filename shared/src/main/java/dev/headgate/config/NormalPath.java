package dev.headgate.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/// The form in which paths are compared (kong/tools/uri.lua, `normalize`): what needs no percent-encoding is decoded, dot
/// segments are resolved, and runs of slashes are one.
final class NormalPath {
    /// RFC 3986 §2.2: decoding one of these would change what the path means.
    private static final String RESERVED = "!*'();:@&=+$,/?%#[]";

    private NormalPath() {}

    static String of(String path) {
        if (path.indexOf('%') < 0 && path.indexOf('.') < 0 && !path.contains("//")) {
            return path;
        }
        String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String normal = withoutDotSegments(decoded(bytes));
        return new String(normal.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String decoded(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean isTriplet = c == '%' && i + 2 < bytes.length() && HexFormat.isHexDigit(bytes.charAt(i + 1))
                    && HexFormat.isHexDigit(bytes.charAt(i + 2));
            if (!isTriplet) {
                text.append(c);
                continue;
            }
            char meant = (char) HexFormat.fromHexDigits(bytes, i + 1, i + 3);
            if (RESERVED.indexOf(meant) >= 0) {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) meant));
            } else {
                text.append(meant);
            }
            i += 2;
        }
        return text.toString();
    }

    /// RFC 3986 §5.2.4, with empty segments dropped.
    private static String withoutDotSegments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = path.split("/+", -1);
        for (String part : parts) {
            if (part.equals("..")) {
                segments.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                segments.addLast(part);
            }
        }
        String last = parts[parts.length - 1];
        boolean endsInSlash = last.isEmpty() || last.equals(".") || last.equals("..");
        String joined = "/" + String.join("/", segments);
        return endsInSlash && !joined.equals("/") ? joined + "/" : joined;
    }
}
