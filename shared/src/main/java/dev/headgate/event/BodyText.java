package dev.headgate.event;

import dev.headgate.http.Body;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// How a body stands in a JSON payload: as text, or as base64 with `isBase64Encoded`.
///
/// AWS does not publish which media types HTTP APIs take for text; observed are `text/*`, `application/json`, XML,
/// JavaScript, GraphQL and the `+json` and `+xml` types, in UTF-8. All else arrives as base64, forms and bodies without a
/// Content-Type among it. What says it is text and is not UTF-8 is written as base64 too, so that no byte is lost.
final class BodyText {
    private BodyText() {}

    /// Writes `body` and `isBase64Encoded`. A body that is empty is left out, or null where the format wants it named.
    static void write(JsonGenerator json, Body body, boolean mayBeText, boolean nameEmpty) {
        if (body.isEmpty()) {
            if (nameEmpty) {
                json.writeNullProperty("body");
            }
            json.writeBooleanProperty("isBase64Encoded", false);
            return;
        }
        json.writeName("body");
        boolean text = mayBeText && writeText(json, body.bytes());
        if (!text) {
            json.writeBinary(body.bytes());
        }
        json.writeBooleanProperty("isBase64Encoded", !text);
    }

    private static boolean writeText(JsonGenerator json, byte[] bytes) {
        try {
            json.writeString(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// Whether a body of this Content-Type is handed over as text.
    static boolean isText(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int semicolon = lower.indexOf(';');
        String mediaType = (semicolon < 0 ? lower : lower.substring(0, semicolon)).strip();
        return isTextType(mediaType) && (semicolon < 0 || isUtf8(lower.substring(semicolon)));
    }

    private static boolean isTextType(String mediaType) {
        return switch (mediaType) {
            case "application/json", "application/xml", "application/javascript", "application/graphql" -> true;
            default -> mediaType.startsWith("text/") || mediaType.endsWith("+json") || mediaType.endsWith("+xml");
        };
    }

    private static boolean isUtf8(String parameters) {
        int charset = parameters.indexOf("charset=");
        return charset < 0 || parameters.startsWith("utf-8", charset + 8)
                || parameters.startsWith("\"utf-8\"", charset + 8);
    }
}
