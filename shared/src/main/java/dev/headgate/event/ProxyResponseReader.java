package dev.headgate.event;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Response;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Does to a function's answer what API Gateway does.
///
/// Sources: [payload format 2.0](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html);
/// for REST what LocalStack's tests against AWS recorded in November 2024.
final class ProxyResponseReader {
    private final JsonInput in;
    private final PayloadFormat format;

    private boolean hasMembers;
    private boolean hasStatus;
    private int status = 200;
    private boolean base64;
    private String body = "";
    private final List<Field> headers = new ArrayList<>();
    private final List<Field> multiValueHeaders = new ArrayList<>(0);
    private final List<Field> cookies = new ArrayList<>(0);

    private ProxyResponseReader(JsonInput in, PayloadFormat format) {
        this.in = in;
        this.format = format;
    }

    static Response read(PayloadFormat format, byte[] payload) {
        try {
            return JsonInput.read(payload, in -> new ProxyResponseReader(in, format).answer(payload));
        } catch (MalformedEventException _) {
            return format == PayloadFormat.HTTP_API_V2 && namesNoStatus(payload)
                    ? inferred(payload)
                    : GatewayAnswers.functionError(format);
        }
    }

    private Response answer(byte[] payload) {
        in.object(this::member);
        switch (format) {
            case HTTP_API_V2 -> {
                if (!hasStatus) {
                    return inferred(payload);
                }
            }
            case HTTP_API_V1 -> require(hasStatus);
            case REST -> require(hasMembers);
        }
        return new Response(status, GatewayHeaders.of(format, merged(), !body.isEmpty()), decoded());
    }

    private static void require(boolean present) {
        if (!present) {
            throw new MalformedEventException("response", "says too little");
        }
    }

    /// Whether it is JSON at all, and none with a `statusCode`.
    private static boolean namesNoStatus(byte[] payload) {
        try {
            return JsonInput.read(payload, in -> {
                if (!in.isObject()) {
                    in.skip();
                    return true;
                }
                List<String> names = new ArrayList<>();
                in.object(names::add);
                return !names.contains("statusCode");
            });
        } catch (MalformedEventException _) {
            return false;
        }
    }

    /// What HTTP APIs make of a 2.0 answer that names no status: the whole JSON is the body.
    private static Response inferred(byte[] payload) {
        return new Response(200, Headers.of("content-type", "application/json"), Body.of(payload));
    }

    private void member(String name) {
        hasMembers = true;
        switch (name) {
            case "statusCode" -> status();
            case "isBase64Encoded" -> base64 = in.bool();
            case "body" -> body = in.text();
            case "headers" -> in.object(header -> headers.add(field(header)));
            case "multiValueHeaders" -> multiple(name);
            case "cookies" -> cookies(name);
            default -> other(name);
        }
    }

    private void status() {
        hasStatus = true;
        try {
            status = Integer.parseInt(in.text());
        } catch (NumberFormatException _) {
            throw in.malformed("not a number");
        }
        if (status < 100 || status > 599) {
            throw in.malformed("not a status");
        }
    }

    private void multiple(String name) {
        if (format == PayloadFormat.HTTP_API_V2) {
            other(name);
        } else {
            in.object(header -> in.array(() -> multiValueHeaders.add(field(header))));
        }
    }

    private void cookies(String name) {
        if (format == PayloadFormat.HTTP_API_V2) {
            in.array(() -> cookies.add(field("set-cookie")));
        } else {
            other(name);
        }
    }

    /// Numbers and booleans are taken as text.
    private Field field(String name) {
        if (name.isEmpty() || in.isObject() || in.isArray()) {
            throw in.malformed("no header field");
        }
        return new Field(name, in.text());
    }

    private void other(String name) {
        if (format == PayloadFormat.REST) {
            throw new MalformedEventException(name, "no member that REST allows");
        }
    }

    /// Both maps are merged, the values of `multiValueHeaders` first and under the name that it gives.
    private Headers merged() {
        List<Field> merged = new ArrayList<>(multiValueHeaders);
        for (Field field : headers) {
            String name = multiValueHeaders.stream().map(Field::name).filter(field.name()::equalsIgnoreCase).findFirst()
                    .orElse(field.name());
            merged.add(new Field(name, field.value()));
        }
        merged.addAll(cookies);
        return Headers.of(merged);
    }

    private Body decoded() {
        if (!base64) {
            return Body.utf8(body);
        }
        try {
            return Body.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException _) {
            throw new MalformedEventException("body", "not base64");
        }
    }
}
