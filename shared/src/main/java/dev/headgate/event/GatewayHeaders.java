package dev.headgate.event;

import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What API Gateway does to the header fields of a function's answer.
///
/// An answer without Content-Type gets one: `application/json` from REST (LocalStack's tests against AWS, 2024),
/// `text/plain;charset=UTF-8` from HTTP APIs when there is content (quarkusio/quarkus#15909). REST renames the fields that
/// it sets itself, and WWW-Authenticate, to `x-amzn-Remapped-…`
/// ([known issues](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html),
/// dherault/serverless-offline#236 for Lambda proxy integrations): a challenge reaches REST's clients under its own name
/// through a gateway response only.
final class GatewayHeaders {
    private static final Map<String, String> REMAPPED_BY_REST = caseless("Connection", "Content-Length", "Date",
            "Server",
            "WWW-Authenticate");

    private GatewayHeaders() {}

    /// The fields that the client gets.
    static Headers of(PayloadFormat format, Headers headers, boolean hasContent) {
        return switch (format) {
            case HTTP_API_V2, HTTP_API_V1 -> hasContent
                    ? typed(headers, "text/plain;charset=UTF-8")
                    : headers;
            case REST -> typed(remapped(headers), "application/json");
        };
    }

    private static Headers typed(Headers headers, String contentType) {
        return headers.contains("Content-Type") ? headers : headers.plus("Content-Type", contentType);
    }

    private static Headers remapped(Headers headers) {
        List<Field> fields = new ArrayList<>(headers.fields().size());
        for (Field field : headers.fields()) {
            String remapped = REMAPPED_BY_REST.get(field.name());
            fields.add(remapped == null ? field : new Field(remapped, field.value()));
        }
        return Headers.of(fields);
    }

    private static Map<String, String> caseless(String... names) {
        Map<String, String> remapped = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            remapped.put(name, "x-amzn-Remapped-" + name);
        }
        return remapped;
    }
}
