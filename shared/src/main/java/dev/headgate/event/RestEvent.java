package dev.headgate.event;

import dev.headgate.http.Headers.Field;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes the proxy event of a REST API, and of an HTTP API in payload format 1.0, which took its members over from REST:
/// header names in the client's case, every map twice (last value, all values), null for what is absent.
///
/// Headgate's REST API declares the binary media type `*/*`, so that no byte of a body is lost: a REST body is always
/// base64.
final class RestEvent {
    private final JsonGenerator json;
    private final PayloadFormat format;
    private final Request request;
    private final Envelope envelope;

    private RestEvent(JsonGenerator json, PayloadFormat format, Request request, Envelope envelope) {
        this.json = json;
        this.format = format;
        this.request = request;
        this.envelope = envelope;
    }

    static byte[] write(PayloadFormat format, Request request, Envelope envelope) {
        return JsonOutput.document(4_096 + request.body().length() * 4 / 3,
                json -> new RestEvent(json, format, request, envelope).event());
    }

    private void event() {
        json.writeStartObject();
        if (format == PayloadFormat.HTTP_API_V1) {
            json.writeStringProperty("version", "1.0");
        }
        members();
        boolean mayBeText = format == PayloadFormat.HTTP_API_V1
                && BodyText.isText(request.headers().first("Content-Type"));
        BodyText.write(json, request.body(), mayBeText, true);
        json.writeEndObject();
    }

    /// Writes the members that proxy and authorizer events have in common.
    static void writeMembers(JsonGenerator json, PayloadFormat format, Request request, Envelope envelope) {
        new RestEvent(json, format, request, envelope).members();
    }

    private void members() {
        json.writeStringProperty("resource", resource());
        json.writeStringProperty("path", format == PayloadFormat.REST ? request.target().rawPath() : stagedPath());
        json.writeStringProperty("httpMethod", request.method());
        headers();
        query();
        context();
        Map<String, String> variables = RouteKey.of(restRouteKey()).variables(request.target().rawPath());
        if (variables.isEmpty()) {
            json.writeNullProperty("pathParameters");
        } else {
            json.writeObjectPropertyStart("pathParameters");
            variables.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        json.writeNullProperty("stageVariables");
    }

    private String stagedPath() {
        return EventPath.withStage(request.target().rawPath(), envelope.stage());
    }

    /// REST has no `$default` route: there the resources `/` and `/{proxy+}` take everything.
    private String restRouteKey() {
        if (format != PayloadFormat.REST || !envelope.routeKey().equals(Envelope.DEFAULT_ROUTE)) {
            return envelope.routeKey();
        }
        return request.target().rawPath().equals("/") ? "ANY /" : "ANY /{proxy+}";
    }

    private String resource() {
        String template = RouteKey.of(restRouteKey()).template();
        return template.isEmpty() ? envelope.routeKey() : template;
    }

    private void headers() {
        List<Field> fields = EventHeaders.of(format, request, envelope);
        json.writeName("headers");
        FieldMaps.last(json, fields);
        json.writeName("multiValueHeaders");
        FieldMaps.all(json, fields);
    }

    /// Decoded. REST takes a semicolon for a separator too
    /// ([known issues](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html)).
    private void query() {
        String rawQuery = format == PayloadFormat.REST
                ? request.target().rawQuery().replace(';', '&')
                : request.target().rawQuery();
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (Query.Parameter parameter : Query.parse(rawQuery).parameters()) {
            query.computeIfAbsent(parameter.name(), _ -> new ArrayList<>(1)).add(parameter.value());
        }
        if (query.isEmpty()) {
            json.writeNullProperty("queryStringParameters");
            json.writeNullProperty("multiValueQueryStringParameters");
            return;
        }
        json.writeObjectPropertyStart("queryStringParameters");
        query.forEach((name, values) -> json.writeStringProperty(name, values.getLast()));
        json.writeEndObject();
        json.writeObjectPropertyStart("multiValueQueryStringParameters");
        query.forEach((name, values) -> {
            json.writeArrayPropertyStart(name);
            values.forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private void context() {
        json.writeObjectPropertyStart("requestContext");
        json.writeStringProperty("accountId", envelope.accountId());
        json.writeStringProperty("apiId", envelope.apiId());
        if (!envelope.authorizer().isEmpty()) {
            json.writeObjectPropertyStart("authorizer");
            envelope.authorizer().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        json.writeStringProperty("domainName", envelope.domainName());
        json.writeStringProperty("domainPrefix", ContextTexts.domainPrefix(envelope.domainName()));
        json.writeStringProperty("extendedRequestId", format == PayloadFormat.REST
                ? RequestIds.extended(envelope.apiRequestId())
                : envelope.apiRequestId());
        json.writeStringProperty("httpMethod", request.method());
        identity();
        json.writeStringProperty("path", format == PayloadFormat.REST
                ? "/" + envelope.stage() + request.target().rawPath()
                : stagedPath());
        json.writeStringProperty("protocol", "HTTP/1.1");
        json.writeStringProperty("requestId", envelope.apiRequestId());
        json.writeStringProperty("requestTime", ContextTexts.time(envelope.time()));
        json.writeNumberProperty("requestTimeEpoch", envelope.time().toEpochMilli());
        json.writeStringProperty("resourcePath", resource());
        json.writeStringProperty("stage", envelope.stage());
        json.writeEndObject();
    }

    private void identity() {
        json.writeObjectPropertyStart("identity");
        for (String absent : List.of("accessKey", "accountId", "caller", "cognitoAuthenticationProvider",
                "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId")) {
            json.writeNullProperty(absent);
        }
        if (!request.client().certificate().isEmpty()) {
            ContextTexts.writeCertificate(request.client().certificate(), json);
        }
        json.writeStringProperty("sourceIp", request.client().address());
        json.writeNullProperty("user");
        String userAgent = request.headers().first("User-Agent");
        json.writeStringProperty("userAgent", userAgent.isEmpty() ? null : userAgent);
        json.writeNullProperty("userArn");
        json.writeEndObject();
    }
}
