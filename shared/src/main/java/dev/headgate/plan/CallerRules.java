package dev.headgate.plan;

/// How callers are judged, whatever serves a route.
///
/// @param isEdge whether the authorizer refuses callers (`auth: edge`), and not the router
/// @param trustsPeers whether some of those who connect may name another client (`trusted_ips`)
public record CallerRules(boolean isEdge, boolean trustsPeers) {
    /// The authorizer refuses callers, and whoever connects is the client.
    public static final CallerRules EDGE = new CallerRules(true, false);

    /// The router refuses callers, and whoever connects is the client.
    public static final CallerRules STRICT = new CallerRules(false, false);
}
