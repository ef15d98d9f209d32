package dev.headgate.config;

import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.plan.CallerRules;
import dev.headgate.plan.PlacementSettings;
import java.time.Duration;
import java.util.List;

/// What `headgate.yaml` says: what is AWS's or Headgate's own, and so has no place in Kong's file. Immutable.
///
/// @param auth who refuses a request without a valid credential
/// @param trustedIps addresses and CIDR ranges, v4 or v6, whose X-Forwarded-* and X-Real-IP fields are believed, as
///        Kong's `trusted_ips`
/// @param realIp where such a peer says who the client is
/// @param telemetryWait how long the end of an invocation waits at the most for what is told of its request
/// @param breaker how targets that passive health checks took out come back
/// @param placeholders what becomes of `$NAME` and `${NAME}` in the Kong file
/// @param selectedTags only entities that have all of these tags are read; none for all entities
/// @param placement which routes API Gateway may serve without the router
/// @param rateLimits how requests are counted
public record Settings(
        Auth auth,
        List<String> trustedIps,
        RealIp realIp,
        Duration telemetryWait,
        Breaker breaker,
        ReadingOptions.Placeholders placeholders,
        List<String> selectedTags,
        PlacementSettings placement,
        RateLimitSettings rateLimits) {
    /// What holds where nothing is written.
    public static final Settings DEFAULT = new Settings(Auth.EDGE, List.of(), RealIp.DEFAULT, Duration.ofSeconds(1),
            Breaker.DEFAULT, ReadingOptions.Placeholders.LITERAL, List.of(), PlacementSettings.DEFAULT,
            RateLimitSettings.DEFAULT);

    public Settings {
        trustedIps = List.copyOf(trustedIps);
        selectedTags = List.copyOf(selectedTags);
    }

    /// How callers are judged, whatever serves a route.
    public CallerRules callerRules() {
        return new CallerRules(auth == Auth.EDGE, !trustedIps.isEmpty());
    }

    /// Kong's `real_ip_header` and `real_ip_recursive`.
    ///
    /// @param header the field that holds the client's address, or a list of which it is the last
    /// @param recursive whether trusted addresses at the end of the list are passed over
    public record RealIp(String header, boolean recursive) {
        /// What holds where nothing is written.
        public static final RealIp DEFAULT = new RealIp("X-Real-IP", false);
    }

    /// Who refuses a request without a valid credential. The verification is the same.
    public enum Auth {
        /// API Gateway, on the word of the Lambda authorizer and before the router is paid for, with its own 401 or 403
        /// body.
        EDGE,
        /// The router, exactly as Kong: body and headers.
        STRICT
    }
}
