package dev.headgate.event;

import dev.headgate.http.Headers.Field;
import dev.headgate.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The header fields of an event: what the client sent, less what API Gateway keeps to itself, plus what it adds.
final class EventHeaders {
    /// Fields that concern one connection only, which HTTP APIs do not hand on.
    private static final Set<String> KEPT_BY_HTTP_APIS = caseless("Connection", "Keep-Alive", "Proxy-Connection", "TE",
            "Trailer", "Transfer-Encoding", "Upgrade");
    /// Fields that REST does not hand on, as LocalStack's tests against AWS recorded them in December 2024.
    private static final Set<String> KEPT_BY_REST = caseless("Connection", "Content-Length", "Content-MD5", "Expect",
            "Keep-Alive", "Max-Forwards", "Proxy-Authenticate", "Proxy-Connection", "Server", "TE", "Trailer",
            "Transfer-Encoding", "Upgrade", "WWW-Authenticate");
    /// Fields that API Gateway sets itself, whatever the client sent.
    private static final Set<String> SET_BY_GATEWAY = caseless("X-Forwarded-For", "X-Forwarded-Port",
            "X-Forwarded-Proto", "Host");

    private EventHeaders() {}

    /// The fields of an event in this format.
    static List<Field> of(PayloadFormat format, Request request, Envelope envelope) {
        Set<String> kept = format == PayloadFormat.REST ? KEPT_BY_REST : KEPT_BY_HTTP_APIS;
        List<Field> fields = new ArrayList<>(request.headers().fields().size() + 6);
        if (!request.host().isEmpty()) {
            fields.add(new Field("Host", request.host()));
        }
        for (Field field : request.headers().fields()) {
            if (!kept.contains(field.name()) && !SET_BY_GATEWAY.contains(field.name())) {
                fields.add(field);
            }
        }
        if (format != PayloadFormat.REST && !request.headers().contains("Content-Length")) {
            fields.add(new Field("Content-Length", Integer.toString(request.body().length())));
        }
        if (!request.headers().contains("X-Amzn-Trace-Id")) {
            fields.add(new Field("X-Amzn-Trace-Id", traceId(request, envelope)));
        }
        String sent = String.join(", ", request.headers().all("X-Forwarded-For"));
        fields.add(new Field("X-Forwarded-For", ForwardedFor.withPeer(sent, request.client().address())));
        fields.add(new Field("X-Forwarded-Port", Integer.toString(request.port())));
        fields.add(new Field("X-Forwarded-Proto", request.scheme()));
        return fields;
    }

    /// `Root=1-`, the second of the request's arrival in hex, and 96 bits, which are the request id's here.
    private static String traceId(Request request, Envelope envelope) {
        return "Root=1-" + String.format(Locale.ROOT, "%08x", envelope.time().getEpochSecond()) + "-"
                + request.requestId().substring(0, 24);
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
