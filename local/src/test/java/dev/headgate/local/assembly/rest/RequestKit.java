package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Requests to the stage `live` of an API, as they are behind the choice of a resource.
final class RequestKit {
    static final String ID = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    static final Envelope ENVELOPE = new Envelope("live", "abcdefghij", "123456789012", "eu-central-1",
            "abcdefghij.execute-api.eu-central-1.amazonaws.com", "ANY /{proxy+}",
            Instant.parse("2026-07-10T19:19:05Z"), ID, Map.of());

    private final String method;
    private final String target;
    private Headers headers = Headers.of("Host", "api.example.com");
    private String body = "";
    private String address = "192.0.2.7";
    private Undocumented undocumented = Undocumented.DEFAULT;
    private final Map<String, String> path = new HashMap<>();
    private final Map<String, String> authorizer = new HashMap<>();

    private RequestKit(String method, String target) {
        this.method = method;
        this.target = target;
    }

    static RequestKit get(String target) {
        return new RequestKit("GET", target);
    }

    static RequestKit of(String method, String target) {
        return new RequestKit(method, target);
    }

    RequestKit header(String name, String value) {
        headers = headers.plus(name, value);
        return this;
    }

    RequestKit body(String text) {
        body = text;
        return this;
    }

    RequestKit path(String name, String value) {
        path.put(name, value);
        return this;
    }

    RequestKit authorizer(String name, String value) {
        authorizer.put(name, value);
        return this;
    }

    RequestKit from(String changed) {
        address = changed;
        return this;
    }

    RequestKit undocumented(Undocumented changed) {
        undocumented = changed;
        return this;
    }

    Request request() {
        return new Request(method, "https", headers.first("Host"), 443, RequestTarget.parse(target), headers,
                Body.utf8(body), new Request.Client(address, ""), ID.replace("-", ""));
    }

    RequestValues values() {
        return new RequestValues(request(), path, ContextVariables.of(request(), ENVELOPE).withAuthorizer(authorizer),
                undocumented);
    }
}
