package dev.headgate.identity.oidc;

import dev.headgate.identity.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/// What is known of one provider, and when to ask again. Safe for use by many threads: one of them fetches, those that can
/// do without go on with what is known, and the others wait for it.
final class ProviderCache {
    /// While nothing is known at all, every request fails, and while an extra key set is missing, some: the next fetch does
    /// not wait for the whole interval.
    static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    /// How many key ids that the provider does not have are remembered.
    static final int MISSING_MAX = 256;

    private final OpenIdProvider provider;
    private final ProviderFetch fetch;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();

    // Guarded by fetching.
    private Optional<Instant> lastAttempt = Optional.empty();
    private Optional<IOException> lastFailure = Optional.empty();
    private final SequencedMap<String, Instant> missingUntil = new LinkedHashMap<>();

    /// What the provider said, and when.
    ///
    /// @param isPartial whether an extra key set has never arrived
    private record Known(ProviderKeys keys, Instant at, boolean isPartial) {}

    ProviderCache(OpenIdProvider provider, ProviderFetch fetch) {
        this.provider = provider;
        this.fetch = fetch;
    }

    ProviderKeys keysFor(String keyId, InstantSource clock) {
        Optional<Known> current = known;
        if (current.isPresent() && serves(current.get(), keyId)) {
            if (isOld(current.get(), clock.instant()) && fetching.tryLock()) {
                try {
                    refresh(keyId, clock.instant());
                } finally {
                    fetching.unlock();
                }
            }
            return known.orElseThrow().keys();
        }
        fetching.lock();
        try {
            refresh(keyId, clock.instant());
            // A key that nobody has may stand in the set that is missing.
            return known.filter(found -> serves(found, keyId) || !found.isPartial()).map(Known::keys)
                    .orElseThrow(this::unavailable);
        } finally {
            fetching.unlock();
        }
    }

    private static boolean serves(Known current, String keyId) {
        return keyId.isEmpty() || current.keys().have(keyId);
    }

    private boolean isOld(Known current, Instant now) {
        return !now.isBefore(current.at().plus(provider.keyLifetime()));
    }

    /// Fetches when that is called for and allowed; another thread may have done so in the meantime.
    private void refresh(String keyId, Instant now) {
        boolean isCalledFor = known.map(current -> isOld(current, now) || !serves(current, keyId) && !isMissing(keyId,
                now)).orElse(true);
        if (!isCalledFor || !isAllowed(now)) {
            return;
        }
        lastAttempt = Optional.of(now);
        try {
            ProviderFetch.Fetched fetched = fetch.fetch();
            ProviderKeys keys = fetched.keys();
            known = Optional.of(new Known(keys, now, fetched.missing().isPresent()));
            lastFailure = fetched.missing();
            if (!keyId.isEmpty() && !keys.have(keyId) && fetched.missing().isEmpty()) {
                remember(keyId, now.plus(provider.refreshInterval().multipliedBy(2)));
            }
        } catch (IOException e) {
            lastFailure = Optional.of(e);
        }
    }

    private boolean isAllowed(Instant now) {
        Duration interval = known.filter(found -> !found.isPartial()).isPresent()
                || provider.refreshInterval().compareTo(FIRST_RETRY) < 0
                        ? provider.refreshInterval()
                        : FIRST_RETRY;
        return lastAttempt.map(attempt -> !now.isBefore(attempt.plus(interval))).orElse(true);
    }

    /// Whether the provider has been asked for this key lately and did not have it.
    private boolean isMissing(String keyId, Instant now) {
        Instant until = missingUntil.get(keyId);
        return until != null && now.isBefore(until);
    }

    private void remember(String keyId, Instant until) {
        missingUntil.remove(keyId);
        if (missingUntil.size() == MISSING_MAX) {
            missingUntil.pollFirstEntry();
        }
        missingUntil.put(keyId, until);
    }

    private StoreUnavailableException unavailable() {
        return new StoreUnavailableException("the OpenID provider at " + provider.discovery() + " cannot be asked"
                + lastFailure.map(failure -> ": " + failure.getMessage()).orElse(""), lastFailure.orElse(null));
    }
}
