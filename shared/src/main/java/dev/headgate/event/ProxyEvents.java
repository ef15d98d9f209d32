package dev.headgate.event;

import dev.headgate.http.Request;
import java.io.InputStream;
import java.util.Map;

/// Reads the events with which API Gateway calls a proxy function, and writes them as API Gateway does.
///
/// Reading gives the request as the client sent it: API Gateway's stage is off the path, its peer off X-Forwarded-For, its
/// X-Forwarded-Proto and -Port are in the request's scheme and port, cookies are one field again. X-Amzn-Trace-Id stays,
/// because a native route hands it to its backend too. Members that are null count as missing, unknown ones are skipped.
///
/// Pure and safe for use by many threads.
public final class ProxyEvents {
    private ProxyEvents() {}

    /// Reads an event of any of the formats, which it recognises by itself.
    ///
    /// @throws MalformedEventException when it is none of them
    public static ProxyEvent read(byte[] event) {
        return JsonInput.read(event, in -> of(EventMembers.take(in)));
    }

    /// Reads an event from a stream, which it closes.
    ///
    /// @throws MalformedEventException when it is no event of API Gateway's
    /// @throws java.io.UncheckedIOException when the stream fails
    public static ProxyEvent read(InputStream event) {
        return JsonInput.read(event, in -> of(EventMembers.take(in)));
    }

    /// The event that API Gateway sends for a request. The request's own id is not in it: reading gives the one that
    /// [RequestIds] derives from the envelope's `apiRequestId`.
    public static byte[] write(PayloadFormat format, Request request, Envelope envelope) {
        return switch (format) {
            case HTTP_API_V2 -> HttpApiV2Event.write(request, envelope);
            case HTTP_API_V1, REST -> RestEvent.write(format, request, envelope);
        };
    }

    private static ProxyEvent of(EventMembers event) {
        PayloadFormat format = format(event);
        Map<String, String> authorizer = format == PayloadFormat.HTTP_API_V2
                ? event.lambdaAuthorizer
                : event.authorizer;
        return new ProxyEvent(format, EventRequest.of(event, format), event.stage, event.requestId, authorizer);
    }

    static PayloadFormat format(EventMembers event) {
        if (!event.hasContext) {
            throw new MalformedEventException("requestContext", "missing");
        }
        return switch (event.version) {
            case "2.0" -> PayloadFormat.HTTP_API_V2;
            case "1.0" -> PayloadFormat.HTTP_API_V1;
            case "" -> PayloadFormat.REST;
            default -> throw new MalformedEventException("version", "expected 1.0, 2.0 or none");
        };
    }
}
