package dev.headgate.event;

import java.nio.charset.StandardCharsets;

/// What API Gateway does to a request's path, undone.
///
/// HTTP APIs put a named stage in front of it, and on AWS they also decode it once, `rawPath` notwithstanding: a client's
/// `/a%20b` arrives as `/a b`, `/a%2Fb` as `/a/b` ([hotsock/voker](https://github.com/hotsock/voker) captured it in July
/// 2026; honojs/hono#2156 and Worklytics/psoxy#827 report it). What cannot stand in a path is therefore encoded again,
/// and what was an escape stays one: a path that comes undecoded, as REST sends it, passes through unchanged.
final class EventPath {
    private EventPath() {}

    /// The path without the stage in front of it. Only a whole segment is taken off: in stage `dev`, `/development` stays.
    static String withoutStage(String path, String stage) {
        int end = stage.length() + 1;
        if (stage.isEmpty() || stage.equals(Envelope.DEFAULT_STAGE) || !path.startsWith(stage, 1)) {
            return path;
        }
        if (path.length() == end) {
            return "/";
        }
        return path.charAt(end) == '/' ? path.substring(end) : path;
    }

    /// The path with a named stage in front of it.
    static String withStage(String path, String stage) {
        return stage.equals(Envelope.DEFAULT_STAGE) ? path : "/" + stage + path;
    }

    /// The path with everything percent-encoded that can stand in none: blanks, controls, `?`, `#`, what is not ASCII, and
    /// a `%` that begins no escape.
    static String encoded(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (!mayStand(path, i)) {
                return encodedFrom(path, i);
            }
        }
        return path;
    }

    private static String encodedFrom(String path, int start) {
        StringBuilder encoded = new StringBuilder(path.length() + 16).append(path, 0, start);
        for (int i = start; i < path.length();) {
            int next = path.offsetByCodePoints(i, 1);
            if (mayStand(path, i)) {
                encoded.append(path, i, next);
            } else {
                for (byte octet : path.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    PercentText.octet(octet, encoded);
                }
            }
            i = next;
        }
        return encoded.toString();
    }

    private static boolean mayStand(String path, int at) {
        char letter = path.charAt(at);
        return switch (letter) {
            case '%' -> PercentText.isHex(path, at + 1) && PercentText.isHex(path, at + 2);
            case '?', '#' -> false;
            default -> letter > ' ' && letter < 0x7F;
        };
    }
}
