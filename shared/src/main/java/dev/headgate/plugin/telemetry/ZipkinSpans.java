package dev.headgate.plugin.telemetry;

import dev.headgate.http.Request;
import dev.headgate.identity.Identity;
import dev.headgate.model.Service;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.ZipkinSpan.Annotation;
import dev.headgate.plugin.telemetry.ZipkinSpan.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes Zipkin's spans of a request that is over, under Kong's names (kong/plugins/zipkin/handler.lua): the request,
/// what is made of it for the backend, and a span for each try.
///
/// @param localService the gateway's name
/// @param defaultService the name of services that have none; empty for none
/// @param hasPathInName whether names of spans have the path behind the method
/// @param includeCredential whether the credential's id is told
/// @param tagsHeader the field in which clients ask for tags
/// @param staticTags tags of every request
/// @param phasesAsTags whether phases are told as tags with their durations, instead of as annotations
public record ZipkinSpans(String localService, String defaultService, boolean hasPathInName,
        boolean includeCredential, String tagsHeader, Map<String, String> staticTags, boolean phasesAsTags) {
    private static final String CLIENT = "CLIENT";

    public ZipkinSpans {
        staticTags = new LinkedHashMap<>(staticTags);
    }

    List<ZipkinSpan> of(LogEntry entry, Zipkin.Trace trace, Resources resources) {
        Request request = entry.exchange().request();
        String name = request.method() + (hasPathInName ? " " + request.target().rawPath() : "");
        Instant end = entry.startedAt().plus(entry.latencies().total());
        List<ZipkinSpan> spans = new ArrayList<>();
        for (int i = 0; i < entry.tries().size(); i++) {
            spans.add(attempt(entry, trace, name, i, TraceIds.random(resources.random(), 8)));
        }
        spans.add(proxy(entry, trace, name, end));
        List<Annotation> begun = phasesAsTags ? List.of() : List.of(new Annotation(entry.startedAt(), "krs"));
        spans.add(new ZipkinSpan(trace.traceId(), trace.parentId(), trace.requestSpanId(), "SERVER", name,
                entry.startedAt(), end, new Endpoint(defaultService, request.client().address(), request.port()),
                begun, requestTags(entry, resources)));
        return spans;
    }

    private Map<String, String> requestTags(LogEntry entry, Resources resources) {
        Request request = entry.exchange().request();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("lc", "kong");
        tags.put("http.method", request.method());
        tags.put("http.host", request.hostName().toLowerCase(Locale.ROOT));
        tags.put("http.path", request.target().rawPath());
        tags.putAll(staticTags);
        tags.putAll(ZipkinTags.parse(request.headers().all(tagsHeader)));
        tags.put("http.status_code", Integer.toString(entry.response().status()));
        entry.exchange().identity().knownConsumer().ifPresent(consumer -> tags.put("kong.consumer", consumer.id()));
        if (includeCredential && entry.exchange().identity() instanceof Identity.Verified verified) {
            tags.put("kong.credential", verified.credential().id());
        }
        tags.put("kong.node.id", resources.process().id());
        return tags;
    }

    private ZipkinSpan proxy(LogEntry entry, Zipkin.Trace trace, String name, Instant end) {
        LogEntry.Latencies latencies = entry.latencies();
        Instant accessEnd = entry.startedAt().plus(latencies.kong());
        Instant answered = accessEnd.plus(latencies.waiting().orElse(Duration.ZERO));
        Map<String, String> tags = new LinkedHashMap<>();
        List<Annotation> annotations = new ArrayList<>();
        if (phasesAsTags) {
            tags.put("kong.access.duration_ms", Long.toString(latencies.kong().toMillis()));
            tags.put("kong.header_filter.duration_ms", "0");
            tags.put("kong.body_filter.duration_ms", Long.toString(Duration.between(answered, end).toMillis()));
        } else {
            annotations.add(new Annotation(answered, "khs"));
            annotations.add(new Annotation(answered, "khf"));
            annotations.add(new Annotation(answered, "kbs"));
            annotations.add(new Annotation(entry.startedAt(), "kas"));
            annotations.add(new Annotation(accessEnd, "kaf"));
            annotations.add(new Annotation(end, "kbf"));
        }
        Endpoint remote = new Endpoint(service(entry), "", 0);
        if (!entry.tries().isEmpty()) {
            LogEntry.Try last = entry.tries().getLast();
            tags.put("peer.hostname", last.host());
            remote = new Endpoint(service(entry), last.address(), last.port());
        }
        entities(entry, tags);
        return new ZipkinSpan(trace.traceId(), trace.requestSpanId(), trace.proxySpanId(), CLIENT, name + " (proxy)",
                entry.startedAt(), end, remote, annotations, tags);
    }

    private ZipkinSpan attempt(LogEntry entry, Zipkin.Trace trace, String name, int i, String id) {
        LogEntry.Try attempt = entry.tries().get(i);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("kong.balancer.try", Integer.toString(i + 1));
        if (i < entry.tries().size() - 1) {
            tags.put("error", "true");
            tags.put("kong.balancer.state", attempt.failed() ? "failed" : "next");
            tags.put("http.status_code", Integer.toString(attempt.status()));
        }
        entities(entry, tags);
        return new ZipkinSpan(trace.traceId(), trace.requestSpanId(), id, CLIENT,
                name + " (balancer try " + (i + 1) + ")", attempt.startedAt(),
                attempt.startedAt().plus(attempt.total()), new Endpoint(service(entry), attempt.address(),
                        attempt.port()),
                List.of(), tags);
    }

    private String service(LogEntry entry) {
        return entry.service().map(Service::name).filter(name -> !name.isEmpty()).orElse(defaultService);
    }

    private static void entities(LogEntry entry, Map<String, String> tags) {
        entry.service().ifPresent(service -> {
            tags.put("kong.service", service.id());
            tags.put("kong.service_name", service.name());
        });
        entry.route().ifPresent(route -> {
            tags.put("kong.route", route.id());
            tags.put("kong.route_name", route.name());
        });
    }
}
