package dev.headgate.identity.oidc;

import dev.headgate.identity.jwt.Json;
import dev.headgate.identity.jwt.JwkSet;
import dev.headgate.identity.jwt.MalformedJsonException;
import dev.headgate.identity.jwt.TrustedKey;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fetches everything about one provider: the discovery document, the key set it points at, and the extra key sets. Not
/// safe for use by many threads; its [ProviderCache] sees to that.
final class ProviderFetch {
    private final OpenIdProvider provider;
    private final DocumentFetcher fetcher;
    private final Map<URI, JwkSet> lastGood = new HashMap<>();

    ProviderFetch(OpenIdProvider provider, DocumentFetcher fetcher) {
        this.provider = provider;
        this.fetcher = fetcher;
    }

    /// What came of a fetch.
    ///
    /// @param missing why an extra key set is not among the keys; absent where all are
    record Fetched(ProviderKeys keys, Optional<IOException> missing) {}

    /// What the provider says now. A key set that does not arrive is replaced by what it was at the last fetch. An extra one
    /// that has never arrived is missing, so that one provider's failure does not keep another one's tokens out.
    ///
    /// @throws IOException when the discovery document does not arrive, or the provider's own key set never has
    Fetched fetch() throws IOException {
        Json.Obj discovery = object(provider.discovery());
        String issuer = text(discovery, "issuer");
        Set<TrustedKey> keys = new LinkedHashSet<>();
        List<String> leftOut = new ArrayList<>();
        List<JwkSet> sets = new ArrayList<>();
        sets.add(keySet(provider.keySet().isPresent() ? provider.keySet().get() : keySetAddress(discovery)));
        Optional<IOException> missing = Optional.empty();
        for (URI address : provider.extraKeySets()) {
            try {
                sets.add(keySet(address));
            } catch (IOException e) {
                missing = Optional.of(e);
            }
        }
        for (JwkSet set : sets) {
            keys.addAll(set.keys());
            leftOut.addAll(set.leftOut());
        }
        return new Fetched(new ProviderKeys(issuer, List.copyOf(keys), leftOut), missing);
    }

    private JwkSet keySet(URI address) throws IOException {
        try {
            JwkSet set = JwkSet.published(fetcher.fetch(address));
            lastGood.put(address, set);
            return set;
        } catch (IOException e) {
            return lastGood(address, e);
        } catch (MalformedJsonException e) {
            return lastGood(address, new IOException(address + " is not a key set: " + e.getMessage(), e));
        }
    }

    private JwkSet lastGood(URI address, IOException failure) throws IOException {
        JwkSet set = lastGood.get(address);
        if (set == null) {
            throw failure;
        }
        return set;
    }

    /// Whoever can change what comes over plain HTTP chooses the keys, so that a document that came over HTTPS cannot
    /// point there.
    private URI keySetAddress(Json.Obj discovery) throws IOException {
        String text = text(discovery, "jwks_uri");
        try {
            URI address = new URI(text);
            boolean isHttps = "https".equalsIgnoreCase(address.getScheme());
            boolean isHttp = "http".equalsIgnoreCase(address.getScheme());
            boolean mayBeHttp = "http".equalsIgnoreCase(provider.discovery().getScheme());
            if (address.getHost() != null && (isHttps || isHttp && mayBeHttp)) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IOException(provider.discovery() + " has a jwks_uri that is no address", e);
        }
        throw new IOException(provider.discovery() + " has a jwks_uri that is not an https address");
    }

    private Json.Obj object(URI address) throws IOException {
        try {
            return Json.object(fetcher.fetch(address));
        } catch (MalformedJsonException e) {
            throw new IOException(address + " is not a discovery document: " + e.getMessage(), e);
        }
    }

    private String text(Json.Obj discovery, String member) throws IOException {
        return discovery.text(member).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IOException(provider.discovery() + " has no " + member));
    }
}
