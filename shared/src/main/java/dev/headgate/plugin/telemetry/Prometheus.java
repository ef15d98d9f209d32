package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.model.Consumer;
import dev.headgate.model.Service;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.telemetry.LogEntry.Source;
import dev.headgate.plugin.telemetry.Measurement.Metric;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts requests and measures how long they take, in Kong's metrics. Nobody can scrape a function, so that there
/// CloudWatch gets them; see [EmbeddedMetrics] and [MetricsRegistry]. Source: kong/plugins/prometheus.
///
/// @param perConsumer whether requests and bytes are counted by consumer
/// @param statusCodeMetrics whether requests are counted
/// @param latencyMetrics whether times are measured
/// @param bandwidthMetrics whether bytes are counted
public record Prometheus(boolean perConsumer, boolean statusCodeMetrics, boolean latencyMetrics,
        boolean bandwidthMetrics)
        implements
            Plugin {
    private static final List<Integer> KONG_BUCKETS = List.of(1, 2, 5, 7, 10, 15, 20, 30, 50, 75, 100, 200, 500, 750,
            1000, 3000, 6000);
    private static final List<Integer> UPSTREAM_BUCKETS = List.of(25, 50, 80, 100, 250, 400, 700, 1000, 2000, 5000,
            10_000, 30_000, 60_000);
    private static final List<String> LATENCY_LABELS = List.of("service", "route", "workspace");
    static final Metric REQUESTS = new Metric("kong_http_requests_total",
            "Requests by status, service, route, consumer",
            List.of("service", "route", "code", "source", "workspace", "consumer"), "Count", List.of());
    static final Metric BANDWIDTH = new Metric("kong_bandwidth_bytes", "Bytes received and sent",
            List.of("service", "route", "direction", "workspace", "consumer"), "Bytes", List.of());
    static final Metric KONG_LATENCY = new Metric("kong_kong_latency_ms", "Milliseconds that the gateway took",
            LATENCY_LABELS, "Milliseconds", KONG_BUCKETS);
    static final Metric UPSTREAM_LATENCY = new Metric("kong_upstream_latency_ms",
            "Milliseconds that the backend took to answer", LATENCY_LABELS, "Milliseconds", UPSTREAM_BUCKETS);
    static final Metric REQUEST_LATENCY = new Metric("kong_request_latency_ms", "Milliseconds that requests took",
            LATENCY_LABELS, "Milliseconds", UPSTREAM_BUCKETS);

    /// Headgate's own, since limits that are not kept must not go unnoticed.
    static final Metric UNCOUNTED = new Metric("headgate_uncounted_requests_total",
            "Requests that a plugin let pass though it could not count them",
            List.of("service", "route", "plugin", "workspace"), "Count", List.of());

    /// Kong's prometheus plugin.
    public static final PluginType<Prometheus> TYPE = new PluginType<>("prometheus", 13, RecordSchema.of(
            flag("per_consumer", "Whether requests and bytes are counted by consumer."),
            flag("status_code_metrics", "Whether requests are counted: `kong_http_requests_total`."),
            flag("ai_metrics", "Whether tokens and costs of language models are counted.")
                    .withoutEffect("Headgate measures nothing of language models."),
            flag("latency_metrics", "Whether times are measured: `kong_kong_latency_ms`, `kong_upstream_latency_ms`,"
                    + " `kong_request_latency_ms`."),
            flag("bandwidth_metrics", "Whether bytes are counted: `kong_bandwidth_bytes`."),
            flag("upstream_health_metrics", "Whether the health of targets is shown.")
                    .withoutEffect("Each function's process sees its own part of the traffic only, so that it has no"
                            + " health to show."),
            flag("wasm_metrics", "Whether metrics of Wasm filters are shown.")
                    .withoutEffect("There are no Wasm filters.")),
            true, Prometheus::of);

    private static Field flag(String name, String doc) {
        return defaulted(name, FieldType.flag(), false, doc);
    }

    private static Prometheus of(Values config) {
        return new Prometheus(config.flag("per_consumer"), config.flag("status_code_metrics"),
                config.flag("latency_metrics"), config.flag("bandwidth_metrics"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    /// As in Kong, requests without a route are not counted.
    @Override
    public void log(LogEntry entry, PluginContext context) {
        if (entry.route().isEmpty()) {
            return;
        }
        String service = entry.service().map(Prometheus::name).orElse("");
        String route = entry.route().get().label();
        String consumer = perConsumer
                ? entry.exchange().identity().knownConsumer().map(Consumer::username).orElse("")
                : "";
        List<Measurement> measured = new ArrayList<>();
        if (bandwidthMetrics) {
            measured.add(bytes(service, route, "ingress", consumer, entry.requestBytes()));
            measured.add(bytes(service, route, "egress", consumer, entry.responseBytes()));
        }
        if (statusCodeMetrics) {
            String source = entry.source() == Source.UPSTREAM ? "service" : "kong";
            measured.add(new Measurement(REQUESTS, List.of(service, route,
                    Integer.toString(entry.response().status()), source, LogDocument.WORKSPACE_NAME, consumer), 1));
        }
        if (latencyMetrics) {
            latency(measured, REQUEST_LATENCY, service, route, Optional.of(entry.latencies().total()));
            latency(measured, UPSTREAM_LATENCY, service, route, entry.latencies().waiting());
            latency(measured, KONG_LATENCY, service, route, Optional.of(entry.latencies().kong()));
        }
        entry.uncounted().forEach(plugin -> measured.add(
                new Measurement(UNCOUNTED, List.of(service, route, plugin, LogDocument.WORKSPACE_NAME), 1)));
        if (!measured.isEmpty()) {
            context.resources().telemetry().metrics().record(measured);
        }
    }

    private static String name(Service service) {
        return service.name().isEmpty() ? service.host() : service.name();
    }

    private static Measurement bytes(String service, String route, String direction, String consumer, long bytes) {
        return new Measurement(BANDWIDTH, List.of(service, route, direction, LogDocument.WORKSPACE_NAME, consumer),
                bytes);
    }

    private static void latency(List<Measurement> measured, Metric metric, String service, String route,
            Optional<Duration> time) {
        time.ifPresent(known -> measured.add(new Measurement(metric,
                List.of(service, route, LogDocument.WORKSPACE_NAME), known.toMillis())));
    }
}
