package dev.headgate.plan.moves;

import dev.headgate.json.JsonValue;
import java.util.Optional;

/// A key that API Gateway serves by itself. No member is null.
///
/// @param key as API Gateway writes it: `GET /orders`
/// @param settings all that the plan says of it: what it calls, who may, in what it differs from the router
public record PlannedKey(String key, JsonValue.Members settings) {
    static PlannedKey of(JsonValue.Members key) {
        return new PlannedKey(key.text("key").orElse(""), key.without("key"));
    }

    /// What is called, for people: an address, a function, or a status that is answered.
    public String target() {
        JsonValue.Members integration = settings.object("integration");
        JsonValue.Members request = integration.object("request");
        boolean passesPath = request.text("overwrite:path").equals(Optional.of("$request.path"));
        String same = passesPath ? " (same path)" : "";
        return integration.text("uri").map(uri -> uri + same)
                .or(() -> integration.text("host")
                        .map(host -> (integration.text("server_name").orElse("").isEmpty() ? "http://" : "https://")
                                + request.text("overwrite:header.host").orElse(host)
                                + (passesPath
                                        ? same
                                        : request.text("overwrite:path").orElse("").replace("${request.path.", "{"))
                                + " by VPC link"))
                .or(() -> integration.text("function").map(name -> "function " + name))
                .or(() -> integration.number("status").map(status -> "answer " + status.digits())).orElse("-");
    }
}
