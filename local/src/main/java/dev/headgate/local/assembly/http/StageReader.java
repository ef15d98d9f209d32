package dev.headgate.local.assembly.http;

import dev.headgate.local.assembly.TokenBucket;
import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Reads `AWS::ApiGatewayV2::Stage`. A stage without automatic deployment serves what its deployment was made of, which is
/// the template as well.
///
/// @param nanoTime by which throttles count
record StageReader(LongSupplier nanoTime) {
    HttpStage read(ResourceProperties properties) {
        properties.withoutEffect("AccessLogSettings", "ApiId", "Description", "Tags");
        String name = properties.text("StageName");
        if (!properties.flag("AutoDeploy") && !properties.has("DeploymentId")) {
            properties.refuse(Code.HG0704, "AutoDeploy", "the stage has no deployment, and so serves nothing.", "");
        }
        properties.withoutEffect("DeploymentId");
        Optional<TokenBucket> ofStage = properties.object("DefaultRouteSettings").flatMap(this::bucket);
        Map<String, TokenBucket> ofRoutes = new HashMap<>();
        properties.object("RouteSettings").ifPresent(routes -> routes.namesInOrder().forEach(
                key -> routes.object(key).flatMap(this::bucket).ifPresent(bucket -> ofRoutes.put(key, bucket))));
        HttpStage stage = new HttpStage(name, properties.textMap("StageVariables"),
                new StageThrottle(ofStage, ofRoutes));
        properties.refuseOthers();
        return stage;
    }

    /// A limit that is not written is the account's, which is so high that it counts for nothing here.
    private Optional<TokenBucket> bucket(ResourceProperties settings) {
        settings.withoutEffect("DataTraceEnabled", "DetailedMetricsEnabled", "LoggingLevel");
        Optional<Double> rate = settings.number("ThrottlingRateLimit");
        Optional<Integer> burst = settings.integer("ThrottlingBurstLimit");
        settings.refuseOthers();
        return rate.isPresent() || burst.isPresent()
                ? Optional.of(new TokenBucket(rate.orElse((double) Integer.MAX_VALUE),
                        burst.orElse(Integer.MAX_VALUE), nanoTime))
                : Optional.empty();
    }
}
