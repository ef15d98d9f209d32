package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.identity.Identity;
import dev.headgate.schema.Values;
import java.util.Optional;

/// Whose requests count together. Where the thing looked for is absent, the client's address stands in for it
/// (kong/plugins/rate-limiting/handler.lua, `get_identifier`).
public sealed interface LimitBy {
    /// Those of a consumer, or else of a credential that has none.
    record Consumer() implements LimitBy {}

    /// Those with a credential.
    record Credential() implements LimitBy {}

    /// Those from an address.
    record Ip() implements LimitBy {}

    /// Those to a service.
    record Service() implements LimitBy {}

    /// Those with the same first value of a header field, as earlier plugins left it: where they write who is calling, the
    /// client has no say.
    record Header(String name) implements LimitBy {}

    /// Those to one path; each other request counts for its client's address.
    ///
    /// @param path compared with the normalised path of a request
    record Path(String path) implements LimitBy {}

    /// As written in a configuration that has passed all checks.
    static LimitBy of(Values config) {
        return switch (config.text("limit_by")) {
            case "consumer" -> new Consumer();
            case "credential" -> new Credential();
            case "ip" -> new Ip();
            case "service" -> new Service();
            case "header" -> new Header(config.text("header_name"));
            case "path" -> new Path(config.text("path"));
            default -> throw new IllegalStateException("limit_by has a value that its field table does not list");
        };
    }

    /// What the counter is named by.
    default String identifier(Exchange exchange) {
        Optional<String> found = switch (this) {
            case Consumer _ -> exchange.identity().knownConsumer().map(consumer -> consumer.id())
                    .or(() -> credentialId(exchange.identity()));
            case Credential _ -> credentialId(exchange.identity());
            case Ip _ -> Optional.empty();
            case Service _ -> exchange.match().route().service().map(service -> service.id());
            case Header(String name) -> first(exchange.upstream().headers(), name);
            case Path(String path) -> Optional.of(path).filter(exchange.match().normalizedPath()::equals);
        };
        return found.orElseGet(() -> exchange.request().client().address());
    }

    private static Optional<String> credentialId(Identity identity) {
        return switch (identity) {
            case Identity.Verified verified -> Optional.of(verified.credential().id()).filter(id -> !id.isEmpty());
            case Identity.Anonymous _,Identity.Unknown _ -> Optional.empty();
        };
    }

    private static Optional<String> first(Headers headers, String name) {
        return headers.contains(name) ? Optional.of(headers.first(name)) : Optional.empty();
    }
}
