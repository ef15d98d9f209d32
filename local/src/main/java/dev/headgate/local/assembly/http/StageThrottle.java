package dev.headgate.local.assembly.http;

import dev.headgate.local.assembly.TokenBucket;
import java.util.Map;
import java.util.Optional;

/// How many requests a stage takes. A route with settings of its own has a bucket of its own; all others share the stage's,
/// which is how "limits for individual stages or routes" is read here
/// ([throttling](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html)). The account's
/// limit of 10,000 a second, which all APIs share, is not kept.
///
/// @param ofStage absent where the stage has no settings
/// @param ofRoutes by route key
record StageThrottle(Optional<TokenBucket> ofStage, Map<String, TokenBucket> ofRoutes) {
    static final StageThrottle NONE = new StageThrottle(Optional.empty(), Map.of());

    StageThrottle {
        ofRoutes = Map.copyOf(ofRoutes);
    }

    /// Whether a request to this route is taken.
    boolean admits(String routeKey) {
        return Optional.ofNullable(ofRoutes.get(routeKey)).or(() -> ofStage).map(TokenBucket::take).orElse(true);
    }
}
