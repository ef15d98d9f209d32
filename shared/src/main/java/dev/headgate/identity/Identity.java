package dev.headgate.identity;

import dev.headgate.http.Headers;
import dev.headgate.model.Consumer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who a request comes from, as far as is known.
public sealed interface Identity {
    /// Nobody has looked yet, or no plugin asks.
    record Unknown() implements Identity {}

    /// A credential was verified.
    ///
    /// @param consumer whose credential it is; absent where a token is good by itself, as with OpenID Connect
    /// @param credential which one
    /// @param groups groups that the token itself carries; empty where the consumer's groups count
    /// @param headers further fields to tell the backend, such as claims; each replaces what the client sent
    /// @param expiresAt when the credential stops being good; absent for one that does not expire
    record Verified(
            Optional<Consumer> consumer,
            VerifiedCredential credential,
            List<String> groups,
            Headers headers,
            Optional<Instant> expiresAt)
            implements
                Identity {}

    /// Verification failed, and a plugin's `anonymous` setting lets such requests pass as this consumer.
    record Anonymous(Consumer consumer) implements Identity {}

    /// Which credential was verified.
    ///
    /// @param id of the credential entity, or what else names it for good: a token's subject
    /// @param identifier what Kong sends as X-Credential-Identifier; may be empty
    record VerifiedCredential(String id, String identifier) {}

    /// The consumer, where one is known.
    default Optional<Consumer> knownConsumer() {
        return switch (this) {
            case Unknown _ -> Optional.empty();
            case Verified verified -> verified.consumer();
            case Anonymous(Consumer consumer) -> Optional.of(consumer);
        };
    }
}
