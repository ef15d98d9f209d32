package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.Identity;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.identity.jwt.Signer;
import dev.headgate.identity.oidc.FetchedProviders;
import dev.headgate.identity.oidc.HttpDocumentFetcher;
import dev.headgate.identity.oidc.OpenIdProvider;
import dev.headgate.identity.oidc.OpenIdProviders;
import dev.headgate.identity.oidc.ProviderKeys;
import dev.headgate.identity.oidc.ProviderServer;
import dev.headgate.model.Consumer;
import dev.headgate.model.Gateway;
import dev.headgate.web.JdkWebClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenIdConnectTest {
    private static final String ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool";
    private static final Signer SIGNER = Signer.of("k1", JwtAlgorithm.ES256);
    private static final Signer STRANGER = Signer.of("k1", JwtAlgorithm.ES256);
    private static final long NOW = PluginKit.NOW.getEpochSecond();
    /// An access token as Cognito makes it.
    private static final String CLAIMS = "\"iss\":\"" + ISSUER + "\",\"exp\":" + (NOW + 60)
            + ",\"sub\":\"s-1\",\"client_id\":\"app\",\"token_use\":\"access\",\"scope\":\"orders/read orders/write\"";
    private static final String GOOD = SIGNER.token("{" + CLAIMS + "}");
    private static final String REALM = " + Bearer realm=\"cognito-idp.eu-west-1.amazonaws.com\"";
    private static final Pattern MACRO = Pattern.compile("GOOD|BAD");

    private static final OpenIdProviders PROVIDERS = (provider, _) -> {
        assertThat(provider.discovery()).isEqualTo(URI.create(ISSUER + "/.well-known/openid-configuration"));
        return new ProviderKeys(ISSUER, List.of(SIGNER.trusted()), List.of());
    };

    private static CredentialStore consumers() {
        Location here = Location.of("test.yaml");
        List<Consumer> consumers = List.of(new Consumer("s-1", "by-id", "", List.of(), List.of(), here),
                new Consumer("id-of-bob", "bob", "c-7", List.of("gold"), List.of(), here),
                new Consumer("id-of-nobody", "nobody", "", List.of(), List.of(), here));
        return new DeclaredCredentials(new Gateway(List.of(), List.of(), consumers, List.of(), List.of(), List.of()));
    }

    private static String config(String more) {
        return "{issuer: '" + ISSUER + "', auth_methods: [bearer]" + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    private static Step send(String config, Exchange exchange) {
        return send(config, exchange, PROVIDERS);
    }

    private static Step send(String config, Exchange exchange, OpenIdProviders providers) {
        OpenIdConnect plugin = PluginKit.plugin(OpenIdConnect.TYPE, config);
        Resources plain = PluginKit.resources(consumers(), (_, _, _, _) -> {
            throw new AssertionError("openid-connect counts nothing");
        });
        return plugin.access(exchange,
                new PluginContext(PluginKit.instance(plugin), plain.withOpenIdProviders(providers)));
    }

    private static String outcome(String config, String request) {
        return AuthenticationKit.outcome(send(config, PluginKit.exchange(Written.request(request))))
                .replace(GOOD, "GOOD").replace(REALM, "");
    }

    /// A request with tokens in the place of their names. Never for a request that has one already, in which such a name
    /// may stand by chance.
    private static String withTokens(String request) {
        return MACRO.matcher(request)
                .replaceAll(macro -> macro.group().equals("GOOD") ? GOOD : STRANGER.token("{" + CLAIMS + "}"));
    }

    /// What becomes of a request with a token of the provider with these claims besides those it needs.
    private static String outcomeOf(String config, String claims) {
        String token = SIGNER.token("{\"iss\":\"" + ISSUER + "\",\"exp\":" + (NOW + 60)
                + (claims.isEmpty() ? "" : "," + claims) + "}");
        return outcome(config(config), "GET / + Authorization: Bearer " + token)
                .replace("GET / + Authorization: Bearer " + token, "passes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                           | request                                  | outcome
            ''                                               | GET / + Authorization: Bearer GOOD       | GET / + Authorization: Bearer GOOD as s-1
            ''                                               | GET / + authorization: bearer   GOOD     | GET / + Authorization: Bearer GOOD as s-1
            ''                                               | GET / + access-token: GOOD               | GET / + access-token: GOOD + Authorization: Bearer GOOD as s-1
            ''                                               | GET / + X-Access-Token: GOOD             | GET / + X-Access-Token: GOOD + Authorization: Bearer GOOD as s-1
            ''                                               | GET /?access_token=GOOD                  | GET /?access_token=GOOD + Authorization: Bearer GOOD as s-1
            ''                                               | GET / + Authorization: Bearer GOOD + access-token: BAD | GET / + Authorization: Bearer GOOD + access-token: BAD as s-1
            ''                                               | GET /                                    | 401 Unauthorized
            ''                                               | GET / + Authorization: Basic GOOD        | 401 Unauthorized
            ''                                               | GET / + Authorization: Bearer            | 401 Unauthorized
            ''                                               | GET / + Authorization: Bearer BAD        | 401 Unauthorized, error="invalid_token"
            ''                                               | GET / + Authorization: Bearer x          | 401 Unauthorized, error="invalid_token"
            ''                                               | GET /?access_token=GOOD&access_token=GOOD | 401 Unauthorized
            ''                                               | GET / + Cookie: t=GOOD                   | 401 Unauthorized
            'bearer_token_param_type: [header]'              | GET /?access_token=GOOD                  | 401 Unauthorized
            'bearer_token_param_type: [query, header]'       | GET /?access_token=BAD + Authorization: Bearer GOOD | 401 Unauthorized, error="invalid_token"
            'bearer_token_param_type: [cookie], bearer_token_cookie_name: t' | GET / + Cookie: a=1; t=GOOD | GET / + Cookie: a=1; t=GOOD + Authorization: Bearer GOOD as s-1
            'bearer_token_header_name: x-jwt'                | GET / + X-JWT: GOOD                      | GET / + X-JWT: GOOD + Authorization: Bearer GOOD as s-1
            'bearer_token_header_name: x-jwt'                | GET / + x-jwt: Bearer GOOD               | GET / + x-jwt: Bearer GOOD + Authorization: Bearer GOOD as s-1
            'bearer_token_header_name: x-jwt'                | GET / + Authorization: Bearer GOOD       | 401 Unauthorized
            # What the backend gets.
            'hide_credentials: true'                         | GET / + access-token: GOOD + a: b        | GET / + a: b + Authorization: Bearer GOOD as s-1
            'hide_credentials: true'                         | GET /?access_token=GOOD&a=1              | GET /?a=1 + Authorization: Bearer GOOD as s-1
            'hide_credentials: true, upstream_access_token_header: x-token' | GET / + Authorization: Bearer GOOD | GET / + x-token: GOOD as s-1
            'hide_credentials: true, upstream_access_token_header: "x-token:bearer"' | GET / + Authorization: Bearer GOOD | GET / + x-token: Bearer GOOD as s-1
            'hide_credentials: true, bearer_token_param_type: [cookie], bearer_token_cookie_name: t, upstream_access_token_header: x' | GET / + Cookie: a=1; t=GOOD; b=2 | GET / + Cookie: a=1; b=2 + x: GOOD as s-1
            # Preflight and anonymous requests.
            ''                                               | OPTIONS /                                | 401 Unauthorized
            'run_on_preflight: false'                        | OPTIONS /                                | OPTIONS /
            'anonymous: nobody'                              | GET / + a: b                             | GET / + a: b + X-Consumer-ID: id-of-nobody + X-Consumer-Username: nobody + X-Anonymous-Consumer: true
            'anonymous: nobody, hide_credentials: true'      | GET / + Authorization: Bearer BAD        | GET / + X-Consumer-ID: id-of-nobody + X-Consumer-Username: nobody + X-Anonymous-Consumer: true
            'anonymous: ghost'                               | GET /                                    | 500 anonymous consumer ghost is configured but doesn't exist
            # Answers.
            'unauthorized_error_message: Log in'             | GET /                                    | 401 Log in
            'expose_error_code: false'                       | GET / + Authorization: Bearer BAD        | 401 Unauthorized
            """)
    void requests_are_authenticated_by_token(String config, String request, String outcome) {
        String found = outcome(config(config), withTokens(request))
                .replace(" + X-Credential-Identifier: s-1", " as s-1");
        assertThat(found.replaceAll("eyJ[\\w.-]+", "BAD")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                                    | claims                              | outcome
            'audience_required: [api]'                                | "aud":"api"                         | passes
            'audience_required: [api]'                                | "aud":["web","api"]                 | passes
            'audience_required: [api]'                                | "aud":"web"                         | 403 Forbidden, error="insufficient_scope"
            'audience_required: [api]'                                | "aud":"API"                         | 403 Forbidden, error="insufficient_scope"
            'audience_required: [api]'                                | ''                                  | 403 Forbidden, error="insufficient_scope"
            # Cognito's access tokens have no aud.
            'audience_required: [app]'                                | "client_id":"app"                   | passes
            'audience_required: [app]'                                | "client_id":"other"                 | 403 Forbidden, error="insufficient_scope"
            'audience_required: [app]'                                | "client_id":"app","aud":"other"     | 403 Forbidden, error="insufficient_scope"
            'audience_required: [app]'                                | "client_id":"app","aud":[]          | 403 Forbidden, error="insufficient_scope"
            'audience_required: [app], audience_claim: [azp]'         | "client_id":"app"                   | 403 Forbidden, error="insufficient_scope"
            'audience_required: [app], audience_claim: [azp]'         | "azp":"app"                         | passes
            # Several texts: one of them. One text with blanks: all of its words.
            'scopes_required: [read]'                                 | "scope":"write read"                | passes
            'scopes_required: [read]'                                 | "scope":["write","read"]            | passes
            'scopes_required: [read]'                                 | "scope":"write readonly"            | 403 Forbidden, error="insufficient_scope"
            'scopes_required: [read]'                                 | "scope":7                           | 403 Forbidden, error="insufficient_scope"
            'scopes_required: [read]'                                 | "scp":["read"]                      | 403 Forbidden, error="insufficient_scope"
            'scopes_required: [read], scopes_claim: [scp]'            | "scp":["read"]                      | passes
            'scopes_required: [read write]'                           | "scope":"read"                      | 403 Forbidden, error="insufficient_scope"
            'scopes_required: [read write]'                           | "scope":"write read"                | passes
            'scopes_required: [admin, read write]'                    | "scope":"admin"                     | passes
            'scopes_required: [admin, read write]'                    | "scope":"write"                     | 403 Forbidden, error="insufficient_scope"
            'groups_required: [gold], groups_claim: ["cognito:groups"]' | "cognito:groups":["gold"]         | passes
            'groups_required: [gold], groups_claim: ["cognito:groups"]' | "groups":["gold"]                 | 403 Forbidden, error="insufficient_scope"
            'roles_required: [edit], roles_claim: [realm_access, roles]' | "realm_access":{"roles":["edit"]} | passes
            'roles_required: [edit], roles_claim: [realm_access, roles]' | "realm_access":"edit"            | 403 Forbidden, error="insufficient_scope"
            'scopes_required: [a], audience_required: [b]'            | "scope":"a"                         | 403 Forbidden, error="insufficient_scope"
            'scopes_required: [a], audience_required: [b]'            | "scope":"a","aud":"b"               | passes
            'scopes_required: [a], forbidden_error_message: No'       | ''                                  | 403 No, error="insufficient_scope"
            'scopes_required: [a], anonymous: nobody'                 | ''                                  | passes + X-Consumer-ID: id-of-nobody + X-Consumer-Username: nobody + X-Anonymous-Consumer: true
            # Who is calling.
            ''                                                        | "sub":"s-1"                         | passes + X-Credential-Identifier: s-1
            ''                                                        | "sub":7                             | passes + X-Credential-Identifier: 7
            'credential_claim: [client_id]'                           | "sub":"s-1","client_id":"app"       | passes + X-Credential-Identifier: app
            'consumer_claim: [email]'                                 | "email":"bob"                       | passes + X-Consumer-ID: id-of-bob + X-Consumer-Custom-ID: c-7 + X-Consumer-Username: bob
            'consumer_claim: [email]'                                 | "email":"c-7"                       | passes + X-Consumer-ID: id-of-bob + X-Consumer-Custom-ID: c-7 + X-Consumer-Username: bob
            'consumer_claim: [email]'                                 | "email":"id-of-bob"                 | 403 Forbidden, error="insufficient_scope"
            'consumer_claim: [sub], consumer_by: [id]'                | "sub":"s-1"                         | passes + X-Consumer-ID: s-1 + X-Consumer-Username: by-id + X-Credential-Identifier: s-1
            'consumer_claim: [email]'                                 | "email":"eve"                       | 403 Forbidden, error="insufficient_scope"
            'consumer_claim: [email]'                                 | ''                                  | 403 Forbidden, error="insufficient_scope"
            'consumer_claim: [email], consumer_optional: true'        | "email":"eve","sub":"s"             | passes + X-Credential-Identifier: s
            'consumer_claims: [[a, b], [email]]'                      | "a":{"b":"bob"},"email":"eve"       | passes + X-Consumer-ID: id-of-bob + X-Consumer-Custom-ID: c-7 + X-Consumer-Username: bob
            'consumer_claims: [[a, b], [email]]'                      | "a":1,"email":"bob"                 | passes + X-Consumer-ID: id-of-bob + X-Consumer-Custom-ID: c-7 + X-Consumer-Username: bob
            # What the backend is told.
            'upstream_headers_claims: [email], upstream_headers_names: [X-Email]' | "email":"a@b"           | passes + X-Email: a@b
            'upstream_headers_claims: [email], upstream_headers_names: [X-Email]' | "email":null            | passes
            'upstream_headers_claims: [email], upstream_headers_names: [X-Email]' | "email":"a\\r\\nb: c"   | passes
            'upstream_headers_claims: [n, f], upstream_headers_names: [N, F]' | "n":1.50,"f":false          | passes + N: 1.50 + F: false
            'upstream_headers_claims: [a.b], upstream_headers_names: [X]' | "a":{"b":1},"a.b":"c"           | passes + X: c
            'upstream_headers: [{header: X, path: [a, b]}]'           | "a":{"b":"c"}                       | passes + X: c
            """)
    void tokens_are_good_for_what_they_say(String config, String claims, String outcome) {
        assertThat(outcomeOf(config, claims)).isEqualTo(outcome);
    }

    @Test
    void structured_claims_are_told_in_base64() {
        String told = Base64.getEncoder().encodeToString("[\"a\",{\"b\":null}]".getBytes(StandardCharsets.UTF_8));
        assertThat(outcomeOf("upstream_headers_claims: [g], upstream_headers_names: [X-G]",
                "\"g\": [ \"a\", {\"b\" : null} ]")).isEqualTo("passes + X-G: " + told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                     | claims                                | outcome
            ''                                         | "iss":"ISSUER","exp":now+1            | passes
            ''                                         | "iss":"ISSUER","exp":now              | 401
            'leeway: 1'                                | "iss":"ISSUER","exp":now              | passes
            ''                                         | "iss":"ISSUER"                        | 401
            ''                                         | "iss":"ISSUER","exp":now+1,"nbf":now+1 | 401
            'leeway: 1'                                | "iss":"ISSUER","exp":now+1,"nbf":now+1 | passes
            ''                                         | "iss":"ISSUER","exp":now+1,"iat":now+1 | 401
            ''                                         | "iss":"https://evil.test","exp":now+1 | 401
            ''                                         | "exp":now+1                           | 401
            'issuers_allowed: ["https://other.test"]'  | "iss":"https://other.test","exp":now+1 | passes
            'issuers_allowed: ["https://other.test"]'  | "iss":"ISSUER","exp":now+1            | 401
            """)
    void issuer_and_times_are_always_verified(String config, String claims, String outcome) {
        String token = SIGNER.token("{" + claims.replace("ISSUER", ISSUER).replace("now+1", "" + (NOW + 1))
                .replace("now", "" + NOW) + "}");
        assertThat(outcome(config(config), "GET / + Authorization: Bearer " + token)).startsWith(
                outcome.equals("passes") ? "GET / " : "401 Unauthorized, error=\"invalid_token\"");
    }

    static Stream<JwtAlgorithm> publicAlgorithms() {
        return EnumSet.allOf(JwtAlgorithm.class).stream().filter(algorithm -> !algorithm.isSymmetric());
    }

    @ParameterizedTest
    @MethodSource("publicAlgorithms")
    void every_algorithm_with_public_keys_is_taken(JwtAlgorithm algorithm) {
        Signer signer = Signer.of("k", algorithm);
        Step step = send(config(""), bearer(signer.token("{" + CLAIMS + "}")),
                (_, _) -> new ProviderKeys(ISSUER, List.of(signer.trusted()), List.of()));
        assertThat(step).isInstanceOf(Step.Proceed.class);
    }

    @Test
    void unsigned_tokens_and_shared_secrets_are_refused_before_keys_are_fetched() {
        OpenIdProviders untouched = (_, _) -> {
            throw new AssertionError("no key is needed");
        };
        String none = Signer.base64Url("{\"alg\":\"none\"}") + "." + Signer.base64Url("{" + CLAIMS + "}") + ".";
        String hmac = Signer.hmac(JwtAlgorithm.HS256, SIGNER.pem().getBytes(StandardCharsets.UTF_8),
                "{\"alg\":\"HS256\",\"kid\":\"k1\"}", "{" + CLAIMS + "}");
        for (String token : List.of(none, hmac, "x")) {
            assertThat(AuthenticationKit.outcome(send(config(""), bearer(token), untouched)))
                    .isEqualTo("401 Unauthorized" + REALM + ", error=\"invalid_token\"");
        }
    }

    private static Exchange bearer(String token) {
        return PluginKit.exchange(PluginKit.request("GET", "/", "Authorization", "Bearer " + token));
    }

    @Test
    void a_form_may_carry_the_token_where_that_is_configured() {
        var request = PluginKit.withBody(PluginKit.request("POST", "/"), "application/x-www-form-urlencoded",
                "a=1&access_token=" + GOOD);
        Step step = send(config("hide_credentials: true, bearer_token_param_type: [body]"),
                PluginKit.exchange(request));
        assertThat(step.exchange().upstream().body().utf8()).isEqualTo("a=1");
        assertThat(step.exchange().upstream().headers().first("Authorization")).isEqualTo("Bearer " + GOOD);
        assertThat(send(config(""), PluginKit.exchange(request))).isInstanceOf(Step.Answer.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                  | false
            'bearer_token_param_type: [header, query, body]'    | true
            """)
    void an_authorizer_cannot_look_into_bodies(String config, boolean isForRouterOnly) {
        assertThat(PluginKit.plugin(OpenIdConnect.TYPE, config(config)).isForRouterOnly()).isEqualTo(isForRouterOnly);
    }

    @Test
    void the_identity_carries_groups_headers_and_end() {
        String token = SIGNER.token("{" + CLAIMS + ",\"cognito:groups\":[\"gold\",\"silver\"]}");
        Step step = send(config("leeway: 5, authenticated_groups_claim: ['cognito:groups'],"
                + " upstream_headers_claims: [client_id], upstream_headers_names: [X-Client]"), bearer(token));
        assertThat(step.exchange().identity()).isEqualTo(new Identity.Verified(Optional.empty(),
                new Identity.VerifiedCredential("s-1", "s-1"), List.of("gold", "silver"),
                Headers.of("X-Client", "app"), Optional.of(Instant.ofEpochSecond(NOW + 65))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                  | request                                           | X-Email at the backend
            ''                      | GET / + Authorization: Bearer GOOD + x-email: me  | -
            'run_on_preflight: false' | OPTIONS / + X-Email: me                         | -
            'anonymous: nobody'     | GET / + X-Email: me                               | -
            """)
    void nobody_can_forge_what_the_token_says(String config, String request, String told) {
        String more = "upstream_headers_claims: [email], upstream_headers_names: [X-Email]"
                + (config.isEmpty() ? "" : ", " + config);
        Step step = send(config(more), PluginKit.exchange(Written.request(request.replace("GOOD", GOOD))));
        assertThat(step).isInstanceOf(Step.Proceed.class);
        assertThat(step.exchange().upstream().headers().contains("X-Email") ? "told" : "-").isEqualTo(told);
    }

    @Test
    void a_request_that_passed_another_plugin_cannot_forge_either() {
        Identity identity = new Identity.Verified(Optional.of(PluginKit.consumer("ann")),
                new Identity.VerifiedCredential("1", "a-key"), List.of(), Headers.EMPTY, Optional.empty());
        Exchange passed = PluginKit.exchange(Written.request("GET / + X-Email: me")).withIdentity(identity);
        assertThat(AuthenticationKit.outcome(send(config(
                "anonymous: nobody, upstream_headers_claims: [email], upstream_headers_names: [X-Email]"), passed)))
                .isEqualTo("GET /");
    }

    @Test
    void what_an_authorizer_verified_may_expire_on_the_way() {
        Identity identity = new Identity.Verified(Optional.empty(), new Identity.VerifiedCredential("s-1", "s-1"),
                List.of(), Headers.of("X-Email", "a@b"), Optional.of(PluginKit.NOW.plusSeconds(1)));
        Exchange plain = bearer(GOOD);
        Exchange attested = new Exchange(plain.request(), plain.match(), plain.upstream(),
                new Attestation(Set.of("id-of-openid-connect"), identity));
        OpenIdProviders untouched = (_, _) -> {
            throw new AssertionError("the authorizer has fetched the keys");
        };
        assertThat(AuthenticationKit.outcome(send(config(""), attested, untouched)).replace(GOOD, "GOOD"))
                .isEqualTo("GET / + Authorization: Bearer GOOD + X-Credential-Identifier: s-1 + X-Email: a@b");
        Identity over = new Identity.Verified(Optional.empty(), new Identity.VerifiedCredential("s-1", "s-1"),
                List.of(), Headers.EMPTY, Optional.of(PluginKit.NOW));
        Exchange late = new Exchange(plain.request(), plain.match(), plain.upstream(),
                new Attestation(Set.of("id-of-openid-connect"), over));
        assertThat(AuthenticationKit.outcome(send(config(""), late, untouched)))
                .isEqualTo("401 Unauthorized" + REALM + ", error=\"invalid_token\"");
    }

    @Test
    void keys_come_from_the_provider() {
        try (ProviderServer server = new ProviderServer()) {
            server.publish(SIGNER.jwk());
            OpenIdProviders providers = new FetchedProviders(
                    new HttpDocumentFetcher(new JdkWebClient(), ProviderServer.PATIENCE),
                    () -> PluginKit.NOW);
            String config = "{issuer: '" + server.issuer() + "', auth_methods: [bearer]}";
            String token = SIGNER.token("{\"iss\":\"" + server.issuer() + "\",\"exp\":" + (NOW + 60) + "}");
            assertThat(send(config, bearer(token), providers)).isInstanceOf(Step.Proceed.class);
            assertThat(send(config, bearer(GOOD), providers)).as("another issuer's").isInstanceOf(Step.Answer.class);
        }
    }

    @Test
    void a_provider_that_cannot_be_asked_is_not_taken_for_a_bad_token() {
        OpenIdProviders gone = (_, _) -> {
            throw new StoreUnavailableException("gone", null);
        };
        assertThatThrownBy(() -> send(config("anonymous: nobody"), bearer(GOOD), gone))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {auth_methods: [bearer]}                                             | 1:1 error HG0103 plugin openid-connect config.issuer: required field missing. The provider's issuer, or the address of its discovery document.
            {issuer: login.test, auth_methods: [bearer]}                         | 1:10 error HG0105 plugin openid-connect config.issuer: "login.test": expected an http or https address. Write the whole address, beginning with https://.
            {issuer: 'https://login.test'}                                       | 1:1 error HG0205 plugin openid-connect config.auth_methods: Headgate authenticates by bearer tokens only, not by authorization_code, client_credentials, introspection, kong_oauth2, password, refresh_token, session, userinfo. Write auth_methods: [bearer].
            {issuer: 'https://login.test', auth_methods: [bearer, session]}      | 1:46 error HG0205 plugin openid-connect config.auth_methods: Headgate authenticates by bearer tokens only, not by session. Write auth_methods: [bearer].
            {issuer: 'https://login.test', auth_methods: [bearer], bearer_token_param_type: [cookie]} | 1:81 error HG0108 plugin openid-connect config.bearer_token_cookie_name: tokens are looked for in a cookie that has no name. Write bearer_token_cookie_name: the name.
            {issuer: 'https://login.test', auth_methods: [bearer], upstream_headers_claims: [a]} | 1:1 error HG0108 plugin openid-connect config.upstream_headers_names: 0 header names for 1 claims. Write one name for each claim.
            {issuer: 'https://login.test', auth_methods: [bearer], upstream_headers: [{header: Host, path: [a]}]} | 1:84 error HG0105 plugin openid-connect config.upstream_headers[0].header: "Host": a claim cannot stand in this header field. Choose another name.
            {issuer: 'https://login.test', auth_methods: [bearer], verify_signature: false} | 1:74 error HG0202 plugin openid-connect config.verify_signature: Headgate always verifies signature and claims. Remove it.
            {issuer: 'https://login.test', auth_methods: [bearer], verify_claims: false} | 1:71 error HG0202 plugin openid-connect config.verify_claims: Headgate always verifies signature and claims. Remove it.
            {issuer: 'https://login.test', auth_methods: [bearer], introspect_jwt_tokens: true} | 1:79 error HG0202 plugin openid-connect config.introspect_jwt_tokens: Headgate asks the provider for its keys only, and nothing about a single token. Give tokens a short life, and put what you need into them.
            {issuer: 'https://login.test', auth_methods: [bearer], token_exchange: {a: b}} | 1:72 error HG0202 plugin openid-connect config.token_exchange: Headgate asks the provider for its keys only, and nothing about a single token. Give tokens a short life, and put what you need into them.
            {issuer: 'https://login.test', auth_methods: [bearer], proof_of_possession_dpop: strict} | 1:82 error HG0202 plugin openid-connect config.proof_of_possession_dpop: Headgate does not check proofs of possession. Keep this route on Kong, or use mutual TLS on API Gateway's custom domain.
            {issuer: 'https://login.test', auth_methods: [bearer], client_id: [a]} | 1:67 warning HG0305 plugin openid-connect config.client_id: Only flows that Headgate does not have use it.
            {issuer: 'https://login.test', auth_methods: [bearer], ssl_verify: false} | 1:68 warning HG0305 plugin openid-connect config.ssl_verify: It is always checked.
            {issuer: 'https://login.test', auth_methods: [bearer], session_storage: redis} | 1:73 warning HG0305 plugin openid-connect config.session_storage: Only flows that Headgate does not have use it.
            {issuer: 'https://login.test', auth_methods: [bearer], scope_required: [a]} | 1:56 error HG0104 plugin openid-connect config.scope_required: unknown field. Did you mean scopes_required?
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(OpenIdConnect.TYPE, config)).containsExactly("test.yaml:" + problem);
    }

    @Test
    void defaults_written_out_are_no_mistakes() {
        assertThat(PluginKit.problems(OpenIdConnect.TYPE, config("verify_signature: true, verify_claims: true,"
                + " ssl_verify: true, timeout: 10000, session_cookie_name: session, response_type: [code],"
                + " hide_credentials: false, cache_ttl: 3600, enable_hs_signatures: false, client_secret: null")))
                .isEmpty();
    }

    @Test
    void no_field_stands_twice_in_the_table() {
        List<String> names = new ArrayList<>(
                OpenIdConnect.TYPE.schema().fields().stream().map(field -> field.name()).toList());
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(230);
        assertThat(new OpenIdProvider(URI.create(ISSUER), Optional.empty(), List.of(),
                java.time.Duration.ofSeconds(30), java.time.Duration.ofHours(1)).extraKeySets()).isEmpty();
    }
}
