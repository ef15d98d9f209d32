package dev.headgate.identity.oidc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Fetches discovery documents and key sets. Safe for use by many threads.
@FunctionalInterface
public interface DocumentFetcher {
    /// The same limits as those of API Gateway's JWT authorizer (HTTP API developer guide, "JWT authorizers").
    int DOCUMENT_BYTES_MAX = 150_000;
    /// For one document, from connecting to the last byte.
    Duration TIMEOUT = Duration.ofMillis(1500);

    /// The document at an address.
    ///
    /// @throws IOException when it does not arrive whole, in time and small enough; the message names the address
    byte[] fetch(URI address) throws IOException;
}
