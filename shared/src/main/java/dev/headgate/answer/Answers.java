package dev.headgate.answer;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Makes the two styles of answers that Kong gives (kong/pdk/response.lua): `exit` is a bare message in JSON whatever the
/// client accepts, `error` follows the client's Accept header and names the request.
///
/// Pure and safe for use by many threads.
public final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /// `{"message":"…"}`, as plugins answer through `kong.response.exit`.
    public static Response exit(int status, String message) {
        return json(status, "{\"message\":" + quoted(message) + "}");
    }

    /// A JSON document, as plugins answer through `kong.response.exit` with a table.
    public static Response json(int status, String document) {
        return new Response(status, Headers.of("Content-Type", "application/json; charset=utf-8"), Body.utf8(document));
    }

    /// A message and the request's id in the media type that the client prefers among JSON, HTML, XML and plain text, as
    /// Kong answers through `kong.response.error`. JSON where the client accepts none of them.
    public static Response error(Request request, int status, String message) {
        ErrorFormat format = ErrorFormat.preferredBy(request.headers().all("Accept"));
        return new Response(status, Headers.of("Content-Type", format.contentType()),
                Body.utf8(format.document(message, request.requestId())));
    }

    /// Kong's standard message for the status.
    public static Response error(Request request, int status) {
        return error(request, status, StandardMessages.of(status));
    }

    /// Kong's answer where the proxy itself fails and no plugin speaks: no backend answered, or the method is refused. Like
    /// [#error(Request, int)], except that a client without an Accept header gets the media type of its own content, and
    /// plain text when it sent none (kong/error_handlers.lua, `error_default_type`).
    public static Response failure(Request request, int status) {
        Headers headers = request.headers();
        String accept = headers.contains("Accept") ? "Accept" : "Content-Type";
        ErrorFormat format = headers.contains(accept)
                ? ErrorFormat.preferredBy(List.of(headers.first(accept)))
                : ErrorFormat.PLAIN;
        return new Response(status, Headers.of("Content-Type", format.contentType()),
                Body.utf8(format.document(StandardMessages.of(status), request.requestId())));
    }

    /// A text as a JSON string, quotes included.
    public static String quoted(String text) {
        StringWriter out = new StringWriter(text.length() + 2);
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeString(text);
        }
        return out.toString();
    }
}
