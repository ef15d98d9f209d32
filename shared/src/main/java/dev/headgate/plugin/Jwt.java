package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.identity.jwt.CompactJws;
import dev.headgate.identity.jwt.Json;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.model.Credential;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Authenticates requests by a token that a known issuer signed: one whose key a consumer has among its `jwt_secrets`.
/// Source: kong/plugins/jwt.
///
/// @param tokens where tokens are looked for
/// @param keyClaimName the claim, or else header, that names the credential
/// @param secretIsBase64 whether shared secrets are written in base64
/// @param claims what is checked of the claims
/// @param anonymous id or username of the consumer that unauthenticated requests pass as; empty where they are refused
/// @param runOnPreflight whether OPTIONS requests are authenticated too
/// @param realm what WWW-Authenticate names; empty for none
public record Jwt(
        JwtTokens tokens,
        String keyClaimName,
        boolean secretIsBase64,
        JwtClaims claims,
        String anonymous,
        boolean runOnPreflight,
        String realm)
        implements
            AuthenticationPlugin {

    /// Kong's jwt plugin.
    public static final PluginType<Jwt> TYPE = new PluginType<>("jwt", 1450, RecordSchema.of(
            defaulted("uri_param_names", FieldType.setOf(FieldType.text()), List.of("jwt"),
                    "Query parameters that tokens are looked for in."),
            defaulted("cookie_names", FieldType.setOf(FieldType.text()), List.of(),
                    "Cookies that tokens are looked for in."),
            defaulted("key_claim_name", FieldType.text(), "iss",
                    "The claim that names the credential; a header of that name counts where there is no such claim."),
            defaulted("secret_is_base64", FieldType.flag(), false,
                    "Whether the secrets of HS256, HS384 and HS512 are written in base64."),
            optional("claims_to_verify", FieldType.setOf(FieldType.oneOf("exp", "nbf")),
                    "Which of the token's times are checked. **None is checked by default**, as in Kong."),
            AuthenticationFields.ANONYMOUS, AuthenticationFields.RUN_ON_PREFLIGHT,
            defaulted("maximum_expiration", FieldType.decimal(0, 31_536_000), 0.0,
                    "How many seconds ahead `exp` may lie; 0 for any. Needs `exp` among `claims_to_verify`."),
            defaulted("header_names", FieldType.setOf(FieldType.text()), List.of("authorization"),
                    "Header fields that tokens are looked for in, behind the word Bearer."),
            optional("realm", AuthenticationFields.REALM_TEXT, "The realm in WWW-Authenticate."))
            .check(Jwt::expiryIsVerified), false, Jwt::of);

    private static void expiryIsVerified(Values config, Entity entity) {
        if (config.decimal("maximum_expiration") > 0 && !config.texts("claims_to_verify").contains("exp")) {
            entity.report(Code.HG0108, config.location("claims_to_verify"), "config.claims_to_verify",
                    "failed conditional validation given value of field 'config.maximum_expiration'.",
                    "Write claims_to_verify: [exp].");
        }
    }

    private static Jwt of(Values config) {
        JwtTokens tokens = new JwtTokens(config.texts("uri_param_names"), config.texts("cookie_names"),
                config.texts("header_names"));
        JwtClaims claims = new JwtClaims(config.texts("claims_to_verify"), config.decimal("maximum_expiration"));
        return new Jwt(tokens, config.text("key_claim_name"), config.flag("secret_is_base64"), claims,
                config.text("anonymous"), config.flag("run_on_preflight"), config.text("realm"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Set<String> credentialNames() {
        return tokens.names();
    }

    @Override
    public Authentication authenticate(Exchange exchange, PluginContext context) {
        return switch (tokens.find(exchange.request())) {
            case JwtTokens.Found.Nothing _ -> refused(Answers.exit(401, "Unauthorized"), challenge(""));
            case JwtTokens.Found.Several _ -> refused("Multiple tokens provided");
            case JwtTokens.Found.Flag _ -> refused("Unrecognizable token");
            case JwtTokens.Found.Token(String token) -> switch (JwtTokens.decode(token)) {
                case JwtTokens.Decoded.Bad(String message) -> refused("Bad token; " + message);
                case JwtTokens.Decoded.Good(CompactJws jws, JwtAlgorithm algorithm, Json.Obj claimed) ->
                        verify(jws, algorithm, claimed, context.resources());
            };
        };
    }

    private Authentication verify(CompactJws jws, JwtAlgorithm algorithm, Json.Obj claimed, Resources resources) {
        Optional<Json> name = claimed.member(keyClaimName).filter(claim -> !claim.equals(new Json.Flag(false)))
                .or(() -> jws.header().members().member(keyClaimName));
        if (name.isEmpty()) {
            return refused("No mandatory '" + keyClaimName + "' in claims");
        }
        if (!(name.get() instanceof Json.Text(String key)) || key.isEmpty()) {
            return refused("Invalid '" + keyClaimName + "' in claims");
        }
        Optional<Credential.JwtSecret> credential = resources.credentials().jwtSecret(key);
        return credential.isEmpty()
                ? refused("No credentials found for given '" + keyClaimName + "'")
                : verify(jws, algorithm, claimed, credential.get(), resources.clock().instant());
    }

    /// The algorithm is the credential's; what the token says must agree with it.
    private Authentication verify(CompactJws jws, JwtAlgorithm algorithm, Json.Obj claimed,
            Credential.JwtSecret credential, Instant now) {
        if (!algorithm.jwaName().equals(credential.algorithm())) {
            return refused("Invalid algorithm");
        }
        Optional<? extends Key> key = algorithm.isSymmetric()
                ? JwtTokens.secretKey(credential.secret(), secretIsBase64)
                : credential.publicKey();
        if (key.isEmpty()) {
            return refused("Invalid key/secret");
        }
        if (!jws.isSignedBy(key.get(), algorithm)) {
            return refused("Invalid signature");
        }
        Optional<String> errors = claims.errors(claimed, now);
        return errors.isPresent()
                ? refused(Answers.json(401, errors.get()), invalidToken())
                : new Authentication.Passed(new Identity.Verified(Optional.of(credential.consumer()),
                        new Identity.VerifiedCredential(credential.id(), credential.key()), List.of(), Headers.EMPTY,
                        claims.expiry(claimed)));
    }

    /// The token itself, as `$(shared.authenticated_jwt_token)` of request-transformer.
    @Override
    public SharedValues shares(Exchange exchange) {
        return switch (tokens.find(exchange.request())) {
            case JwtTokens.Found.Token(String token) -> new SharedValues(Map.of("authenticated_jwt_token", token));
            case JwtTokens.Found.Nothing _,JwtTokens.Found.Several _,JwtTokens.Found.Flag _ -> SharedValues.NONE;
        };
    }

    @Override
    public Authentication.Refused expired(Exchange exchange) {
        return refused(Answers.json(401, JwtClaims.EXPIRED), invalidToken());
    }

    private Authentication.Refused refused(String message) {
        return refused(Answers.exit(401, message), invalidToken());
    }

    private static Authentication.Refused refused(Response response, String challenge) {
        return new Authentication.Refused(response.withHeader("WWW-Authenticate", challenge));
    }

    private String invalidToken() {
        return challenge("error=\"invalid_token\"");
    }

    private String challenge(String error) {
        String named = realm.isEmpty() ? "" : "realm=\"" + realm + "\"";
        String parameters = named.isEmpty() || error.isEmpty() ? named + error : named + ", " + error;
        return parameters.isEmpty() ? "Bearer" : "Bearer " + parameters;
    }
}
