package dev.headgate.plan;

import dev.headgate.event.ToldFields;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.Acl;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.BasicAuth;
import dev.headgate.plugin.BearerTokens;
import dev.headgate.plugin.Jwt;
import dev.headgate.plugin.KeyAuth;
import dev.headgate.plugin.OpenIdConnect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What plugins that find out who calls become on an HTTP API: a JWT authorizer where API Gateway verifies what the plugin
/// does, else Headgate's own authorizer, which runs the plugin itself.
///
/// @param isAlone whether a single plugin says who may pass
record AuthenticationForms(ApiType api, PlacementSettings settings, boolean isEdge, boolean isAlone) {
    private static final String CONTEXT = "$context.authorizer.";

    void add(NativeForm form, PluginInstance plugin, AuthenticationPlugin authentication) {
        refuseAlways(form, plugin, authentication);
        Optional<Authorization.Jwt> jwt = authentication instanceof OpenIdConnect openId && isAlone
                ? JwtForm.of(openId)
                : Optional.empty();
        if (jwt.isPresent() && settings.policy().accepts(Difference.JWT_AUTHORIZER)) {
            form.authorize(jwt.get());
            form.differ(Difference.JWT_AUTHORIZER);
            form.differ(Difference.CONSUMER_FIELDS);
            tellOfToken(form, plugin, (OpenIdConnect) authentication);
        } else {
            byAuthorizer(form, plugin, authentication);
        }
        if (!authentication.runOnPreflight()) {
            form.notForOptions();
        }
    }

    private void refuseAlways(NativeForm form, PluginInstance plugin, AuthenticationPlugin authentication) {
        if (!isEdge) {
            form.add(new Reason(ReasonCode.AUTH, plugin.location(), "", plugin.name() + " is left to the router.",
                    "Write auth: edge into headgate.yaml."));
        }
        if (api == ApiType.REST) {
            form.refuse(plugin, "", "a REST API cannot take away fields by which a client could pass for another.", "");
        }
        if (authentication.isForRouterOnly()) {
            form.refuse(plugin, "", "its credential stands in the body, or speaks for one request alone.", "");
        }
        if (!authentication.anonymous().isEmpty()) {
            form.refuse(plugin, "config.anonymous", "callers without a credential pass too.", "Remove anonymous.");
        }
    }

    private void byAuthorizer(NativeForm form, PluginInstance plugin, AuthenticationPlugin authentication) {
        Optional<String> field = credentialField(authentication);
        boolean isKept = isAlone && settings.authorizerCacheSeconds() > 0 && field.isPresent();
        form.authorize(isKept
                ? new Authorization.Lambda(List.of("$request.header." + field.get(), "$context.routeKey"),
                        settings.authorizerCacheSeconds())
                : Authorization.Lambda.UNCACHED);
        if (isKept) {
            form.differ(Difference.AUTHORIZER_CACHE);
        }
        form.differ(Difference.CONSUMER_FIELDS);
        tellOfCaller(form);
        switch (authentication) {
            case KeyAuth key -> hideKey(form, plugin, key);
            case BasicAuth basic when basic.hideCredentials() ->
                    form.refuse(plugin, "config.hide_credentials", "API Gateway cannot remove Authorization.", "");
            case OpenIdConnect openId -> refuseOpenId(form, plugin, openId);
            default -> {
            }
        }
    }

    private static void tellOfCaller(NativeForm form) {
        form.request("remove", "header.x-anonymous-consumer", "");
        for (String header : ToldFields.OF_CALLER) {
            form.request("overwrite", "header." + header.toLowerCase(Locale.ROOT), CONTEXT + ToldFields.entry(header));
        }
    }

    /// No consumer goes with a token, and nobody else's word for one either.
    private static void tellOfToken(NativeForm form, PluginInstance plugin, OpenIdConnect openId) {
        for (String header : List.of("x-anonymous-consumer", "x-consumer-id", "x-consumer-custom-id",
                "x-consumer-username")) {
            form.request("remove", "header." + header, "");
        }
        if (openId.credentialClaim().names().size() == 1) {
            form.request("overwrite", "header.x-credential-identifier",
                    CONTEXT + "claims." + openId.credentialClaim().names().getFirst());
        } else {
            form.refuse(plugin, "config.credential_claim", "API Gateway passes on no claim within another.", "");
        }
    }

    private static void hideKey(NativeForm form, PluginInstance plugin, KeyAuth key) {
        if (!key.hideCredentials()) {
            return;
        }
        if (key.keyNames().size() > 1) {
            form.refuse(plugin, "config.hide_credentials", "only the name under which the key stands is to go.",
                    "Write one name.");
            return;
        }
        String name = key.keyNames().getFirst();
        if (ParameterMapping.isReserved(name)) {
            form.refuse(plugin, "config.hide_credentials", "API Gateway cannot remove " + name + ".", "");
            return;
        }
        form.request("remove", "header." + name.toLowerCase(Locale.ROOT), "");
        form.request("remove", "header." + name.toLowerCase(Locale.ROOT).replace('_', '-'), "");
        form.request("remove", "querystring." + name, "");
    }

    private static void refuseOpenId(NativeForm form, PluginInstance plugin, OpenIdConnect openId) {
        if (!openId.claimHeaders().pairs().isEmpty()) {
            form.refuse(plugin, "config.upstream_headers_claims", "the backend is told claims.", "");
        }
        boolean isPassedOn = openId.tokenHeader().equals(new OpenIdConnect.TokenHeader("Authorization", "Bearer "))
                && !openId.hideCredentials()
                && openId.tokens().places().equals(List.of(BearerTokens.Place.HEADER))
                && openId.tokens().headerName().isEmpty();
        if (!isPassedOn) {
            form.refuse(plugin, "config", "the token reaches the backend in another field than it came in.",
                    "Write bearer_token_param_type: [header].");
        }
    }

    /// The only header field in which a credential can stand; absent where there are other places.
    private static Optional<String> credentialField(AuthenticationPlugin authentication) {
        return switch (authentication) {
            case KeyAuth key when key.keyInHeader() && !key.keyInQuery() && key.keyNames().size() == 1
                    && key.keyNames().getFirst().indexOf('_') < 0 ->
                    Optional.of(key.keyNames().getFirst());
            case Jwt jwt when jwt.tokens().uriParamNames().isEmpty() && jwt.tokens().cookieNames().isEmpty()
                    && jwt.tokens().headerNames().size() == 1 ->
                    Optional.of(jwt.tokens().headerNames().getFirst());
            default -> Optional.empty();
        };
    }

    /// The authorizer runs acl too, after the plugins that find out who calls.
    void add(NativeForm form, PluginInstance plugin, Acl acl) {
        if (!(form.authorization() instanceof Authorization.Lambda)) {
            form.refuse(plugin, "", "only callers whom Headgate's authorizer knows have groups.", "");
            return;
        }
        for (String header : ToldFields.OF_GROUPS) {
            form.request(acl.hideGroupsHeader() ? "remove" : "overwrite", "header." + header.toLowerCase(Locale.ROOT),
                    acl.hideGroupsHeader() ? "" : CONTEXT + ToldFields.entry(header));
        }
    }
}
