package dev.headgate.cdk;

import dev.headgate.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodDeploymentOptions;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.logs.LogGroup;

/// The stage of the REST API: logs, metrics, traces, throttle, cache.
final class RestStage {
    private static final String CACHED = "/{proxy+}/GET";
    /// Without the query, in which credentials may stand.
    private static final List<String> LOGGED = List.of("requestId", "extendedRequestId", "identity.sourceIp",
            "requestTime", "httpMethod", "path", "domainName", "status", "responseLength", "responseLatency",
            "integrationLatency", "integrationErrorMessage", "authorizer.error", "authorize.error", "error.message",
            "error.responseType", "wafResponseCode", "xrayTraceId");

    private RestStage() {}

    static StageOptions options(DeploymentSettings settings, Plan plan, LogGroup log) {
        Map<String, MethodDeploymentOptions> ofMethods = new TreeMap<>();
        plan.routes().forEach(route -> route.keys().forEach(key -> key.throttle().ifPresent(throttle -> ofMethods.put(
                key.key().path() + "/" + key.key().method(),
                method(settings, throttle.requestsPerSecond(), throttle.burst()).build()))));
        settings.stageCache().ifPresent(cache -> ofMethods.put(CACHED, cached(settings, cache)));
        StageOptions.Builder options = StageOptions.builder().stageName(RestApiGateway.STAGE).tracingEnabled(true)
                .accessLogDestination(new LogGroupLogDestination(log))
                .accessLogFormat(AccessLogFormat.custom(AccessLog.format(LOGGED)))
                .loggingLevel(MethodLoggingLevel.ERROR).dataTraceEnabled(false)
                .metricsEnabled(settings.monitoring().detailedMetrics())
                .throttlingRateLimit(settings.throttle().requestsPerSecond())
                .throttlingBurstLimit(settings.throttle().burst());
        settings.stageCache().ifPresent(cache -> options.cacheClusterEnabled(true)
                .cacheClusterSize(cache.gigabytes()));
        if (!ofMethods.isEmpty()) {
            options.methodOptions(ofMethods);
        }
        return options.build();
    }

    private static MethodDeploymentOptions cached(DeploymentSettings settings, StageCacheSettings cache) {
        return method(settings, settings.throttle().requestsPerSecond(), settings.throttle().burst())
                .cachingEnabled(true)
                .cacheDataEncrypted(true).cacheTtl(Duration.seconds(cache.secondsToLive())).build();
    }

    /// What a method says for itself replaces all that the stage says for methods.
    private static MethodDeploymentOptions.Builder method(DeploymentSettings settings, double requestsPerSecond,
            int burst) {
        return MethodDeploymentOptions.builder().loggingLevel(MethodLoggingLevel.ERROR).dataTraceEnabled(false)
                .metricsEnabled(settings.monitoring().detailedMetrics()).throttlingRateLimit(requestsPerSecond)
                .throttlingBurstLimit(burst);
    }

    /// What tells requests apart: the path, and what the settings name.
    static List<String> cacheKey(StageCacheSettings cache) {
        List<String> key = new ArrayList<>();
        key.add("method.request.path.proxy");
        cache.query().forEach(name -> key.add("method.request.querystring." + name));
        cache.headers().forEach(name -> key.add("method.request.header." + name));
        return key;
    }

    /// The same, as the method declares them, with whether each has to be there.
    static Map<String, Boolean> parameters(StageCacheSettings cache) {
        Map<String, Boolean> parameters = new TreeMap<>();
        cacheKey(cache).forEach(name -> parameters.put(name, name.startsWith("method.request.path.")));
        return parameters;
    }
}
