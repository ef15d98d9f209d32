package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.identity.jwt.Signer;
import dev.headgate.model.Credential;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.EnumSource;

class JwtTest {
    private static final Map<JwtAlgorithm, Signer> SIGNERS = signers();
    private static final CredentialStore STORE = store();
    private static final long NOW = PluginKit.NOW.getEpochSecond();

    private static Map<JwtAlgorithm, Signer> signers() {
        Map<JwtAlgorithm, Signer> signers = new EnumMap<>(JwtAlgorithm.class);
        for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
            if (!algorithm.isSymmetric()) {
                signers.put(algorithm, Signer.of("key of " + algorithm, algorithm));
            }
        }
        return signers;
    }

    /// Bob's issuer signs with HS256 and the secret `secret`; each algorithm has an issuer of its name.
    private static CredentialStore store() {
        List<Credential> credentials = new ArrayList<>();
        credentials.add(secret("bob", "HS256", "secret"));
        credentials.add(secret("HS256", "HS256", "s"));
        credentials.add(secret("HS384", "HS384", "s"));
        credentials.add(secret("HS512", "HS512", "s"));
        credentials.add(secret("base64", "HS256", "c2VjcmV0"));
        credentials.add(secret("padded", "HS256", "-_-_8J-Yig=="));
        credentials.add(secret("standard", "HS256", "+/+/8J+Yig"));
        credentials.add(secret("garbage", "HS256", "?"));
        credentials.add(secret("empty", "HS256", ""));
        SIGNERS.forEach((algorithm, signer) -> credentials.add(credential(algorithm.jwaName(), algorithm.jwaName(),
                "", Optional.of(signer.keys().getPublic()))));
        credentials.add(credential("keyless", "ES256", "", Optional.empty()));
        return AuthenticationKit.store(credentials);
    }

    private static Credential.JwtSecret secret(String issuer, String algorithm, String secret) {
        return credential(issuer, algorithm, secret, Optional.empty());
    }

    private static Credential.JwtSecret credential(String issuer, String algorithm, String secret,
            Optional<PublicKey> publicKey) {
        return new Credential.JwtSecret("jwt-of-" + issuer, PluginKit.consumer("user-" + issuer), issuer, algorithm,
                secret, publicKey, List.of(), Location.of("test.yaml"));
    }

    /// A token of Bob's issuer with these claims; `now` stands for the time.
    private static String token(String claims) {
        return signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
    }

    private static String signed(String header, String claims) {
        return Signer.hmac(JwtAlgorithm.HS256, "secret".getBytes(StandardCharsets.UTF_8), header, atNow(claims));
    }

    private static String atNow(String claims) {
        return claims.replace("now+1", "" + (NOW + 1)).replace("now+61", "" + (NOW + 61))
                .replace("now+60", "" + (NOW + 60)).replace("now", "" + NOW);
    }

    private static Step send(String config, Exchange exchange) {
        Jwt plugin = PluginKit.plugin(Jwt.TYPE, config);
        PluginContext context = PluginKit.context(plugin, STORE, (_, _, _, _) -> {
            throw new AssertionError("jwt counts nothing");
        });
        return plugin.access(exchange, context);
    }

    /// What becomes of a request: the username that the backend is told, or the answer.
    private static String outcome(String config, String request) {
        return switch (send(config, PluginKit.exchange(Written.request(request)))) {
            case Step.Proceed(Exchange exchange) -> {
                Headers told = exchange.upstream().headers();
                yield (told.contains("X-Anonymous-Consumer") ? "anonymous " : "as ")
                        + told.first("X-Consumer-Username");
            }
            case Step.Answer answer -> AuthenticationKit.outcome(answer);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "bearer", "Bearer:"})
    void a_long_field_costs_no_more_than_its_length(String repeated) {
        String field = "x" + repeated.repeat(1_000_000) + "x";
        assertThat(outcome("{}", "GET / + Authorization: " + field)).startsWith("401 Unauthorized");
    }

    private static String outcomeOf(String config, String token) {
        return outcome(config, "GET / + Authorization: Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                 | request                                                  | outcome
            {}                                     | GET / + Authorization: Bearer GOOD                       | as user-bob
            {}                                     | GET / + authorization: bearer GOOD                       | as user-bob
            {}                                     | GET / + Authorization: Token, Bearer  GOOD               | as user-bob
            {}                                     | GET / + Authorization: BEARER GOOD                       | 401 Unauthorized + Bearer
            {}                                     | GET / + Authorization: GOOD                              | 401 Unauthorized + Bearer
            {}                                     | GET / + Authorization: Bearer                            | 401 Unauthorized + Bearer
            {}                                     | GET / + Authorization: Basic eA== + Authorization: Bearer GOOD | 401 Unauthorized + Bearer
            {}                                     | GET /                                                    | 401 Unauthorized + Bearer
            {realm: here}                          | GET /                                                    | 401 Unauthorized + Bearer realm="here"
            {realm: here}                          | GET /?jwt=x                                              | 401 Bad token; invalid JSON + Bearer realm="here", error="invalid_token"
            {}                                     | GET /?jwt=GOOD                                           | as user-bob
            {}                                     | GET /?JWT=GOOD                                           | 401 Unauthorized + Bearer
            {}                                     | GET /?jwt=                                               | 401 Unauthorized + Bearer
            {}                                     | GET /?jwt                                                | 401 Unrecognizable token + Bearer error="invalid_token"
            {}                                     | GET /?jwt=GOOD&jwt=GOOD                                  | as user-bob
            {}                                     | GET /?jwt=GOOD + Authorization: Bearer GOOD              | as user-bob
            {}                                     | GET /?jwt=GOOD + Authorization: Bearer OTHER             | 401 Multiple tokens provided + Bearer error="invalid_token"
            {}                                     | GET /?jwt=GOOD&jwt                                       | 401 Multiple tokens provided + Bearer error="invalid_token"
            {uri_param_names: [a, b]}              | GET /?b=GOOD                                             | as user-bob
            {uri_param_names: [a, b]}              | GET /?jwt=GOOD                                           | 401 Unauthorized + Bearer
            {uri_param_names: []}                  | GET /?jwt=GOOD                                           | 401 Unauthorized + Bearer
            {cookie_names: [session]}              | GET / + Cookie: a=b; session=GOOD                        | as user-bob
            {cookie_names: [session]}              | GET / + Cookie: SESSION=GOOD; session=OTHER              | as user-bob
            {cookie_names: [session]}              | GET / + Cookie: xsession=GOOD                            | 401 Unauthorized + Bearer
            {cookie_names: [session]}              | GET / + Cookie: session=                                 | 401 Unauthorized + Bearer
            {}                                     | GET / + Cookie: session=GOOD                             | 401 Unauthorized + Bearer
            {header_names: [x_token, y]}           | GET / + X-Token: Bearer GOOD                             | as user-bob
            {header_names: [x_token, y]}           | GET / + X-Token: Bearer GOOD + y: Bearer OTHER           | 401 Multiple tokens provided + Bearer error="invalid_token"
            {header_names: [x]}                    | GET / + Authorization: Bearer GOOD                       | 401 Unauthorized + Bearer
            {}                                     | OPTIONS /                                                | 401 Unauthorized + Bearer
            {run_on_preflight: false}              | OPTIONS /                                                | as
            {anonymous: nobody}                    | GET /                                                    | anonymous nobody
            {anonymous: nobody}                    | GET / + Authorization: Bearer x                          | anonymous nobody
            {anonymous: nobody}                    | GET / + Authorization: Bearer GOOD                       | as user-bob
            {anonymous: ghost}                     | GET /                                                    | 500 anonymous consumer ghost is configured but doesn't exist
            """)
    void tokens_are_found(String config, String request, String outcome) {
        String written = request.replace("GOOD", token("{\"iss\":\"bob\"}"))
                .replace("OTHER", token("{\"iss\":\"bob\",\"a\":1}"));
        assertThat(outcome(config, written).strip()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                  | header                              | claims               | outcome
            {}                      | {"alg":"HS256"}                     | {"iss":"bob"}        | as user-bob
            {}                      | {"alg":"HS256","kid":"bob"}         | {}                   | 401 No mandatory 'iss' in claims
            {}                      | {"alg":"HS256","iss":"bob"}         | {}                   | as user-bob
            {}                      | {"alg":"HS256","iss":"bob"}         | {"iss":false}        | as user-bob
            {}                      | {"alg":"HS256","iss":"bob"}         | {"iss":"ann"}        | 401 No credentials found for given 'iss'
            {}                      | {"alg":"HS256"}                     | {"iss":""}           | 401 Invalid 'iss' in claims
            {}                      | {"alg":"HS256"}                     | {"iss":7}            | 401 Invalid 'iss' in claims
            {}                      | {"alg":"HS256"}                     | {"iss":["bob"]}      | 401 Invalid 'iss' in claims
            {}                      | {"alg":"HS256"}                     | {"iss":"Bob"}        | 401 No credentials found for given 'iss'
            {key_claim_name: kid}   | {"alg":"HS256","kid":"bob"}         | {}                   | as user-bob
            {key_claim_name: kid}   | {"alg":"HS256"}                     | {"iss":"bob"}        | 401 No mandatory 'kid' in claims
            {}                      | {"alg":"HS384"}                     | {"iss":"bob"}        | 401 Invalid algorithm
            {}                      | {"alg":"RS256"}                     | {"iss":"bob"}        | 401 Invalid algorithm
            {}                      | {"alg":"HS256"}                     | {"iss":"RS256"}      | 401 Invalid algorithm
            {}                      | {"alg":"HS256"}                     | {"iss":"HS256"}      | 401 Invalid signature
            {}                      | {"alg":"ES256"}                     | {"iss":"keyless"}    | 401 Invalid key/secret
            {}                      | {"alg":"HS256"}                     | {"iss":"empty"}      | 401 Invalid key/secret
            {}                      | {"alg":"none"}                      | {"iss":"bob"}        | 401 Bad token; invalid alg
            {}                      | {"alg":"hs256"}                     | {"iss":"bob"}        | 401 Bad token; invalid alg
            {}                      | {"alg":7}                           | {"iss":"bob"}        | 401 Bad token; invalid alg
            {}                      | {}                                  | {"iss":"bob"}        | 401 Bad token; invalid alg
            {}                      | {"alg":"HS256","crit":["exp"]}      | {"iss":"bob"}        | 401 Bad token; invalid crit
            {}                      | {"alg":"HS256","b64":false}         | {"iss":"bob"}        | 401 Bad token; invalid b64
            {}                      | {"alg":"HS256"                      | {"iss":"bob"}        | 401 Bad token; invalid JSON
            {}                      | {"alg":"HS256"}                     | {"iss":"bob"         | 401 Bad token; invalid JSON
            {}                      | {"alg":"HS256"}                     | ["iss"]              | 401 Bad token; invalid JSON
            {}                      | {"alg":"HS256"}                     | {"iss":"bob","iss":"bob"} | 401 Bad token; invalid JSON
            {secret_is_base64: true}| {"alg":"HS256"}                     | {"iss":"base64"}     | as user-base64
            {secret_is_base64: true}| {"alg":"HS256"}                     | {"iss":"bob"}        | 401 Invalid signature
            {secret_is_base64: true}| {"alg":"HS256"}                     | {"iss":"garbage"}    | 401 Invalid key/secret
            """)
    void tokens_are_verified(String config, String header, String claims, String outcome) {
        assertThat(outcomeOf(config, signed(header, claims)).replace(" + Bearer error=\"invalid_token\"", ""))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"padded", "standard"})
    void base64_secrets_may_be_padded_and_of_either_alphabet(String issuer) {
        byte[] secret = {(byte) 0xfb, (byte) 0xff, (byte) 0xbf, (byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x8a};
        String token = Signer.hmac(JwtAlgorithm.HS256, secret, "{\"alg\":\"HS256\"}", "{\"iss\":\"" + issuer + "\"}");
        assertThat(outcomeOf("{secret_is_base64: true}", token)).isEqualTo("as user-" + issuer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            token     | outcome
            H         | 401 Bad token; invalid JSON
            H.C       | 401 Bad token; invalid JSON
            H.C.      | 401 Invalid signature
            H.C.S.    | 401 Bad token; invalid signature
            H.C.?     | 401 Bad token; invalid signature
            H.C.S=    | 401 Bad token; invalid signature
            ?.C.S     | 401 Bad token; invalid JSON
            H.C.AAAA  | 401 Invalid signature
            """)
    void malformed_tokens_are_refused(String form, String outcome) {
        String[] parts = token("{\"iss\":\"bob\"}").split("\\.");
        String token = Pattern.compile("[HCS]").matcher(form).replaceAll(part -> parts["HCS".indexOf(part.group())]);
        assertThat(outcomeOf("{}", token)).isEqualTo(outcome + " + Bearer error=\"invalid_token\"");
    }

    @Test
    void a_token_that_is_too_long_is_refused() {
        assertThat(outcomeOf("{}", "a".repeat(10_241))).startsWith("401 Bad token; too long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                             | claims                      | outcome
            {}                                                 | "exp":1                     | as user-bob
            {claims_to_verify: [exp]}                          | "exp":now+1                 | as user-bob
            {claims_to_verify: [exp]}                          | "exp":now.5                 | as user-bob
            {claims_to_verify: [exp]}                          | "exp":now                   | 401 {"exp":"token expired"}
            {claims_to_verify: [exp]}                          | "exp":"now+1"               | 401 {"exp":"must be a number"}
            {claims_to_verify: [exp]}                          | "exp":null                  | 401 {"exp":"must be a number"}
            {claims_to_verify: [exp]}                          | "nbf":now+1                 | 401 {"exp":"must be a number"}
            {claims_to_verify: [nbf]}                          | "nbf":now                   | as user-bob
            {claims_to_verify: [nbf]}                          | "nbf":now+1                 | 401 {"nbf":"token not valid yet"}
            {claims_to_verify: [nbf]}                          | "exp":1                     | 401 {"nbf":"must be a number"}
            {claims_to_verify: [nbf, exp]}                     | "nbf":now+1,"exp":now       | 401 {"nbf":"token not valid yet","exp":"token expired"}
            {claims_to_verify: [exp], maximum_expiration: 60}  | "exp":now+60                | as user-bob
            {claims_to_verify: [exp], maximum_expiration: 60}  | "exp":now+61                | 401 {"exp":"exceeds maximum allowed expiration"}
            {claims_to_verify: [exp], maximum_expiration: 60}  | "exp":now                   | 401 {"exp":"token expired"}
            {claims_to_verify: [exp], maximum_expiration: 0}   | "exp":1e99                  | as user-bob
            """)
    void claims_are_verified_on_demand(String config, String claims, String outcome) {
        assertThat(outcomeOf(config, token("{\"iss\":\"bob\"," + claims + "}"))
                .replace(" + Bearer error=\"invalid_token\"", "")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void every_algorithm_works_with_its_credential_and_with_no_other(JwtAlgorithm algorithm) {
        for (JwtAlgorithm issuer : JwtAlgorithm.values()) {
            String header = "{\"alg\":\"" + algorithm.jwaName() + "\"}";
            String claims = "{\"iss\":\"" + issuer.jwaName() + "\"}";
            String token = algorithm.isSymmetric()
                    ? Signer.hmac(algorithm, "s".getBytes(StandardCharsets.UTF_8), header, claims)
                    : SIGNERS.get(algorithm).signed(header, claims);
            assertThat(outcomeOf("{}", token)).isEqualTo(issuer == algorithm
                    ? "as user-" + issuer.jwaName()
                    : "401 Invalid algorithm + Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void the_backend_is_told_the_credentials_key_and_gets_the_token() {
        String token = token("{\"iss\":\"bob\"}");
        Step step = send("{}", PluginKit.exchange(Written.request("GET / + Authorization: Bearer " + token)));
        assertThat(AuthenticationKit.outcome(step)).isEqualTo("GET / + Authorization: Bearer " + token
                + " + X-Consumer-ID: id-of-user-bob + X-Consumer-Username: user-bob + X-Credential-Identifier: bob");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {claims_to_verify: [exp]} | 2026-11-25T10:20:31Z
            {}                        | never
            {claims_to_verify: [nbf]} | never
            """)
    void the_identity_ends_with_the_token_where_that_is_checked(String config, String end) {
        String token = token("{\"iss\":\"bob\",\"exp\":now+1,\"nbf\":now}");
        Step step = send(config, PluginKit.exchange(Written.request("GET / + Authorization: Bearer " + token)));
        assertThat(step.exchange().identity()).isInstanceOfSatisfying(Identity.Verified.class,
                identity -> assertThat(identity.expiresAt().map(Instant::toString).orElse("never")).isEqualTo(end));
    }

    /// With the authorizer's word too, since templates of request-transformer are filled in by the router.
    @Test
    void the_token_is_shared_with_later_plugins() {
        Identity.Verified bob = new Identity.Verified(Optional.of(PluginKit.consumer("bob")),
                new Identity.VerifiedCredential("1", "bob"), List.of(), Headers.EMPTY, Optional.empty());
        Exchange plain = PluginKit.exchange(Written.request("GET / + Authorization: Bearer a.token.of-bob"));
        Exchange attested = new Exchange(plain.request(), plain.match(), plain.upstream(),
                new Attestation(Set.of("id-of-jwt"), bob));
        assertThat(send("{}", attested).exchange().note(SharedValues.class).orElseThrow().values())
                .isEqualTo(Map.of("authenticated_jwt_token", "a.token.of-bob"));
    }

    @Test
    void what_an_authorizer_verified_may_expire_on_the_way() {
        Identity identity = new Identity.Verified(Optional.of(PluginKit.consumer("bob")),
                new Identity.VerifiedCredential("1", "bob"), List.of(), Headers.EMPTY, Optional.of(PluginKit.NOW));
        Exchange plain = PluginKit.exchange(Written.request("GET /"));
        Exchange attested = new Exchange(plain.request(), plain.match(), plain.upstream(),
                new Attestation(Set.of("id-of-jwt"), identity));
        assertThat(AuthenticationKit.outcome(send("{}", attested)))
                .isEqualTo("401 {\"exp\":\"token expired\"} + Bearer error=\"invalid_token\"");
    }

    @Test
    void a_refusal_is_bare_json_whatever_the_client_accepts() {
        Step step = send("{}", PluginKit.exchange(Written.request("GET / + Accept: text/plain")));
        assertThat(Written.of(((Step.Answer) step).response())).isEqualTo("401 + Content-Type: application/json; "
                + "charset=utf-8 + WWW-Authenticate: Bearer + body: {\"message\":\"Unauthorized\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {claims_to_verify: [iat]}                                 | test.yaml:1:21 error HG0107 plugin jwt config.claims_to_verify[0]: "iat": expected one of: exp, nbf.
            {maximum_expiration: 60}                                  | test.yaml:1:1 error HG0108 plugin jwt config.claims_to_verify: failed conditional validation given value of field 'config.maximum_expiration'. Write claims_to_verify: [exp].
            {maximum_expiration: -1}                                  | test.yaml:1:22 error HG0106 plugin jwt config.maximum_expiration: -1: value should be between 0 and 31536000.
            {hide_credentials: true}                                  | test.yaml:1:2 error HG0104 plugin jwt config.hide_credentials: unknown field. Known fields: uri_param_names, cookie_names, key_claim_name, secret_is_base64, claims_to_verify, anonymous, run_on_preflight, maximum_expiration, header_names, realm.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(Jwt.TYPE, config)).containsExactly(problem);
    }
}
