package dev.headgate.local.assembly.rest;

import java.util.ArrayDeque;
import java.util.Deque;

/// Takes dot segments out of a path (RFC 3986 §5.2.4), encoded ones too.
final class DotSegments {
    private DotSegments() {}

    static String removed(String rawPath) {
        String[] segments = rawPath.substring(1).split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 0; i < segments.length; i++) {
            boolean isLast = i == segments.length - 1;
            switch (segments[i].replaceAll("(?i)%2e", ".")) {
                case "." -> {
                    if (isLast) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (isLast) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }
}
