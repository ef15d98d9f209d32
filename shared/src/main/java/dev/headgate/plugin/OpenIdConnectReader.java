package dev.headgate.plugin;

import dev.headgate.identity.jwt.ClaimPath;
import dev.headgate.identity.jwt.ClaimRequirement;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.identity.jwt.JwtVerifier;
import dev.headgate.identity.oidc.OpenIdProvider;
import dev.headgate.schema.Values;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Makes [OpenIdConnect] of a configuration that has passed all checks.
final class OpenIdConnectReader {
    /// Never a shared secret: what verifies with it can also sign with it.
    private static final Set<JwtAlgorithm> ALGORITHMS = EnumSet
            .complementOf(EnumSet.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384, JwtAlgorithm.HS512));

    private OpenIdConnectReader() {}

    static OpenIdConnect read(Values config) {
        URI discovery = OpenIdProvider.discovery(config.text("issuer"));
        OpenIdProvider provider = new OpenIdProvider(discovery,
                config.has("jwks_endpoint") ? Optional.of(URI.create(config.text("jwks_endpoint"))) : Optional.empty(),
                config.texts("extra_jwks_uris").stream().map(URI::create).toList(),
                seconds(config.decimal("rediscovery_lifetime")), seconds(config.decimal("cache_ttl")));
        JwtVerifier verifier = new JwtVerifier(ALGORITHMS, seconds(config.decimal("leeway")));
        OpenIdConnect.Refusals refusals = new OpenIdConnect.Refusals(discovery.getHost(),
                config.text("unauthorized_error_message"), config.text("forbidden_error_message"),
                config.flag("expose_error_code"));
        return new OpenIdConnect(provider, config.texts("issuers_allowed"), verifier, tokens(config),
                requirements(config), consumer(config), new ClaimPath(config.texts("credential_claim")),
                path(config.texts("authenticated_groups_claim")), claimHeaders(config),
                OpenIdConnect.TokenHeader.of(config.text("upstream_access_token_header")),
                config.flag("hide_credentials"), config.text("anonymous"), config.flag("run_on_preflight"), refusals);
    }

    private static BearerTokens tokens(Values config) {
        List<BearerTokens.Place> places = config.texts("bearer_token_param_type").stream()
                .map(place -> BearerTokens.Place.valueOf(place.toUpperCase(Locale.ROOT))).toList();
        return new BearerTokens(places, config.text("bearer_token_header_name"),
                config.text("bearer_token_cookie_name"));
    }

    private static List<ClaimRequirement> requirements(Values config) {
        List<ClaimRequirement> requirements = new ArrayList<>();
        for (String name : List.of("audience", "scopes", "groups", "roles")) {
            List<String> required = config.texts(name + "_required");
            if (!required.isEmpty()) {
                requirements.add(requirement(config.texts(name + "_claim"), required));
            }
        }
        return requirements;
    }

    /// Cognito's access tokens have no audience; like API Gateway's JWT authorizer, take the client for it.
    private static ClaimRequirement requirement(List<String> claim, List<String> required) {
        ClaimRequirement requirement = ClaimRequirement.of(claim, required);
        return claim.equals(List.of("aud")) ? requirement.orElse(new ClaimPath("client_id")) : requirement;
    }

    private static ConsumerClaim consumer(Values config) {
        List<ClaimPath> claims = new ArrayList<>();
        path(config.texts("consumer_claim")).ifPresent(claims::add);
        config.list("consumer_claims", List.class).forEach(names -> path(
                ((List<?>) names).stream().map(String.class::cast).toList()).ifPresent(claims::add));
        List<ConsumerClaim.By> by = config.texts("consumer_by").stream()
                .map(each -> ConsumerClaim.By.valueOf(each.toUpperCase(Locale.ROOT))).toList();
        return new ConsumerClaim(claims, by, config.flag("consumer_optional"));
    }

    private static ClaimHeaders claimHeaders(Values config) {
        List<ClaimHeaders.Pair> pairs = new ArrayList<>();
        List<String> claims = config.texts("upstream_headers_claims");
        List<String> names = config.texts("upstream_headers_names");
        for (int i = 0; i < claims.size(); i++) {
            pairs.add(new ClaimHeaders.Pair(new ClaimPath(claims.get(i)), names.get(i)));
        }
        for (Values header : config.list("upstream_headers", Values.class)) {
            path(header.texts("path"))
                    .ifPresent(path -> pairs.add(new ClaimHeaders.Pair(path, header.text("header"))));
        }
        return new ClaimHeaders(pairs);
    }

    private static Optional<ClaimPath> path(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(new ClaimPath(names));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
