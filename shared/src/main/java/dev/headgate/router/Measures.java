package dev.headgate.router;

import dev.headgate.router.GatewayMetrics.Metric;
import dev.headgate.router.Trail.Decision;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What is measured of one request. What is not known of it is left out, rather than said to be nothing. An immutable
/// value.
///
/// @param values in the order of the metrics
public record Measures(Map<Metric, Long> values) {
    /// Nothing is measured.
    static final Measures NONE = new Measures(Map.of());

    /// How the authorizer's part in a request ended.
    public enum Judgement {
        /// The request goes on to the router.
        PASSED,
        /// API Gateway turns the client away.
        REFUSED,
        /// Nobody could say; API Gateway answers 500.
        FAILED
    }

    public Measures {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /// Of a request that the router answered.
    static Measures answered(int status, Trail trail, long latencyMillis, boolean coldStart) {
        Map<Metric, Long> values = routed(latencyMillis, coldStart);
        // A backend that refused a connection at once was not quick to answer.
        if (trail.decision() == Decision.PROXIED) {
            trail.upstreamMillis().ifPresent(millis -> values.put(Metric.UPSTREAM_LATENCY, millis));
        }
        values.put(Metric.CLIENT_ERRORS, count(status >= 400 && status < 500));
        values.put(Metric.SERVER_ERRORS, count(status >= 500));
        values.put(Metric.RATE_LIMITED, count(trail.rateLimited()));
        values.put(Metric.STORE_FAILURES, count(trail.storeFailed()));
        values.put(Metric.UNCOUNTED_REQUESTS, count(!trail.uncounted().isEmpty()));
        return new Measures(values);
    }

    /// Of a request that the router failed for, so that API Gateway answers 500 or 502.
    public static Measures unanswered(long latencyMillis, boolean coldStart) {
        Map<Metric, Long> values = routed(latencyMillis, coldStart);
        values.put(Metric.CLIENT_ERRORS, 0L);
        values.put(Metric.SERVER_ERRORS, 1L);
        return new Measures(values);
    }

    private static Map<Metric, Long> routed(long latencyMillis, boolean coldStart) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        values.put(Metric.REQUESTS, 1L);
        values.put(Metric.LATENCY, latencyMillis);
        values.put(Metric.COLD_STARTS, count(coldStart));
        return values;
    }

    /// Of a request that the authorizer looked at.
    public static Measures judged(Judgement judgement, long latencyMillis, boolean coldStart) {
        return new Measures(Map.of(Metric.AUTHORIZER_REQUESTS, 1L,
                Metric.AUTHORIZER_REFUSED, count(judgement == Judgement.REFUSED),
                Metric.AUTHORIZER_FAILED, count(judgement == Judgement.FAILED),
                Metric.AUTHORIZER_LATENCY, latencyMillis,
                Metric.AUTHORIZER_COLD_STARTS, count(coldStart)));
    }

    private static long count(boolean happened) {
        return happened ? 1 : 0;
    }
}
