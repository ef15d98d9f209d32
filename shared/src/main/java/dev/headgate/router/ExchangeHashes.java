package dev.headgate.router;

import dev.headgate.http.Headers;
import dev.headgate.http.Query;
import dev.headgate.http.Query.Parameter;
import dev.headgate.identity.Identity;
import dev.headgate.model.Consumer;
import dev.headgate.model.HashInput;
import dev.headgate.plugin.CookieLookup;
import dev.headgate.plugin.Exchange;
import dev.headgate.proxy.Forwarded;
import dev.headgate.proxy.HashSource;
import java.util.Optional;
import java.util.stream.Collectors;

/// What consistent hashing sees of a request: as the plugins left it, but for the path, which is the client's
/// (kong/runloop/balancer/init.lua, `get_value_to_hash`).
record ExchangeHashes(Exchange exchange, Forwarded forwarded) implements HashSource {
    @Override
    public Optional<String> value(HashInput input) {
        Headers headers = exchange.upstream().headers();
        return switch (input) {
            case HashInput.None _ -> Optional.empty();
            case HashInput.Consumer _ -> caller(exchange.identity());
            case HashInput.ClientAddress _ -> Optional.of(forwarded.clientAddress());
            case HashInput.Header(String name) -> headers.contains(name)
                    ? Optional.of(String.join(", ", headers.all(name)))
                    : Optional.empty();
            case HashInput.Cookie(String name, String _) -> CookieLookup.first(headers, name);
            case HashInput.Path _ -> Optional.of(exchange.match().normalizedPath());
            case HashInput.QueryArgument(String name) -> argument(name);
            case HashInput.UriCapture(String name) ->
                    Optional.ofNullable(exchange.match().captures().named().get(name));
        };
    }

    /// The consumer, or else the credential.
    private static Optional<String> caller(Identity identity) {
        Optional<String> credential = identity instanceof Identity.Verified verified
                ? Optional.of(verified.credential().id())
                : Optional.empty();
        return identity.knownConsumer().map(Consumer::id).or(() -> credential);
    }

    /// All values, sorted; one that is only named counts as `true`.
    private Optional<String> argument(String name) {
        Query query = Query.parse(exchange.upstream().rawQuery());
        return query.contains(name)
                ? Optional.of(query.parameters().stream().filter(parameter -> parameter.name().equals(name))
                        .map(ExchangeHashes::text).sorted().collect(Collectors.joining(",")))
                : Optional.empty();
    }

    private static String text(Parameter parameter) {
        return parameter.hasValue() ? parameter.value() : "true";
    }
}
