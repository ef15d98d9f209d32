package dev.headgate.plan;

import dev.headgate.identity.jwt.ClaimPath;
import dev.headgate.identity.jwt.ClaimRequirement;
import dev.headgate.identity.oidc.OpenIdProvider;
import dev.headgate.plugin.BearerTokens;
import dev.headgate.plugin.OpenIdConnect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An openid-connect plugin as a JWT authorizer of API Gateway's, where that verifies the same: one issuer that is written
/// down, an audience, and scopes of which one is enough.
final class JwtForm {
    private static final int SCOPES_MAX = 10;
    private static final int AUDIENCES_MAX = 50;
    private static final ClaimPath AUDIENCE = new ClaimPath("aud");
    private static final ClaimPath SCOPE = new ClaimPath("scope");

    private JwtForm() {}

    static Optional<Authorization.Jwt> of(OpenIdConnect plugin) {
        boolean isPlain = plugin.issuersAllowed().size() == 1
                && plugin.provider().discovery().equals(OpenIdProvider.discovery(plugin.issuersAllowed().getFirst()))
                && plugin.provider().keySet().isEmpty() && plugin.provider().extraKeySets().isEmpty()
                && plugin.verifier().leeway().equals(Duration.ZERO) && plugin.consumer().claims().isEmpty()
                && plugin.claimHeaders().pairs().isEmpty() && !plugin.hideCredentials()
                && plugin.tokenHeader().equals(new OpenIdConnect.TokenHeader("Authorization", "Bearer "))
                && plugin.tokens().places().equals(List.of(BearerTokens.Place.HEADER))
                && plugin.tokens().headerName().isEmpty();
        if (!isPlain) {
            return Optional.empty();
        }
        List<String> audiences = new ArrayList<>();
        List<String> scopes = new ArrayList<>();
        for (ClaimRequirement requirement : plugin.required()) {
            List<String> into = requirement.claim().equals(AUDIENCE)
                    ? audiences
                    : requirement.claim().equals(SCOPE) ? scopes : new ArrayList<>();
            if (into != audiences && into != scopes
                    || requirement.alternatives().stream().anyMatch(words -> words.size() != 1)) {
                return Optional.empty();
            }
            requirement.alternatives().forEach(words -> into.add(words.getFirst()));
        }
        return audiences.isEmpty() || audiences.size() > AUDIENCES_MAX || scopes.size() > SCOPES_MAX
                ? Optional.empty()
                : Optional.of(new Authorization.Jwt(plugin.issuersAllowed().getFirst(), audiences, scopes));
    }
}
