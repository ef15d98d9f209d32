package dev.headgate.plugin;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;

/// The request that the backend is going to get, as plugins see and change it. The proxy adds forwarding fields and
/// removes hop-by-hop fields afterwards. An immutable value; no member is null.
///
/// @param method as the client's until a plugin changes it
/// @param hostHeader the Host that the backend sees; empty for the one that follows from the service or upstream
/// @param path normalised, escaped and ready to be sent; begins with `/`
/// @param rawQuery without `?`; empty for none
/// @param headers the client's, until plugins change them
/// @param body the client's, until a plugin changes it
public record UpstreamRequest(
        String method,
        String hostHeader,
        String path,
        String rawQuery,
        Headers headers,
        Body body) {

    public UpstreamRequest withMethod(String changed) {
        return new UpstreamRequest(changed, hostHeader, path, rawQuery, headers, body);
    }

    public UpstreamRequest withHostHeader(String changed) {
        return new UpstreamRequest(method, changed, path, rawQuery, headers, body);
    }

    public UpstreamRequest withPath(String changed) {
        return new UpstreamRequest(method, hostHeader, changed, rawQuery, headers, body);
    }

    public UpstreamRequest withRawQuery(String changed) {
        return new UpstreamRequest(method, hostHeader, path, changed, headers, body);
    }

    public UpstreamRequest withHeaders(Headers changed) {
        return new UpstreamRequest(method, hostHeader, path, rawQuery, changed, body);
    }

    public UpstreamRequest withBody(Body changed) {
        return new UpstreamRequest(method, hostHeader, path, rawQuery, headers, changed);
    }

    /// Exactly one header field of that name.
    public UpstreamRequest withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    /// No header field of that name.
    public UpstreamRequest withoutHeader(String name) {
        return withHeaders(headers.without(name));
    }
}
