package dev.headgate.plugin.lambda;

import dev.headgate.http.Request;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.UpstreamRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The event that API Gateway's payload format 1.0 has for a request, as far as Kong fills it. Source:
/// kong/plugins/aws-lambda/request-util.lua, `aws_serializer`.
///
/// @param base64EncodeBody whether the body is encoded, whatever its type
record GatewayEvent(boolean base64EncodeBody) implements RequestPayload {
    private static final DateTimeFormatter COMMON_LOG = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public JsonValue of(Exchange exchange, InstantSource clock) {
        UpstreamRequest request = exchange.upstream();
        Map<String, List<JsonValue>> headers = RequestValues.headers(request.headers());
        Map<String, List<JsonValue>> query = RequestValues.query(request.rawQuery());
        JsonValue.Members event = JsonValue.Members.NONE.with("version", "1.0")
                .with("resource", exchange.match().matchedPath()).with("path", request.path())
                .with("httpMethod", request.method()).with("headers", first(headers))
                .with("multiValueHeaders", all(headers)).with("pathParameters", captures(exchange))
                .with("queryStringParameters", first(query)).with("multiValueQueryStringParameters", all(query));
        return withBody(event, request).with("requestContext", context(exchange, clock.instant()));
    }

    private JsonValue.Members withBody(JsonValue.Members event, UpstreamRequest request) {
        if (base64EncodeBody) {
            return event.with("body", RequestPayload.base64(request.body())).with("isBase64Encoded", true);
        }
        JsonValue.Members whole = request.body().isEmpty() ? event : event.with("body", request.body().utf8());
        return whole.with("isBase64Encoded", false);
    }

    private static JsonValue.Members context(Exchange exchange, Instant now) {
        Request client = exchange.request();
        UpstreamRequest request = exchange.upstream();
        String host = client.hostName().toLowerCase(Locale.ROOT);
        JsonValue.Members identity = JsonValue.Members.NONE.with("sourceIp", client.client().address());
        String userAgent = request.headers().first("User-Agent");
        return JsonValue.Members.NONE.with("path", request.path()).with("protocol", "HTTP/1.1")
                .with("httpMethod", request.method()).with("domainName", host)
                .with("domainPrefix", host.split("\\.", 2)[0])
                .with("identity", userAgent.isEmpty() ? identity : identity.with("userAgent", userAgent))
                .with("requestId", client.requestId()).with("requestTime", COMMON_LOG.format(now))
                .with("requestTimeEpoch", JsonValue.Num.of(now.toEpochMilli())).with("resourcePath", request.path());
    }

    private static JsonValue.Members captures(Exchange exchange) {
        Map<String, JsonValue> named = new LinkedHashMap<>();
        exchange.match().captures().named().forEach((name, text) -> named.put(name, new JsonValue.Text(text)));
        return new JsonValue.Members(named);
    }

    private static JsonValue.Members first(Map<String, List<JsonValue>> byName) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        byName.forEach((name, values) -> members.put(name, values.getFirst()));
        return new JsonValue.Members(members);
    }

    private static JsonValue.Members all(Map<String, List<JsonValue>> byName) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        byName.forEach((name, values) -> members.put(name, new JsonValue.Items(values)));
        return new JsonValue.Members(members);
    }
}
