package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.event.GatewayLimits;
import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Query;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.rest.RequestParameter.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Hands a request on to a backend as HTTP_PROXY does, and takes its answer back.
///
/// A mapped header field takes the place of the client's, a mapped parameter of the query is one more value of it
/// (LocalStack's tests against AWS, July 2024). Without mapping, Host is the backend's. Path and query are decoded and
/// encoded again, see [UriText]. What an answer above API Gateway's limit of 10 MB becomes is not documented.
final class HttpProxyCall {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final BackendCalls backends;

    HttpProxyCall(BackendCalls backends) {
        this.backends = backends;
    }

    IntegrationOutcome call(RestIntegration.HttpProxy integration, RequestValues values, Envelope envelope) {
        if (integration.mapping().keySet().stream().anyMatch(HttpProxyCall::mustNotBeMapped)) {
            return new IntegrationOutcome.Failed(GatewayFailure.internal());
        }
        try {
            Response answer = backends.call(request(integration, values, envelope));
            if (answer.body().length() > GatewayLimits.PAYLOAD_BYTES_MAX) {
                return new IntegrationOutcome.Failed(GatewayFailure.integrationFailure());
            }
            return new IntegrationOutcome.Answered(answer.withHeaders(answered(answer.headers())));
        } catch (HttpTimeoutException _) {
            return new IntegrationOutcome.Failed(GatewayFailure.integrationTimeout());
        } catch (IOException _) {
            return new IntegrationOutcome.Failed(GatewayFailure.integrationFailure());
        }
    }

    private static boolean mustNotBeMapped(RequestParameter target) {
        return target.place() == Place.HEADER && FieldNames.NOT_MAPPED.contains(target.name());
    }

    private static BackendCalls.Call request(RestIntegration.HttpProxy integration, RequestValues values,
            Envelope envelope) {
        Request request = values.request();
        URI uri = URI.create(integration.uri().filled(mapped(integration, values, Place.PATH),
                query(integration, values)));
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String method = integration.method().equals(RestResource.ANY) ? request.method() : integration.method();
        return new BackendCalls.Call(method, uri.getScheme(), uri.getHost(), port,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
                headers(integration, values, envelope, uri.getRawAuthority()), request.body(), integration.timeout());
    }

    /// What mappings give for a place, by name; what is absent is left out.
    private static Map<String, String> mapped(RestIntegration.HttpProxy integration, RequestValues values,
            Place place) {
        Map<String, String> mapped = new TreeMap<>();
        integration.mapping().forEach((target, source) -> {
            String value = target.place() == place ? values.value(source) : "";
            if (!value.isEmpty()) {
                mapped.put(target.name(), value);
            }
        });
        return mapped;
    }

    private static String query(RestIntegration.HttpProxy integration, RequestValues values) {
        List<Query.Parameter> parameters = new ArrayList<>(values.query().parameters());
        mapped(integration, values, Place.QUERYSTRING)
                .forEach((name, value) -> parameters.add(new Query.Parameter(name, value)));
        return parameters.stream().map(parameter -> UriText.inQuery(parameter.name()) + "="
                + UriText.inQuery(parameter.value())).collect(Collectors.joining("&"));
    }

    private static Headers headers(RestIntegration.HttpProxy integration, RequestValues values, Envelope envelope,
            String authority) {
        Map<String, String> mapped = mapped(integration, values, Place.HEADER);
        Map<String, String> written = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        written.putAll(mapped);
        List<Field> fields = new ArrayList<>();
        if (!written.containsKey("Host")) {
            fields.add(new Field("Host", authority));
        }
        for (Field field : ForwardedFields.of(values.request(), envelope)) {
            if (!FieldNames.NOT_FORWARDED.contains(field.name()) && !written.containsKey(field.name())) {
                fields.add(field);
            }
        }
        mapped.forEach((name, value) -> {
            if (!FieldNames.LEFT_OUT.contains(name)) {
                fields.add(new Field(name, value));
            }
        });
        fields.add(new Field("X-Amzn-Apigateway-Api-Id", envelope.apiId()));
        Headers headers = Headers.of(fields);
        if (!headers.contains("Accept")) {
            headers = headers.plus("Accept", "application/json");
        }
        return headers.contains("User-Agent")
                ? headers
                : headers.plus("User-Agent", "AmazonAPIGateway_" + envelope.apiId());
    }

    private static Headers answered(Headers headers) {
        Map<String, String> names = new HashMap<>();
        FieldNames.REMAPPED.forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
        List<Field> fields = new ArrayList<>(headers.fields().size());
        for (Field field : headers.fields()) {
            String remapped = names.get(field.name().toLowerCase(Locale.ROOT));
            if (remapped != null) {
                fields.add(new Field(FieldNames.REMAPPED_PREFIX + remapped, field.value()));
            } else if (!FieldNames.NOT_ANSWERED.contains(field.name())) {
                fields.add(field);
            }
        }
        return Headers.of(fields);
    }
}
