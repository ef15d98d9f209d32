package dev.headgate.plugin.lambda;

import dev.headgate.http.Body;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.UpstreamRequest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a function is told of a request: the event that it is called with. Source:
/// kong/plugins/aws-lambda/request-util.lua, `build_request_payload`.
sealed interface RequestPayload permits RequestPayload.Parameters, RequestPayload.Parts, GatewayEvent {
    /// The event.
    JsonValue of(Exchange exchange, InstantSource clock);

    /// The parameters of query and body in one object; the body's win.
    record Parameters() implements RequestPayload {
        @Override
        public JsonValue of(Exchange exchange, InstantSource clock) {
            UpstreamRequest request = exchange.upstream();
            JsonValue.Members query = RequestValues.object(RequestValues.query(request.rawQuery()));
            return switch (RequestValues.content(request.headers().first("Content-Type"), request.body())) {
                case RequestValues.Content.Read(JsonValue.Items items) -> merged(query, items);
                case RequestValues.Content.Read(JsonValue.Members members) -> merged(query, members.values());
                case RequestValues.Content.Read _,RequestValues.Content.Malformed _,RequestValues.Content.OtherType _ ->
                        query;
            };
        }

        private static JsonValue merged(JsonValue.Members query, Map<String, JsonValue> more) {
            Map<String, JsonValue> all = new LinkedHashMap<>(query.values());
            all.putAll(more);
            return new JsonValue.Members(all);
        }

        /// An array stays one while there is nothing else; beside parameters its items are numbered.
        private static JsonValue merged(JsonValue.Members query, JsonValue.Items array) {
            List<JsonValue> items = array.values();
            if (query.values().isEmpty()) {
                return items.isEmpty() ? query : array;
            }
            Map<String, JsonValue> numbered = new LinkedHashMap<>();
            for (int i = 0; i < items.size(); i++) {
                numbered.put(Integer.toString(i + 1), items.get(i));
            }
            return merged(query, numbered);
        }
    }

    /// The parts of the request that are chosen, each under its own name.
    ///
    /// @param base64EncodeBody whether a body of an unknown type is encoded
    record Parts(boolean method, boolean uri, boolean headers, boolean body, boolean base64EncodeBody)
            implements
                RequestPayload {
        /// Types whose bodies are texts, compared to the letter as in Kong.
        private static final Set<String> TEXTS = Set.of("text/plain", "text/html", "application/xml", "text/xml",
                "application/soap+xml");

        @Override
        public JsonValue of(Exchange exchange, InstantSource clock) {
            UpstreamRequest request = exchange.upstream();
            JsonValue.Members event = JsonValue.Members.NONE;
            if (method) {
                event = event.with("request_method", request.method());
            }
            if (headers) {
                event = event.with("request_headers", RequestValues.object(RequestValues.headers(request.headers())));
            }
            if (uri) {
                String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
                event = event.with("request_uri", exchange.match().normalizedPath() + query).with("request_uri_args",
                        RequestValues.object(RequestValues.query(request.rawQuery())));
            }
            return body ? withBody(event, request.headers().first("Content-Type"), request.body()) : event;
        }

        private JsonValue.Members withBody(JsonValue.Members event, String contentType, Body content) {
            return switch (RequestValues.content(contentType, content)) {
                case RequestValues.Content.Read(JsonValue values) -> raw(event, content).with("request_body_args",
                        values);
                case RequestValues.Content.Malformed _ -> raw(event, content);
                case RequestValues.Content.OtherType _ -> (base64EncodeBody && !TEXTS.contains(contentType)
                        ? event.with("request_body_base64", true).with("request_body", base64(content))
                        : raw(event, content)).with("request_body_args", JsonValue.Members.NONE);
            };
        }

        private static JsonValue.Members raw(JsonValue.Members event, Body content) {
            return content.isEmpty() ? event : event.with("request_body", content.utf8());
        }
    }

    static String base64(Body content) {
        return Base64.getEncoder().encodeToString(content.bytes());
    }
}
