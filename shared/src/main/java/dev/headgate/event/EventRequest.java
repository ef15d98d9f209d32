package dev.headgate.event;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Turns an event's members into the request that the client sent.
final class EventRequest {
    private final EventMembers event;
    private final PayloadFormat format;

    private final List<Headers.Field> fields;
    private String scheme = "https";
    private String port = "";
    private String host = "";
    private String forwardedFor = "";

    private EventRequest(EventMembers event, PayloadFormat format) {
        this.event = event;
        this.format = format;
        this.fields = new ArrayList<>(event.headers.size() + 1);
    }

    /// The request that an event of this format describes.
    static Request of(EventMembers event, PayloadFormat format) {
        return new EventRequest(event, format).request();
    }

    private Request request() {
        readHeaders();
        String method = format == PayloadFormat.HTTP_API_V2
                ? required("requestContext.http.method", event.contextMethod)
                : required("httpMethod", event.httpMethod);
        String sourceIp = required(format == PayloadFormat.HTTP_API_V2
                ? "requestContext.http.sourceIp"
                : "requestContext.identity.sourceIp", event.sourceIp);
        return new Request(method, scheme, host, portNumber(), new RequestTarget(path(), query()), Headers.of(fields),
                body(),
                new Request.Client(sourceIp, scheme.equals("https") ? event.domainName : "", event.clientCertificate),
                RequestIds.of(required("requestContext.requestId", event.requestId)));
    }

    private void readHeaders() {
        List<EventMembers.Entry> entries = event.multiValueHeaders.isEmpty() ? event.headers : event.multiValueHeaders;
        for (EventMembers.Entry entry : entries) {
            header(entry.name(), entry.value());
        }
        if (!event.cookies.isEmpty()) {
            fields.add(new Headers.Field("cookie", String.join("; ", event.cookies)));
        }
        String sent = ForwardedFor.withoutPeer(forwardedFor, event.sourceIp);
        if (!sent.isEmpty()) {
            fields.add(new Headers.Field("x-forwarded-for", sent));
        }
    }

    private void header(String name, String value) {
        if (name.equalsIgnoreCase("x-forwarded-for")) {
            forwardedFor = forwardedFor.isEmpty() ? value : forwardedFor + ", " + value;
        } else if (name.equalsIgnoreCase("x-forwarded-proto")) {
            scheme = scheme(value);
        } else if (name.equalsIgnoreCase("x-forwarded-port")) {
            port = value;
        } else if (!isJoinedCookie(name) && !isAddedLength(name, value)) {
            if (name.equalsIgnoreCase("host")) {
                host = value;
            }
            fields.add(new Headers.Field(name, value));
        }
    }

    private boolean isJoinedCookie(String name) {
        return !event.cookies.isEmpty() && name.equalsIgnoreCase("cookie");
    }

    /// HTTP APIs write `content-length: 0` into the event of a request that came without content and without that field.
    private boolean isAddedLength(String name, String value) {
        return format != PayloadFormat.REST && value.equals("0") && name.equalsIgnoreCase("content-length");
    }

    private static String scheme(String value) {
        return switch (value) {
            case "http", "https" -> value;
            default -> throw new MalformedEventException("headers.x-forwarded-proto", "expected http or https");
        };
    }

    private int portNumber() {
        if (port.isEmpty()) {
            return scheme.equals("https") ? 443 : 80;
        }
        try {
            int number = Integer.parseInt(port);
            if (number >= 1 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw new MalformedEventException("headers.x-forwarded-port", "expected a number from 1 to 65535");
    }

    private String path() {
        String path = format == PayloadFormat.HTTP_API_V2
                ? required("rawPath", event.rawPath)
                : required("path", event.path);
        if (!path.startsWith("/")) {
            throw new MalformedEventException(format == PayloadFormat.HTTP_API_V2 ? "rawPath" : "path",
                    "expected a slash at the beginning");
        }
        required("requestContext.stage", event.stage);
        return EventPath.encoded(hasStage(path) ? EventPath.withoutStage(path, event.stage) : path);
    }

    /// REST leaves the stage out of `path` and puts it into `requestContext.path`; HTTP APIs put it into both.
    private boolean hasStage(String path) {
        return switch (format) {
            case HTTP_API_V2 -> true;
            case HTTP_API_V1 -> event.contextPath.isEmpty() || event.contextPath.equals(path);
            case REST -> false;
        };
    }

    private String query() {
        if (format == PayloadFormat.HTTP_API_V2) {
            return event.rawQueryString;
        }
        List<EventMembers.Entry> entries = event.multiValueQuery.isEmpty() ? event.query : event.multiValueQuery;
        if (entries.isEmpty()) {
            return "";
        }
        List<Query.Parameter> parameters = new ArrayList<>(entries.size());
        for (EventMembers.Entry entry : entries) {
            parameters.add(new Query.Parameter(entry.name(), entry.value()));
        }
        return new Query(parameters).encoded();
    }

    private Body body() {
        if (!event.base64) {
            return Body.utf8(event.body);
        }
        try {
            return Body.of(Base64.getDecoder().decode(event.body));
        } catch (IllegalArgumentException _) {
            throw new MalformedEventException("body", "not base64, though isBase64Encoded says so");
        }
    }

    private static String required(String member, String value) {
        if (value.isEmpty()) {
            throw new MalformedEventException(member, "missing");
        }
        return value;
    }
}
