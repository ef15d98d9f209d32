package dev.headgate.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clients ask of a gateway in a month, and how it is deployed. Numbers are exact decimals, 0 or more; shares are
/// between 0 and 1.
///
/// @param requests of all routes, in a month of 730 hours
/// @param regions in which the gateway is deployed, 1 or more
/// @param standard what holds of routes that say nothing else
/// @param routes what is said of single routes, by name
/// @param peakToAverage how many times the average the busiest second has
/// @param credentialShare of the requests to protected routes that bring a good credential; the others are refused
/// @param authorizerHitShare of the requests to native keys whose authorization API Gateway remembers
/// @param keyLookupShare of the checks of API keys that ask the table, since neither the file nor memory knows the key
/// @param cacheHitShare of the requests to routes with proxy-cache that are answered from the cache
/// @param limits what requests meet that are counted
/// @param functions how Lambda runs
/// @param telemetry what is logged and traced
/// @param edge what stands before the APIs
/// @param keyChanges API keys that are made, changed or revoked
/// @param kong what a cluster is sized by
/// @param given every setting with its value, for people
public record TrafficProfile(
        BigDecimal requests,
        int regions,
        Standard standard,
        Map<String, RouteTraffic> routes,
        BigDecimal peakToAverage,
        BigDecimal credentialShare,
        BigDecimal authorizerHitShare,
        BigDecimal keyLookupShare,
        BigDecimal cacheHitShare,
        Limits limits,
        Functions functions,
        Telemetry telemetry,
        Edge edge,
        BigDecimal keyChanges,
        Kong kong,
        List<Given> given) {
    public TrafficProfile {
        routes = Map.copyOf(routes);
        given = List.copyOf(given);
    }

    /// What a request is like where its route says nothing else.
    ///
    /// @param backendMillis how long the backend takes
    /// @param requestKilobytes with all that is sent beside the body
    /// @param responseKilobytes likewise
    public record Standard(BigDecimal backendMillis, BigDecimal requestKilobytes, BigDecimal responseKilobytes) {}

    /// What is said of a route.
    ///
    /// @param requests of a month; empty for a share of those that are left
    /// @param weight of the route among those that share
    /// @param nativeShare of the requests that the route's native keys take, where only some of it is native; empty for
    ///        equal parts
    /// @param standard what its requests are like
    public record RouteTraffic(
            Optional<BigDecimal> requests,
            BigDecimal weight,
            Optional<BigDecimal> nativeShare,
            Standard standard) {}

    /// What requests meet that are counted.
    ///
    /// @param refusedShare of requests to routes with rate limits, beyond a limit
    /// @param keys over how many callers, or whatever else limits count by, the requests of a moment are spread; 1 or more
    public record Limits(BigDecimal refusedShare, long keys) {}

    /// How Lambda runs the functions.
    ///
    /// @param memoryMegabytes of each
    /// @param isArm whether on Graviton
    /// @param routerMillis how long the router works on a request, without the backend
    /// @param authorizerMillis how long the authorizer works
    public record Functions(
            BigDecimal memoryMegabytes,
            boolean isArm,
            BigDecimal routerMillis,
            BigDecimal authorizerMillis) {}

    /// What is kept of requests.
    ///
    /// @param tracedShare of the requests that are not the first of their second
    /// @param accessLogBytes that API Gateway, or Kong, writes for a request
    /// @param functionLogBytes that a function writes for an invocation
    /// @param detailedMetrics whether API Gateway measures each key by itself
    public record Telemetry(
            BigDecimal tracedShare,
            BigDecimal accessLogBytes,
            BigDecimal functionLogBytes,
            boolean detailedMetrics) {}

    /// What stands before the APIs.
    ///
    /// @param hasDomain whether there is a custom domain
    /// @param hasCloudFront whether CloudFront stands before an HTTP API
    /// @param cloudFrontLogBytes that it writes for a request
    /// @param webAclRules of the web ACL; 0 for none
    public record Edge(boolean hasDomain, boolean hasCloudFront, BigDecimal cloudFrontLogBytes, int webAclRules) {
        boolean hasWebAcl() {
            return webAclRules > 0;
        }
    }

    /// What a cluster of Kong nodes is sized by.
    ///
    /// @param requestsPerSecond what a node serves
    /// @param requestsPerConnection how many requests come over a connection
    /// @param diskGigabytes of a node
    public record Kong(BigDecimal requestsPerSecond, BigDecimal requestsPerConnection, BigDecimal diskGigabytes) {}

    /// A setting as people see it.
    ///
    /// @param isDefault whether the file does not say it
    public record Given(String name, String value, boolean isDefault) {}

    /// A route's requests and what they are like.
    record Load(BigDecimal requests, Optional<BigDecimal> nativeShare, Standard standard) {}

    /// The requests of each route: those that are said for single routes, and the rest by weight among the others.
    ///
    /// @param names of all routes, each once
    Map<String, Load> loads(List<String> names) {
        BigDecimal rest = requests;
        BigDecimal weights = BigDecimal.ZERO;
        for (String name : names) {
            RouteTraffic route = route(name);
            rest = rest.subtract(route.requests().orElse(BigDecimal.ZERO));
            weights = weights.add(route.requests().isPresent() ? BigDecimal.ZERO : route.weight());
        }
        Map<String, Load> loads = new LinkedHashMap<>();
        for (String name : names) {
            RouteTraffic route = route(name);
            BigDecimal own = route.requests().isPresent()
                    ? route.requests().get()
                    : share(rest, route.weight(), weights);
            loads.put(name, new Load(own, route.nativeShare(), route.standard()));
        }
        return loads;
    }

    private static BigDecimal share(BigDecimal rest, BigDecimal weight, BigDecimal weights) {
        return weights.signum() == 0 ? BigDecimal.ZERO : rest.multiply(weight).divide(weights, Price.DIGITS);
    }

    /// Whether it is said how much of a route its native keys take.
    boolean hasNativeShare(String name) {
        return route(name).nativeShare().isPresent();
    }

    private RouteTraffic route(String name) {
        return routes.getOrDefault(name,
                new RouteTraffic(Optional.empty(), BigDecimal.ONE, Optional.empty(), standard));
    }
}
