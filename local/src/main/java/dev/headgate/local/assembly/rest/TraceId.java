package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.http.Request;
import java.util.Locale;

/// The field X-Amzn-Trace-Id: the client's, or one made of the request's time and id.
final class TraceId {
    private static final int RANDOM_DIGITS = 24;

    private TraceId() {}

    static String of(Request request, Envelope envelope) {
        String sent = request.headers().first("X-Amzn-Trace-Id");
        return sent.isEmpty()
                ? String.format(Locale.ROOT, "Root=1-%08x-%s", envelope.time().getEpochSecond(),
                        request.requestId().substring(0, RANDOM_DIGITS))
                : sent;
    }
}
