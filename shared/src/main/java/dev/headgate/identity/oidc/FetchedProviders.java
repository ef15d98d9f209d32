package dev.headgate.identity.oidc;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Providers whose documents are fetched. One object serves a whole process and keeps what it has fetched; there are as
/// many providers as configurations name.
public final class FetchedProviders implements OpenIdProviders {
    private final DocumentFetcher fetcher;
    private final InstantSource clock;
    private final Map<OpenIdProvider, ProviderCache> caches = new ConcurrentHashMap<>();

    public FetchedProviders(DocumentFetcher fetcher, InstantSource clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public ProviderKeys keysFor(OpenIdProvider provider, String keyId) {
        return caches.computeIfAbsent(provider, named -> new ProviderCache(named, new ProviderFetch(named, fetcher)))
                .keysFor(keyId, clock);
    }
}
