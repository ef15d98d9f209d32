package dev.headgate.routing;

import dev.headgate.model.Route;
import dev.headgate.model.Service;

/// The path that a backend is asked for, made of the service's path and the request's: kong/router/utils.lua,
/// `get_upstream_uri_v0`, and kong/router/traditional.lua, `find_match`, for `v1`. The query is not part of it and goes
/// to the backend as it came.
///
/// Kong's `traditional_compatible` router joins as `v0` whatever a route says; Headgate does what the route says.
///
/// @param path escaped, ready to be sent; begins with `/`
/// @param forwardedPrefix what was stripped, for `X-Forwarded-Prefix` (kong/runloop/handler.lua, `access.before`);
///        empty when nothing was, or only `/`. Kong sends it decoded; here what is not printable ASCII is escaped, since
///        the client chooses it and it becomes a header field
public record UpstreamPath(String path, String forwardedPrefix) {
    /// The path for a request that this match belongs to.
    public static UpstreamPath of(Match match) {
        Route route = match.route();
        String servicePath = route.service().map(Service::path).orElse("");
        String base = servicePath.isEmpty() ? "/" : servicePath;
        String stripped = route.stripPath() ? match.matchedPath() : "";
        String prefix = stripped.isEmpty() ? "/" : stripped;
        String rest = withoutDots(match.normalizedPath().substring(prefix.length()));
        String joined = switch (route.pathHandling()) {
            case V0 -> route.stripPath()
                    ? replaceV0(base, rest, match.normalizedPath())
                    : prependV0(base, match.normalizedPath());
            case V1 -> route.stripPath() ? replaceV1(base, rest) : base + match.normalizedPath().substring(1);
        };
        return new UpstreamPath(NormalizedPath.escape(joined), prefix.equals("/") ? "" : printable(prefix));
    }

    /// A prefix that ends within a segment can lay bare dots at its end: `/route` of `/route../req`.
    private static String withoutDots(String rest) {
        if (rest.equals(".") || rest.equals("..")) {
            return "";
        }
        return rest.startsWith("./") ? rest.substring(2) : rest.startsWith("../") ? rest.substring(3) : rest;
    }

    private static String replaceV0(String base, String rest, String path) {
        String bare = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        if (rest.isEmpty()) {
            boolean directory = path.length() > 1 && path.endsWith("/");
            return bare.isEmpty() || directory || base.endsWith("/") && path.endsWith("/") ? bare + "/" : bare;
        }
        return rest.startsWith("/") ? bare + rest : bare + "/" + rest;
    }

    private static String prependV0(String base, String path) {
        if (base.endsWith("/")) {
            return base + path.substring(1);
        }
        return path.equals("/") ? base : base + path;
    }

    private static String replaceV1(String base, String rest) {
        return base.endsWith("/") && rest.startsWith("/") ? base + rest.substring(1) : base + rest;
    }

    private static String printable(String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            if (prefix.charAt(i) < ' ' || prefix.charAt(i) > '~') {
                return NormalizedPath.escape(prefix);
            }
        }
        return prefix;
    }
}
