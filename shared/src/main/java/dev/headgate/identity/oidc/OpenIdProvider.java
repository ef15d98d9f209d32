package dev.headgate.identity.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A provider as a configuration names it.
///
/// @param discovery the address of its discovery document
/// @param extraKeys addresses of further key sets that are trusted like the provider's own
/// @param refreshInterval how long to wait after one fetch before the next
/// @param timeout for each document, from connecting to the last byte
public record OpenIdProvider(URI discovery, List<URI> extraKeys, Duration refreshInterval, Duration timeout) {
    public OpenIdProvider {
        extraKeys = List.copyOf(extraKeys);
    }
}
