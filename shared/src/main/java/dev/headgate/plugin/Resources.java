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
        GatewayProcess process) {

    public Resources withRandom(RandomGenerator changed) {
        return new Resources(clock, changed, credentials, openIdProviders, counters, cache, web, aws, telemetry,
                process);
    }

    public Resources withOpenIdProviders(OpenIdProviders changed) {
        return new Resources(clock, random, credentials, changed, counters, cache, web, aws, telemetry, process);
    }

    public Resources withWeb(WebClient changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, changed, aws, telemetry,
                process);
    }

    public Resources withAws(AwsSigner changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, changed, telemetry,
                process);
    }

    public Resources withStores(CredentialStore credentials, CounterStore counters, CacheStore cache) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, aws, telemetry,
                process);
    }

    public Resources withCache(CacheStore changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, changed, web, aws, telemetry,
                process);
    }

    public Resources withTelemetry(Telemetry changed) {
        return new Resources(clock, random, credentials, openIdProviders, counters, cache, web, aws, changed, process);
    }
}
