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
            return GatewayAnswers.functionError(format);
        }
    }

    private Response answer(byte[] payload) {
        if (format == PayloadFormat.HTTP_API_V2 && !in.isObject()) {
            in.skip();
            return inferred(payload);
        }
        boolean[] empty = {true};
        in.object(name -> {
            empty[0] = false;
            member(name);
        });
        if (format == PayloadFormat.HTTP_API_V2 && !hasStatus) {
            return inferred(payload);
        }
        if (format == PayloadFormat.REST && empty[0] || format == PayloadFormat.HTTP_API_V1 && !hasStatus) {
            throw new MalformedEventException("response", "names no status");
        }
        return new Response(status, merged(), decoded());
    }

    /// What HTTP APIs make of a 2.0 answer that names no status: the whole JSON is the body.
    private static Response inferred(byte[] payload) {
        return new Response(200, Headers.of("content-type", "application/json"), Body.of(payload));
    }

    private void member(String name) {
        switch (name) {
            case "statusCode" -> status();
            case "isBase64Encoded" -> base64 = in.bool();
            case "body" -> body = in.text();
            case "headers" -> in.object(header -> headers.add(new Field(header, in.text())));
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
            in.object(header -> in.array(() -> multiValueHeaders.add(new Field(header, in.text()))));
        }
    }

    private void cookies(String name) {
        if (format == PayloadFormat.HTTP_API_V2) {
            in.array(() -> cookies.add(new Field("set-cookie", in.text())));
        } else {
            other(name);
        }
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
