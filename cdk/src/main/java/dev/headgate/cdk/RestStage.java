package dev.headgate.cdk;

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

    static StageOptions options(DeploymentSettings settings, LogGroup log) {
        StageOptions.Builder options = StageOptions.builder().stageName(RestApiGateway.STAGE).tracingEnabled(true)
                .accessLogDestination(new LogGroupLogDestination(log))
                .accessLogFormat(AccessLogFormat.custom(AccessLog.format(LOGGED)))
                .loggingLevel(MethodLoggingLevel.ERROR).dataTraceEnabled(false).metricsEnabled(true)
                .throttlingRateLimit(settings.throttle().requestsPerSecond())
                .throttlingBurstLimit(settings.throttle().burst());
        settings.stageCache().ifPresent(cache -> options.cacheClusterEnabled(true)
                .cacheClusterSize(cache.gigabytes()).methodOptions(Map.of(CACHED, cached(settings, cache))));
        return options.build();
    }

    /// What a method says for itself replaces all that the stage says for methods.
    private static MethodDeploymentOptions cached(DeploymentSettings settings, StageCacheSettings cache) {
        return MethodDeploymentOptions.builder().cachingEnabled(true).cacheDataEncrypted(true)
                .cacheTtl(Duration.seconds(cache.secondsToLive())).loggingLevel(MethodLoggingLevel.ERROR)
                .dataTraceEnabled(false).metricsEnabled(true)
                .throttlingRateLimit(settings.throttle().requestsPerSecond())
                .throttlingBurstLimit(settings.throttle().burst()).build();
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
