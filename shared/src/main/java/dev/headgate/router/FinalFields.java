package dev.headgate.router;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.proxy.Product;

/// The fields that Kong writes after all plugins (kong/runloop/handler.lua, `header_filter.after`), and the content as the
/// method and status want it.
final class FinalFields {
    private FinalFields() {}

    /// How long the parts took.
    ///
    /// @param proxyMillis before the backend's last try began
    /// @param upstreamMillis until the backend answered
    record Latencies(long proxyMillis, long upstreamMillis) {}

    /// An answer that came from a backend, or from its absence.
    ///
    /// @param via what the backend's own answer had
    static Response proxied(Response response, String method, String requestId, Latencies latencies, String via) {
        Headers headers = response.headers()
                .with("X-Kong-Upstream-Latency", Long.toString(latencies.upstreamMillis()))
                .with("X-Kong-Proxy-Latency", Long.toString(latencies.proxyMillis()))
                .with("Via", Product.via(via));
        Headers named = headers.contains("Server") ? headers : headers.with("Server", Product.TOKEN);
        return sized(response.withHeaders(named.with("X-Kong-Request-Id", requestId)), method);
    }

    /// An answer of the gateway's own.
    static Response own(Response response, String method, String requestId, long responseMillis) {
        Headers headers = response.headers().with("X-Kong-Response-Latency", Long.toString(responseMillis));
        // Kong leaves Server alone where a plugin names the gateway in Via.
        Headers named = headers.first("Via").equals(Product.TOKEN) ? headers : headers.with("Server", Product.TOKEN);
        Headers complete = named.with("X-Kong-Request-Id", requestId);
        return sized(response.withHeaders(complete.contains("Content-Length")
                ? complete
                : complete.with("Content-Length", Integer.toString(response.body().length()))), method);
    }

    /// Plugins may have changed the content, but not what HEAD and 304 say of content they do not carry.
    private static Response sized(Response response, String method) {
        if (method.equals("HEAD") || response.status() == 304) {
            return response.withBody(Body.EMPTY);
        }
        return response.headers().contains("Content-Length")
                ? response.withHeader("Content-Length", Integer.toString(response.body().length()))
                : response;
    }
}
