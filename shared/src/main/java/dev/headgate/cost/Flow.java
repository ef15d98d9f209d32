package dev.headgate.cost;

import dev.headgate.cost.CostedRoute.NativeKey;
import dev.headgate.cost.CostedRoute.Work;
import java.math.BigDecimal;

/// Where requests of one route go that are served in the same way.
///
/// @param requests of clients
/// @param admitted those that are not refused for want of a credential
/// @param authorizerCalls invocations of the authorizer
/// @param routerCalls invocations of the router
/// @param backendCalls of the router
/// @param credentialChecks by a function, of good credentials
/// @param cacheLooks of the router for a kept answer
record Flow(
        BigDecimal requests,
        BigDecimal admitted,
        BigDecimal authorizerCalls,
        BigDecimal routerCalls,
        BigDecimal backendCalls,
        BigDecimal credentialChecks,
        BigDecimal cacheLooks) {
    private static final BigDecimal NONE = BigDecimal.ZERO;

    /// Requests to a native key.
    static Flow nativeTo(NativeKey key, BigDecimal requests, TrafficProfile traffic) {
        BigDecimal good = requests.multiply(traffic.credentialShare());
        return switch (key) {
            case OPEN -> served(requests, requests, NONE, NONE);
            case JWT -> served(requests, good, NONE, NONE);
            case AUTHORIZER -> {
                // API Gateway refuses by itself what has no credential, and asks again when it has forgotten an answer.
                BigDecimal asked = good.multiply(Amounts.restOf(traffic.authorizerHitShare()));
                yield served(requests, good, asked, asked);
            }
            case AUTHORIZER_UNCACHED -> served(requests, good, requests, good);
        };
    }

    private static Flow served(BigDecimal requests, BigDecimal admitted, BigDecimal authorizerCalls,
            BigDecimal credentialChecks) {
        return new Flow(requests, admitted, authorizerCalls, NONE, NONE, credentialChecks, NONE);
    }

    /// Requests to the router.
    ///
    /// @param hasAuthorizer whether the authorizer is asked before, and refuses
    static Flow routed(Work work, BigDecimal requests, TrafficProfile traffic, boolean hasAuthorizer) {
        BigDecimal admitted = admitted(work, requests, traffic);
        BigDecimal within = work.isLimited()
                ? admitted.multiply(Amounts.restOf(traffic.limits().refusedShare()))
                : admitted;
        BigDecimal unanswered = work.isCached() ? within.multiply(Amounts.restOf(traffic.cacheHitShare())) : within;
        return new Flow(requests, admitted, hasAuthorizer ? requests : NONE, hasAuthorizer ? admitted : requests,
                work.callsBackend() ? unanswered : NONE, work.isProtected() ? admitted : NONE,
                work.isCached() ? within : NONE);
    }

    static BigDecimal admitted(Work work, BigDecimal requests, TrafficProfile traffic) {
        return work.isProtected() ? requests.multiply(traffic.credentialShare()) : requests;
    }

    /// How many of the requests reach a function at all.
    BigDecimal reachingFunctions() {
        return authorizerCalls.max(routerCalls);
    }
}
