package dev.headgate.event;

import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Response;
import tools.jackson.core.JsonGenerator;

/// Writes a proxy function's answer, with none but the members that API Gateway allows.
final class ProxyResponseWriter {
    private static final String SET_COOKIE = "set-cookie";

    private ProxyResponseWriter() {}

    static byte[] write(PayloadFormat format, Response response) {
        return JsonOutput.document(512 + response.body().length() * 4 / 3, json -> {
            json.writeStartObject();
            json.writeNumberProperty("statusCode", response.status());
            Headers headers = response.headers().without(name -> isGatewaysOwn(name, response));
            switch (format) {
                case HTTP_API_V2 -> {
                    json.writeName("headers");
                    FieldMaps.joined(json, headers.fields(), SET_COOKIE, FieldMaps.AS_WRITTEN);
                    cookies(json, headers);
                }
                case HTTP_API_V1, REST -> {
                    json.writeName("multiValueHeaders");
                    FieldMaps.all(json, headers.fields());
                }
            }
            body(json, response);
            json.writeEndObject();
        });
    }

    /// API Gateway frames messages itself. The length of content that is not there stays: it answers a HEAD.
    private static boolean isGatewaysOwn(String name, Response response) {
        return name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive")
                || name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("content-length") && !response.body().isEmpty();
    }

    private static void body(JsonGenerator json, Response response) {
        boolean coded = response.headers().contains("Content-Encoding");
        boolean mayBeText = !coded && BodyText.isText(response.headers().first("Content-Type"));
        if (!response.body().isEmpty()) {
            BodyText.write(json, response.body(), mayBeText, false);
        }
    }

    private static void cookies(JsonGenerator json, Headers headers) {
        if (!headers.contains(SET_COOKIE)) {
            return;
        }
        json.writeArrayPropertyStart("cookies");
        for (Field field : headers.fields()) {
            if (field.name().equalsIgnoreCase(SET_COOKIE)) {
                json.writeString(field.value());
            }
        }
        json.writeEndArray();
    }

}
