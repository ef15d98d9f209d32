package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import dev.headgate.identity.oidc.DocumentFetcher;
import dev.headgate.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The keys of a token's issuer: found by OpenID Connect Discovery under the issuer, kept for two hours ("API Gateway can
/// cache the public key for two hours",
/// [JWT authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html)). A key id
/// that is not known makes them be fetched again, ten seconds after the last time at the earliest, which AWS does not tell
/// of. Safe for use by many threads.
final class IssuerKeys {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration REFETCH_MIN = Duration.ofSeconds(10);

    private final String issuer;
    private final DocumentFetcher fetcher;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private RsaKeys keys = RsaKeys.NONE;
    private Instant fetched = Instant.MIN;

    /// @param fetcher limits size and time as API Gateway does: 150,000 bytes and 1.5 seconds a document
    IssuerKeys(String issuer, DocumentFetcher fetcher, InstantSource clock) {
        this.issuer = issuer;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /// The key of that id; absent where the issuer has none.
    ///
    /// @throws IOException when the issuer's documents cannot be had
    Optional<PublicKey> key(String keyId) throws IOException {
        lock.lock();
        try {
            Instant now = clock.instant();
            boolean old = !fetched.isAfter(now.minus(KEPT));
            boolean unknown = !keys.byId().containsKey(keyId) && !fetched.isAfter(now.minus(REFETCH_MIN));
            if (old || unknown) {
                keys = fetch();
                fetched = now;
            }
            return Optional.ofNullable(keys.byId().get(keyId));
        } finally {
            lock.unlock();
        }
    }

    private RsaKeys fetch() throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            byte[] discovery = fetcher.fetch(URI.create(base + DISCOVERY));
            String address = JsonValue.parseObject(Body.of(discovery)).flatMap(document -> document.text("jwks_uri"))
                    .orElseThrow(() -> new IOException(base + DISCOVERY + " names no jwks_uri"));
            return RsaKeys.of(fetcher.fetch(URI.create(address)));
        } catch (IllegalArgumentException e) {
            throw new IOException("no address: " + e.getMessage(), e);
        }
    }
}
