package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.identity.jwt.ClaimPath;
import dev.headgate.identity.jwt.ClaimRequirement;
import dev.headgate.identity.jwt.InvalidTokenException;
import dev.headgate.identity.jwt.Json;
import dev.headgate.identity.jwt.JwtVerifier;
import dev.headgate.identity.oidc.OpenIdProvider;
import dev.headgate.identity.oidc.ProviderKeys;
import dev.headgate.model.Consumer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Authenticates requests by a token of an OpenID provider, verified with the keys that the provider publishes: the
/// `bearer` method of Kong's openid-connect (developer.konghq.com, plugins/openid-connect).
///
/// @param provider where its keys are found
/// @param issuersAllowed what `iss` may be; empty for the issuer that the provider says it is
/// @param verifier checks signature and times
/// @param tokens where tokens are looked for
/// @param required what a token must have to be let in
/// @param consumer which consumer a token stands for
/// @param credentialClaim names the caller
/// @param groupsClaim has the groups that acl compares; absent for those of the consumer
/// @param claimHeaders what the backend is told
/// @param tokenHeader in which field the backend gets the token
/// @param hideCredentials whether the token is taken out of where it was found
/// @param anonymous id or username of the consumer that unauthenticated requests pass as; empty where they are refused
/// @param runOnPreflight whether OPTIONS requests are authenticated too
/// @param refusals how others are answered
public record OpenIdConnect(
        OpenIdProvider provider,
        List<String> issuersAllowed,
        JwtVerifier verifier,
        BearerTokens tokens,
        List<ClaimRequirement> required,
        ConsumerClaim consumer,
        ClaimPath credentialClaim,
        Optional<ClaimPath> groupsClaim,
        ClaimHeaders claimHeaders,
        TokenHeader tokenHeader,
        boolean hideCredentials,
        String anonymous,
        boolean runOnPreflight,
        Refusals refusals)
        implements
            AuthenticationPlugin {

    /// Kong's openid-connect plugin.
    public static final PluginType<OpenIdConnect> TYPE = new PluginType<>("openid-connect", 1050,
            OpenIdConnectFields.SCHEMA, false, OpenIdConnectReader::read);

    /// The header field in which the backend gets the token.
    ///
    /// @param name of the field
    /// @param scheme what stands before the token: `Bearer ` or nothing
    public record TokenHeader(String name, String scheme) {
        /// As written in Kong's `upstream_access_token_header`.
        static TokenHeader of(String written) {
            String name = written.split(":", 2)[0];
            boolean isBearer = written.equalsIgnoreCase(name + ":bearer");
            return new TokenHeader(name.equalsIgnoreCase("authorization") ? "Authorization" : name,
                    isBearer ? "Bearer " : "");
        }
    }

    /// How requests without a good token are answered.
    ///
    /// @param realm what WWW-Authenticate names
    /// @param unauthorized the message of a 401
    /// @param forbidden the message of a 403
    /// @param namesError whether WWW-Authenticate says what is wrong
    public record Refusals(String realm, String unauthorized, String forbidden, boolean namesError) {
        private Authentication.Refused of(Response response, String error) {
            String named = namesError && !error.isEmpty() ? ", error=\"" + error + "\"" : "";
            return new Authentication.Refused(
                    response.withHeader("WWW-Authenticate", "Bearer realm=\"" + realm + "\"" + named));
        }

        /// There is no token (RFC 6750 §3: then no error is named).
        Authentication.Refused missing() {
            return of(Answers.exit(401, unauthorized), "");
        }

        /// The token is not believed.
        Authentication.Refused invalid() {
            return of(Answers.exit(401, unauthorized), "invalid_token");
        }

        /// The token is good, and not good enough.
        Authentication.Refused insufficient() {
            return of(Answers.exit(403, forbidden), "insufficient_scope");
        }
    }

    public OpenIdConnect {
        issuersAllowed = List.copyOf(issuersAllowed);
        required = List.copyOf(required);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public boolean isForRouterOnly() {
        return tokens.places().contains(BearerTokens.Place.BODY);
    }

    @Override
    public Set<String> credentialNames() {
        return tokens.names();
    }

    @Override
    public Authentication authenticate(Exchange exchange, PluginContext context) {
        Optional<BearerTokens.Found> found = tokens.find(exchange.request());
        if (found.isEmpty()) {
            return refusals.missing();
        }
        Resources resources = context.resources();
        try {
            Json.Obj claims = verifier.verify(found.get().token(), header -> trust(header.keyId(), resources),
                    resources.clock().instant());
            return authorize(claims, JwtVerifier.expiry(claims).plus(verifier.leeway()), resources);
        } catch (InvalidTokenException e) {
            return refusals.invalid();
        }
    }

    private JwtVerifier.Trust trust(String keyId, Resources resources) {
        ProviderKeys keys = resources.openIdProviders().keysFor(provider, keyId);
        return new JwtVerifier.Trust(issuersAllowed.isEmpty() ? List.of(keys.issuer()) : issuersAllowed, keys.keys());
    }

    private Authentication authorize(Json.Obj claims, Instant expiresAt, Resources resources) {
        if (!required.stream().allMatch(requirement -> requirement.isMetBy(claims))) {
            return refusals.insufficient();
        }
        Optional<Consumer> mapped = consumer.find(claims, resources.credentials());
        if (mapped.isEmpty() && !consumer.mayBeAbsent()) {
            return refusals.insufficient();
        }
        String caller = credentialClaim.textIn(claims).orElse("");
        List<String> groups = groupsClaim.map(claim -> claim.valuesIn(claims)).orElse(List.of());
        return new Authentication.Passed(
                new Identity.Verified(mapped, new Identity.VerifiedCredential(caller, caller), groups,
                        claimHeaders.of(claims), Optional.of(expiresAt)));
    }

    @Override
    public Authentication.Refused expired(Exchange exchange) {
        return refusals.invalid();
    }

    @Override
    public Set<String> ownHeaders() {
        return claimHeaders.names();
    }

    @Override
    public UpstreamRequest hideCredential(Exchange exchange, Identity outcome) {
        Optional<BearerTokens.Found> found = tokens.find(exchange.request());
        if (found.isEmpty()) {
            return exchange.upstream();
        }
        UpstreamRequest hidden = hideCredentials
                ? BearerTokens.without(found.get(), exchange.upstream())
                : exchange.upstream();
        return outcome instanceof Identity.Verified
                ? hidden.withHeader(tokenHeader.name(), tokenHeader.scheme() + found.get().token())
                : hidden;
    }
}
