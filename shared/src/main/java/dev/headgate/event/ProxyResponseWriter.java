package dev.headgate.event;

import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Response;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes a proxy function's answer, with none but the members that API Gateway allows.
final class ProxyResponseWriter {
    private ProxyResponseWriter() {}

    static byte[] write(PayloadFormat format, Response response) {
        return JsonOutput.document(512 + response.body().length() * 4 / 3, json -> {
            json.writeStartObject();
            json.writeNumberProperty("statusCode", response.status());
            Headers headers = response.headers().without(name -> isGatewaysOwn(name, response));
            switch (format) {
                case HTTP_API_V2 -> {
                    joinedHeaders(json, headers);
                    cookies(json, headers);
                }
                case HTTP_API_V1, REST -> multiValueHeaders(json, headers);
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

    private static void joinedHeaders(JsonGenerator json, Headers headers) {
        json.writeObjectPropertyStart("headers");
        List<Field> fields = headers.fields();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (!isCookie(name) && isFirst(fields, i)) {
                json.writeStringProperty(name, joined(fields, i));
            }
        }
        json.writeEndObject();
    }

    private static String joined(List<Field> fields, int first) {
        Field field = fields.get(first);
        String value = field.value();
        for (int i = first + 1; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(field.name())) {
                value = value + "," + fields.get(i).value();
            }
        }
        return value;
    }

    private static void cookies(JsonGenerator json, Headers headers) {
        if (!headers.contains("Set-Cookie")) {
            return;
        }
        json.writeArrayPropertyStart("cookies");
        for (Field field : headers.fields()) {
            if (isCookie(field.name())) {
                json.writeString(field.value());
            }
        }
        json.writeEndArray();
    }

    private static void multiValueHeaders(JsonGenerator json, Headers headers) {
        json.writeObjectPropertyStart("multiValueHeaders");
        List<Field> fields = headers.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (isFirst(fields, i)) {
                json.writeArrayPropertyStart(fields.get(i).name());
                for (int j = i; j < fields.size(); j++) {
                    if (fields.get(j).name().equalsIgnoreCase(fields.get(i).name())) {
                        json.writeString(fields.get(j).value());
                    }
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static boolean isCookie(String name) {
        return name.equalsIgnoreCase("set-cookie");
    }

    private static boolean isFirst(List<Field> fields, int at) {
        for (int i = 0; i < at; i++) {
            if (fields.get(i).name().equalsIgnoreCase(fields.get(at).name())) {
                return false;
            }
        }
        return true;
    }
}
