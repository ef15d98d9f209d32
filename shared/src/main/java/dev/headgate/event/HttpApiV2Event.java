package dev.headgate.event;

import dev.headgate.http.Query;
import dev.headgate.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes an HTTP API's proxy event in payload format 2.0: lower-case header names, repeated fields and parameters joined
/// by commas, cookies apart, and no member for what is absent.
final class HttpApiV2Event {
    private final JsonGenerator json;
    private final Request request;
    private final Envelope envelope;

    private HttpApiV2Event(JsonGenerator json, Request request, Envelope envelope) {
        this.json = json;
        this.request = request;
        this.envelope = envelope;
    }

    static byte[] write(Request request, Envelope envelope) {
        return JsonOutput.document(2_048 + request.body().length() * 4 / 3,
                json -> new HttpApiV2Event(json, request, envelope).event());
    }

    private void event() {
        json.writeStartObject();
        json.writeStringProperty("version", "2.0");
        json.writeStringProperty("routeKey", envelope.routeKey());
        members();
        BodyText.write(json, request.body(), BodyText.isText(request.headers().first("Content-Type")), false);
        json.writeEndObject();
    }

    /// The members that proxy and authorizer events have in common.
    private void members() {
        json.writeStringProperty("rawPath", path());
        json.writeStringProperty("rawQueryString", request.target().rawQuery());
        cookies();
        headers();
        texts("queryStringParameters", joinedQuery());
        context();
        texts("pathParameters", RouteKey.of(envelope.routeKey()).variables(request.target().rawPath()));
    }

    /// Writes them for an authorizer's event.
    static void writeMembers(JsonGenerator json, Request request, Envelope envelope) {
        new HttpApiV2Event(json, request, envelope).members();
    }

    private String path() {
        return EventPath.withStage(request.target().rawPath(), envelope.stage());
    }

    private void cookies() {
        List<String> lines = request.headers().all("Cookie");
        if (lines.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("cookies");
        for (String line : lines) {
            for (String cookie : line.split(";")) {
                if (!cookie.isBlank()) {
                    json.writeString(cookie.strip());
                }
            }
        }
        json.writeEndArray();
    }

    private void headers() {
        json.writeName("headers");
        FieldMaps.joined(json, EventHeaders.of(PayloadFormat.HTTP_API_V2, request, envelope), "cookie",
                FieldMaps.LOWER_CASE);
    }

    private Map<String, String> joinedQuery() {
        Map<String, String> joined = new LinkedHashMap<>();
        for (Query.Parameter parameter : Query.parse(request.target().rawQuery()).parameters()) {
            joined.merge(parameter.name(), parameter.value(), (before, next) -> before + "," + next);
        }
        return joined;
    }

    private void context() {
        json.writeObjectPropertyStart("requestContext");
        json.writeStringProperty("accountId", envelope.accountId());
        json.writeStringProperty("apiId", envelope.apiId());
        if (!request.client().certificate().isEmpty()) {
            json.writeObjectPropertyStart("authentication");
            ContextTexts.writeCertificate(request.client().certificate(), json);
            json.writeEndObject();
        }
        if (!envelope.authorizer().isEmpty()) {
            json.writeObjectPropertyStart("authorizer");
            texts("lambda", envelope.authorizer());
            json.writeEndObject();
        }
        json.writeStringProperty("domainName", envelope.domainName());
        json.writeStringProperty("domainPrefix", ContextTexts.domainPrefix(envelope.domainName()));
        json.writeObjectPropertyStart("http");
        json.writeStringProperty("method", request.method());
        json.writeStringProperty("path", path());
        json.writeStringProperty("protocol", "HTTP/1.1");
        json.writeStringProperty("sourceIp", request.client().address());
        json.writeStringProperty("userAgent", request.headers().first("User-Agent"));
        json.writeEndObject();
        json.writeStringProperty("requestId", envelope.apiRequestId());
        json.writeStringProperty("routeKey", envelope.routeKey());
        json.writeStringProperty("stage", envelope.stage());
        json.writeStringProperty("time", ContextTexts.time(envelope.time()));
        json.writeNumberProperty("timeEpoch", envelope.time().toEpochMilli());
        json.writeEndObject();
    }

    private void texts(String member, Map<String, String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(member);
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
