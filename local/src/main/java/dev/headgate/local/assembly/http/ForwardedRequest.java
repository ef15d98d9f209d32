package dev.headgate.local.assembly.http;

import dev.headgate.http.Headers;
import dev.headgate.http.Headers.Field;
import dev.headgate.http.Request;
import dev.headgate.local.assembly.http.Undocumented.RepeatedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The header fields that an HTTP integration gets: the client's, names in lower case, less those of the connection, plus
/// what API Gateway says of the request: `forwarded` (RFC 7239), `x-forwarded-*`, `via`, `x-amzn-trace-id`. What others
/// said in these fields stays before it.
final class ForwardedRequest {
    private static final Set<String> OF_CONNECTION = Set.of("connection", "content-length", "expect", "keep-alive",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");
    private static final Set<String> SET_ANEW = Set.of("host", "forwarded", "via", "x-forwarded-for",
            "x-forwarded-port",
            "x-forwarded-proto");
    /// Where the API is, to the client's backend.
    private static final String OWN_ADDRESS = "127.0.0.1";

    private ForwardedRequest() {}

    /// The client's own fields, as mappings see and change them.
    static Headers ofClient(Headers headers, RepeatedFields repeated) {
        List<Field> fields = new ArrayList<>();
        for (String name : headers.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_CONNECTION.contains(lower) && !SET_ANEW.contains(lower)) {
                List<String> values = headers.all(name);
                switch (repeated) {
                    case APART -> values.forEach(value -> fields.add(new Field(lower, value)));
                    case JOINED -> fields.add(new Field(lower, String.join(",", values)));
                }
            }
        }
        return Headers.of(fields);
    }

    /// With what API Gateway says.
    static Headers complete(Headers mapped, Request request, RequestContext context, String host) {
        Headers sent = request.headers();
        String peer = request.client().address();
        String forwarded = "by=" + OWN_ADDRESS + ";for=" + peer + ";host=" + request.host() + ";proto="
                + request.scheme();
        Headers headers = Headers.of("host", host).plus(mapped)
                .plus("forwarded", after(sent, "Forwarded", ", ", forwarded))
                .plus("via", after(sent, "Via", ", ", "HTTP/1.1 AmazonAPIGateway"))
                .plus("x-forwarded-for", after(sent, "X-Forwarded-For", ", ", peer))
                .plus("x-forwarded-port", String.valueOf(request.port()))
                .plus("x-forwarded-proto", request.scheme());
        return headers.contains("x-amzn-trace-id")
                ? headers
                : headers.plus("x-amzn-trace-id", traceId(request, context));
    }

    private static String after(Headers sent, String name, String separator, String value) {
        String before = String.join(separator, sent.all(name));
        return before.isEmpty() ? value : before + separator + value;
    }

    /// `Root=1-`, the second of the request's arrival in hex, and 96 bits, which are the request id's here.
    private static String traceId(Request request, RequestContext context) {
        return "Root=1-" + String.format(Locale.ROOT, "%08x", context.time().getEpochSecond()) + "-"
                + request.requestId().substring(0, 24);
    }
}
