package dev.headgate.answer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The media types that Kong's error answers come in, and how the client's Accept header chooses among them
/// (kong/tools/http.lua, `get_response_type`).
enum ErrorFormat {
    JSON("application/json; charset=utf-8") {
        @Override
        String document(String message, String requestId) {
            return "{\n  \"message\":" + Answers.quoted(message) + ",\n  \"request_id\":" + Answers.quoted(requestId)
                    + "\n}";
        }
    },
    HTML("text/html; charset=utf-8") {
        @Override
        String document(String message, String requestId) {
            return """
                    <!doctype html>
                    <html>
                      <head>
                        <meta charset="utf-8">
                        <title>Error</title>
                      </head>
                      <body>
                        <h1>Error</h1>
                        <p>%s.</p>
                        <p>request_id: %s</p>
                      </body>
                    </html>
                    """.formatted(escaped(message), escaped(requestId));
        }
    },
    XML("application/xml; charset=utf-8") {
        @Override
        String document(String message, String requestId) {
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <error>
                      <message>%s</message>
                      <requestid>%s</requestid>
                    </error>
                    """.formatted(escaped(message), escaped(requestId));
        }
    },
    PLAIN("text/plain; charset=utf-8") {
        @Override
        String document(String message, String requestId) {
            return message + "\nrequest_id: " + requestId + "\n";
        }
    };

    private static final Pattern MEDIA_RANGE = Pattern.compile("([a-z0-9!#$&^_+.*-]+/[a-z0-9!#$&^_+.*-]+)");
    private static final Pattern QUALITY = Pattern
            .compile(";\\s*q\\s*=\\s*(1(?:\\.0{0,3})?|0(?:\\.\\d{0,3})?)\\s*(?:;|$)");

    private final String contentType;

    ErrorFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /// The whole body of an error answer.
    abstract String document(String message, String requestId);

    /// The format of the range with the highest quality; the first of equals, JSON where nothing fits.
    static ErrorFormat preferredBy(List<String> accept) {
        ErrorFormat best = JSON;
        double bestQuality = 0;
        for (String range : String.join(",", accept).split(",")) {
            String lower = range.strip().toLowerCase(Locale.ROOT);
            Matcher mediaRange = MEDIA_RANGE.matcher(lower);
            if (!mediaRange.lookingAt()) {
                continue;
            }
            Matcher weight = QUALITY.matcher(lower);
            double quality = weight.find() ? Double.parseDouble(weight.group(1)) : 1;
            if (quality > bestQuality) {
                bestQuality = quality;
                best = of(mediaRange.group(1));
            }
        }
        return best;
    }

    private static ErrorFormat of(String mediaRange) {
        return switch (mediaRange) {
            case "text/html" -> HTML;
            case "application/xml" -> XML;
            case "text/plain", "text/*" -> PLAIN;
            default -> JSON;
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
