package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a backend gets of a client's header fields, and what API Gateway says of the client beside them.
///
/// That X-Forwarded-For, -Port and -Proto reach HTTP backends as they reach functions is not documented; recorded is that a
/// function's URL behind HTTP_PROXY saw the client's address (LocalStack's tests against AWS, August 2024).
final class ForwardedFields {
    private static final String FOR = "X-Forwarded-For";

    private ForwardedFields() {}

    static List<Field> of(Request request, Envelope envelope) {
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(Set.of(FOR, "X-Forwarded-Port", "X-Forwarded-Proto", "X-Amzn-Trace-Id", "X-Amzn-Apigateway-Api-Id"));
        List<Field> fields = new ArrayList<>();
        for (Field field : request.headers().fields()) {
            if (!FieldNames.NOT_RECEIVED.contains(field.name()) && !own.contains(field.name())) {
                fields.add(field);
            }
        }
        String sent = String.join(", ", request.headers().all(FOR));
        String client = request.client().address();
        fields.add(new Field(FOR, sent.isEmpty() ? client : sent + ", " + client));
        fields.add(new Field("X-Forwarded-Port", Integer.toString(request.port())));
        fields.add(new Field("X-Forwarded-Proto", request.scheme()));
        fields.add(new Field("X-Amzn-Trace-Id", TraceId.of(request, envelope)));
        return fields;
    }
}
