package dev.headgate.plugin.telemetry;

import dev.headgate.http.Request;
import dev.headgate.model.Route;
import dev.headgate.plugin.telemetry.OtlpSpan.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes spans of a request that is over, under Kong's names (kong/observability/tracing/instrumentation.lua).
final class OtlpSpans {
    private OtlpSpans() {}

    /// @param trace its ids
    /// @param random for ids of spans that nobody was told of
    static List<OtlpSpan> of(LogEntry entry, OpenTelemetry.Trace trace, RandomGenerator random) {
        List<OtlpSpan> spans = new ArrayList<>();
        Instant end = entry.startedAt().plus(entry.latencies().total());
        spans.add(new OtlpSpan(trace.traceId(), trace.rootSpanId(), trace.parentId(), "kong", Kind.SERVER,
                entry.startedAt(), end, request(entry), false));
        for (LogEntry.PluginRun run : entry.runs()) {
            spans.add(new OtlpSpan(trace.traceId(), TraceIds.random(random, 8), trace.rootSpanId(),
                    "kong.access.plugin." + run.plugin(), Kind.INTERNAL, run.startedAt(), run.endedAt(), Map.of(),
                    false));
        }
        for (int i = 0; i < entry.tries().size(); i++) {
            spans.add(attempt(entry, trace, random, i));
        }
        return spans;
    }

    private static Map<String, Object> request(LogEntry entry) {
        Request request = entry.exchange().request();
        String host = request.hostName().toLowerCase(Locale.ROOT);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.method", entry.exchange().upstream().method());
        attributes.put("http.url", request.scheme() + "://" + host
                + new Redaction(entry.credentialNames()).target(request.target().toString()));
        attributes.put("http.host", host);
        attributes.put("http.scheme", request.scheme());
        attributes.put("http.client_ip", request.client().address());
        attributes.put("net.peer.ip", request.client().address());
        attributes.put("kong.request.id", request.requestId());
        attributes.put("http.status_code", (long) entry.response().status());
        attributes.put("http.route", entry.route().map(Route::paths).filter(paths -> !paths.isEmpty())
                .map(paths -> paths.get(0).toString()).orElse(""));
        return attributes;
    }

    /// The backend knows the try that it answered by the span that it was told of.
    private static OtlpSpan attempt(LogEntry entry, OpenTelemetry.Trace trace, RandomGenerator random, int i) {
        LogEntry.Try attempt = entry.tries().get(i);
        boolean isAnswered = i == entry.tries().size() - 1 && !attempt.failed();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("try_count", (double) (i + 1));
        attributes.put("net.peer.ip", attempt.address());
        attributes.put("net.peer.port", (double) attempt.port());
        attributes.put("net.peer.name", attempt.host());
        if (attempt.failed()) {
            attributes.put("http.status_code", (long) attempt.status());
        }
        Instant answered = attempt.startedAt().plus(attempt.total());
        return new OtlpSpan(trace.traceId(), isAnswered ? trace.balancerSpanId() : TraceIds.random(random, 8),
                trace.rootSpanId(), "kong.balancer", Kind.CLIENT, attempt.startedAt(),
                isAnswered ? answered.plus(entry.latencies().receiving()) : answered, attributes, attempt.failed());
    }
}
