package dev.headgate.plugin;

import dev.headgate.aws.AwsSigner;
import dev.headgate.cache.CacheStore;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.oidc.OpenIdProviders;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.web.WebClient;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What plugins use of the outside world. Made once by a shell and shared by all requests, so every member is safe for
/// use by many threads.
///
/// @param clock what time it is
/// @param random for identifiers; must be unpredictable where identifiers are secrets
/// @param credentials consumers and what they prove their identity with
/// @param openIdProviders issuers and keys of tokens
/// @param counters for limits
/// @param cache for answers that are given again
/// @param web calls that plugins make by themselves
/// @param aws proves to services of AWS who calls
/// @param telemetry the ways out of what is told of requests
/// @param process what runs the gateway
/// @param uncounted hears of requests that pass uncounted; the router's own for each request
public record Resources(
        InstantSource clock,
        RandomGenerator random,
        CredentialStore credentials,
        OpenIdProviders openIdProviders,
        CounterStore counters,
        CacheStore cache,
        WebClient web,
        AwsSigner aws,
        Telemetry telemetry,
        GatewayProcess process,
        UncountedRequests uncounted) {

    /// Those of a shell, which leaves it to the router to hear of each request.
    public Resources(InstantSource clock, RandomGenerator random, CredentialStore credentials,
            OpenIdProviders openIdProviders, CounterStore counters, CacheStore cache, WebClient web, AwsSigner aws,
            Telemetry telemetry, GatewayProcess process) {
        this(clock, random, credentials, openIdProviders, counters, cache, web, aws, telemetry, process,
                UncountedRequests.UNHEARD);
    }

    public Resources withRandom(RandomGenerator changed) {
        return new Resources(clock, changed, credentials, openIdProviders, counters, cache, web, aws, telemetry,
                process, uncounted);
    }

    public Resources withOpenIdProviders(OpenIdProviders changed) {
        return new Resources(clock, random, credentials, changed, counters, cache, web, aws, telemetry, process,
                uncounted);
    }

    public Resources withWeb(WebClient changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, changed, aws, telemetry,
                process, uncounted);
    }

    public Resources withAws(AwsSigner changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, changed, telemetry,
                process, uncounted);
    }

    public Resources withStores(CredentialStore credentials, CounterStore counters, CacheStore cache) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, aws, telemetry,
                process, uncounted);
    }

    public Resources withCache(CacheStore changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, changed, web, aws, telemetry,
                process, uncounted);
    }

    public Resources withTelemetry(Telemetry changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, aws, changed, process,
                uncounted);
    }

    public Resources withUncounted(UncountedRequests changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, aws, telemetry,
                process, changed);
    }
}
