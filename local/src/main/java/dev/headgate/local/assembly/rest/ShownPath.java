package dev.headgate.local.assembly.rest;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.local.assembly.ServedApi.Entry;
import java.nio.charset.StandardCharsets;

/// The path that events and `$context.path` show. By the API's own endpoint it is in `requestContext` with the stage, and
/// without it otherwise; by a custom domain both are the client's, with the mapping's key
/// (aws-powertools/powertools-lambda-python#579).
///
/// @param isOfDomain whether the request came by a custom domain
/// @param path as events show it in `path`
/// @param contextPath as they show it in `requestContext.path`
record ShownPath(boolean isOfDomain, String path, String contextPath) {
    /// @param received the client's path
    /// @param stage that it leads to
    /// @param path of the API's resource
    static ShownPath of(Entry entry, String received, String stage, String path) {
        return switch (entry) {
            case Entry.Endpoint _ -> new ShownPath(false, path, "/" + stage + path);
            case Entry.Mapping _ -> new ShownPath(true, received, received);
        };
    }

    /// The event with this path: the core writes what the API's own endpoint shows.
    byte[] in(byte[] event) {
        if (!isOfDomain) {
            return event;
        }
        Members document = JsonValue.parseObject(Body.of(event)).orElseThrow();
        if (document.text("path").isEmpty()) {
            return event;
        }
        return document.with("path", path)
                .with("requestContext", document.object("requestContext").with("path", contextPath)).document()
                .getBytes(StandardCharsets.UTF_8);
    }
}
