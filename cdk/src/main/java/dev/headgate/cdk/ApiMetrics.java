package dev.headgate.cdk;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// What API Gateway measures of one API. HTTP APIs and REST APIs name the same things differently (API Gateway developer
/// guide, "Monitoring metrics for HTTP APIs" and "Amazon API Gateway dimensions and metrics").
///
/// @param kind `http` or `rest`
/// @param dimensions what tells the API from others: one
/// @param clientErrors the name of the metric of 4xx answers
/// @param serverErrors the name of the metric of 5xx answers
record ApiMetrics(String kind, Map<String, String> dimensions, String clientErrors, String serverErrors) {
    private static final String NAMESPACE = "AWS/ApiGateway";

    static ApiMetrics http(String apiId) {
        return new ApiMetrics("http", Map.of("ApiId", apiId), "4xx", "5xx");
    }

    static ApiMetrics rest(String apiName) {
        return new ApiMetrics("rest", Map.of("ApiName", apiName), "4XXError", "5XXError");
    }

    Metric requestCount(Duration period) {
        return metric("Count", RegionMetrics.SUM, period);
    }

    Metric clientErrorCount(Duration period) {
        return metric(clientErrors, RegionMetrics.SUM, period);
    }

    Metric serverErrorCount(Duration period) {
        return metric(serverErrors, RegionMetrics.SUM, period);
    }

    /// Between a request's arrival and the answer's departure, in milliseconds.
    ///
    /// @param percentile such as `p99`
    Metric latency(String percentile, Duration period) {
        return metric("Latency", percentile, period);
    }

    /// Finds what is measured of each method of each path.
    ///
    /// @param name of the metric
    String byMethod(String name, String statistic) {
        Map.Entry<String, String> api = dimensions.entrySet().iterator().next();
        return "SEARCH('{%s,%s,Method,Resource,Stage} %s=\"%s\" MetricName=\"%s\"', '%s')".formatted(NAMESPACE,
                api.getKey(), api.getKey(), api.getValue(), name, statistic);
    }

    private Metric metric(String name, String statistic, Duration period) {
        return Metric.Builder.create().namespace(NAMESPACE).metricName(name).dimensionsMap(dimensions)
                .statistic(statistic).period(period).build();
    }
}
