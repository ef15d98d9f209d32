package dev.headgate.event;

import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Reads the events with which API Gateway calls a Lambda authorizer, and writes them as API Gateway does.
///
/// Pure and safe for use by many threads.
public final class AuthorizerEvents {
    private AuthorizerEvents() {}

    /// Reads an event of any kind, which it recognises by itself.
    ///
    /// @throws MalformedEventException when it is none of them
    public static AuthorizerEvent read(byte[] event) {
        return JsonInput.read(event, in -> of(EventMembers.take(in)));
    }

    /// Reads an event from a stream, which it closes.
    ///
    /// @throws MalformedEventException when it is no authorizer event
    /// @throws java.io.UncheckedIOException when the stream fails
    public static AuthorizerEvent read(InputStream event) {
        return JsonInput.read(event, in -> of(EventMembers.take(in)));
    }

    /// The event that API Gateway sends to an authorizer without identity sources; for a TOKEN authorizer, with the
    /// Authorization field as its source.
    public static byte[] write(Kind kind, Request request, Envelope envelope) {
        return write(kind, request, envelope,
                kind == Kind.REST_TOKEN ? List.of(request.headers().first("Authorization")) : List.of());
    }

    /// The event that API Gateway sends to an authorizer.
    ///
    /// @param identitySource the values of the identity sources, all present; exactly one for a TOKEN authorizer
    public static byte[] write(Kind kind, Request request, Envelope envelope, List<String> identitySource) {
        return JsonOutput.document(2_048, json -> {
            json.writeStartObject();
            switch (kind) {
                case HTTP_V2 -> {
                    json.writeStringProperty("version", "2.0");
                    json.writeStringProperty("type", "REQUEST");
                    json.writeStringProperty("routeArn", methodArn(request, envelope));
                    identitySources(json, identitySource);
                    json.writeStringProperty("routeKey", envelope.routeKey());
                    HttpApiV2Event.writeMembers(json, request, envelope);
                }
                case HTTP_V1 -> {
                    json.writeStringProperty("version", "1.0");
                    json.writeStringProperty("type", "REQUEST");
                    json.writeStringProperty("methodArn", methodArn(request, envelope));
                    if (!identitySource.isEmpty()) {
                        json.writeStringProperty("identitySource", String.join(",", identitySource));
                        json.writeStringProperty("authorizationToken", String.join(",", identitySource));
                    }
                    RestEvent.writeMembers(json, PayloadFormat.HTTP_API_V1, request, envelope);
                }
                case REST_REQUEST -> {
                    json.writeStringProperty("type", "REQUEST");
                    json.writeStringProperty("methodArn", methodArn(request, envelope));
                    RestEvent.writeMembers(json, PayloadFormat.REST, request, envelope);
                }
                case REST_TOKEN -> {
                    json.writeStringProperty("type", "TOKEN");
                    json.writeStringProperty("methodArn", methodArn(request, envelope));
                    json.writeStringProperty("authorizationToken", identitySource.getFirst());
                }
            }
            json.writeEndObject();
        });
    }

    /// The ARN of what a request invokes: `arn:aws:execute-api:region:account:api/stage/METHOD/path`.
    public static String methodArn(Request request, Envelope envelope) {
        return "arn:aws:execute-api:" + envelope.region() + ":" + envelope.accountId() + ":" + envelope.apiId() + "/"
                + envelope.stage() + "/" + request.method() + request.target().rawPath();
    }

    private static void identitySources(JsonGenerator json, List<String> identitySource) {
        if (identitySource.isEmpty()) {
            json.writeNullProperty("identitySource");
            return;
        }
        json.writeArrayPropertyStart("identitySource");
        identitySource.forEach(json::writeString);
        json.writeEndArray();
    }

    private static AuthorizerEvent of(EventMembers event) {
        Kind kind = kind(event);
        return switch (kind) {
            case HTTP_V2 -> new AuthorizerEvent(kind, EventRequest.of(event, PayloadFormat.HTTP_API_V2),
                    present("routeArn", event.routeArn), event.identitySource,
                    !event.routeKey.isEmpty() && !event.routeKey.equals(Envelope.DEFAULT_ROUTE));
            case HTTP_V1 -> new AuthorizerEvent(kind, EventRequest.of(event, PayloadFormat.HTTP_API_V1),
                    present("methodArn", event.methodArn), event.identitySource);
            case REST_REQUEST -> new AuthorizerEvent(kind, EventRequest.of(event, PayloadFormat.REST),
                    present("methodArn", event.methodArn), event.identitySource);
            case REST_TOKEN -> new AuthorizerEvent(kind, ofToken(event), event.methodArn,
                    List.of(present("authorizationToken", event.authorizationToken)));
        };
    }

    private static Kind kind(EventMembers event) {
        return switch (event.type) {
            case "TOKEN" -> Kind.REST_TOKEN;
            case "REQUEST" -> switch (ProxyEvents.format(event)) {
                case HTTP_API_V2 -> Kind.HTTP_V2;
                case HTTP_API_V1 -> Kind.HTTP_V1;
                case REST -> Kind.REST_REQUEST;
            };
            default -> throw new MalformedEventException("type", "expected REQUEST or TOKEN");
        };
    }

    /// `…:api/stage/METHOD/path`, where the path may have slashes and colons.
    private static Request ofToken(EventMembers event) {
        String[] parts = present("methodArn", event.methodArn).split("/", 4);
        if (parts.length < 3 || !parts[0].startsWith("arn:") || parts[2].isEmpty()) {
            throw new MalformedEventException("methodArn", "expected arn:…:api/stage/METHOD/path");
        }
        String path = "/" + (parts.length == 4 ? parts[3] : "");
        return new Request(parts[2], "https", "", 443, new RequestTarget(EventPath.encoded(path), ""),
                Headers.of("Authorization", event.authorizationToken), Body.EMPTY, new Request.Client("", ""),
                RequestIds.NONE);
    }

    private static String present(String member, String value) {
        if (value.isEmpty()) {
            throw new MalformedEventException(member, "missing");
        }
        return value;
    }
}
