package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtAuthorizerTest {
    private static final String HEADER = "{\"alg\": \"RS256\", \"kid\": \"key-1\"}";
    private static final long NOW = ServedTemplate.START.getEpochSecond();
    private static final String GOOD = "{\"iss\": \"https://issuer.example\", \"aud\": \"app\", \"exp\": " + (NOW + 60)
            + "}";

    @TempDir
    private Path folder;
    private final TestIssuer issuer = new TestIssuer();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    "iss": "https://issuer.example", "aud": "app", "exp": +60                            | 200
                    "iss": "https://issuer.example", "aud": ["x", "app"], "exp": +60                     | 200
                    "iss": "https://issuer.example", "client_id": "app", "exp": +60                      | 200
                    "iss": "https://issuer.example", "aud": "app", "exp": +60, "nbf": +0, "iat": +0      | 200
                    "iss": "https://issuer.example", "aud": "app", "exp": +0.5                           | 200
                    "iss": "https://issuer.example/", "aud": "app", "exp": +60                           | 401 the token does not have a valid issuer
                    "aud": "app", "exp": +60                                                             | 401 the token does not have a valid issuer
                    "iss": "https://issuer.example", "aud": "other", "client_id": "app", "exp": +60      | 401 the token does not have a valid audience
                    "iss": "https://issuer.example", "exp": +60                                          | 401 the token does not have a valid audience
                    "iss": "https://issuer.example", "aud": "app", "exp": +0                             | 401 the token has expired
                    "iss": "https://issuer.example", "aud": "app"                                        | 401 the token has expired
                    "iss": "https://issuer.example", "aud": "app", "exp": "soon"                         | 401 the token has expired
                    "iss": "https://issuer.example", "aud": "app", "exp": +60, "nbf": +1                 | 401 the token is not valid yet
                    "iss": "https://issuer.example", "aud": "app", "exp": +60, "iat": +1                 | 401 the token is not valid yet
                    """)
    void claims_are_checked(String claims, String answer) {
        String dated = claims.replace("+60", String.valueOf(NOW + 60)).replace("+0.5", NOW + ".5")
                .replace("+0", String.valueOf(NOW)).replace("+1", String.valueOf(NOW + 1));
        assertThat(answer(served(""), "Bearer " + TestIssuer.token(HEADER, "{" + dated + "}"))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    {"alg": "RS256", "kid": "key-1"}      | 200
                    {"alg": "RS512", "kid": "key-1"}      | 200
                    {"alg": "RS384", "kid": "key-1"}      | 401 signature verification failed
                    {"alg": "RS256", "kid": "other"}      | 401 signing key is not known
                    {"alg": "RS256"}                      | 401 signing key is not known
                    {"alg": "RS256", "kid": "ec"}         | 401 signing key is not known
                    {"alg": "ES256", "kid": "key-1"}      | 401 signing method is invalid
                    {"alg": "HS256", "kid": "key-1"}      | 401 signing method is invalid
                    {"alg": "none", "kid": "key-1"}       | 401 signing method is invalid
                    """)
    void only_rsa_signatures_of_the_issuer_s_keys_count(String header, String answer) {
        assertThat(answer(served(""), "Bearer " + TestIssuer.token(header, GOOD))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    Bearer TOKEN  | 200
                    TOKEN         | 200
                    bearer TOKEN  | 401 the token is malformed
                    Basic TOKEN   | 401 the token is malformed
                    Bearer        | 401 the token is malformed
                    Bearer a.b    | 401 the token is malformed
                    Bearer a.b.c  | 401 the token is malformed
                    """)
    void a_token_stands_bare_or_behind_bearer(String value, String answer) {
        assertThat(answer(served(""), value.replace("TOKEN", TestIssuer.token(HEADER, GOOD)))).isEqualTo(answer);
    }

    @Test
    void without_a_token_the_challenge_has_the_scheme_alone() {
        Response answer = served("").send("GET", "/a");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().utf8()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(answer.headers().all("www-authenticate")).containsExactly("Bearer");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    "scope": "read"               | 200
                    "scope": "other write"        | 200
                    "scp": "read"                 | 200
                    "scp": ["other", "write"]     | 200
                    "scope": "reading"            | 403
                    "scope": ""                   | 403
                    "x": 1                        | 403
                    """)
    void a_token_has_one_of_the_scopes(String claim, int status) {
        ServedTemplate served = served(", \"AuthorizationScopes\": [\"read\", \"write\"]");
        String token = TestIssuer.token(HEADER, GOOD.replace("}", ", " + claim + "}"));
        assertThat(served.send("GET", "/a", "Authorization", "Bearer " + token).status()).isEqualTo(status);
    }

    @Test
    void a_function_gets_the_claims_as_texts() {
        ServedTemplate served = served(", \"AuthorizationScopes\": [\"read\"]");
        served.send("GET", "/f", "Authorization", TestIssuer.token(HEADER, GOOD.replace("}", """
                , "scope": "read write", "number": 1.50, "flag": true, "groups": ["a", "b"], "nothing": null,
                "address": {"city": "x"}}""")));
        JsonValue.Members jwt = served.events.getFirst().object("requestContext").object("authorizer").object("jwt");
        assertThat(jwt.document()).contains("\"scopes\":[\"read\",\"write\"]");
        assertThat(jwt.object("claims").values().keySet()).containsExactlyInAnyOrder("iss", "aud", "exp", "scope",
                "number", "flag", "groups", "address");
        assertThat(jwt.object("claims").text("number")).contains("1.50");
        assertThat(jwt.object("claims").text("flag")).contains("true");
        assertThat(jwt.object("claims").text("groups")).contains("[a b]");
        assertThat(jwt.object("claims").text("address")).contains("{\"city\":\"x\"}");
    }

    @Test
    void keys_are_kept_for_two_hours_and_fetched_for_unknown_ids() {
        ServedTemplate served = served("");
        String good = TestIssuer.token(HEADER, GOOD.replace(String.valueOf(NOW + 60), String.valueOf(NOW + 100_000)));
        assertThat(answer(served, good)).isEqualTo("200");
        assertThat(answer(served, good)).isEqualTo("200");
        assertThat(issuer.fetched).containsExactly("https://issuer.example/.well-known/openid-configuration",
                "https://issuer.example/keys");
        String unknown = TestIssuer.token("{\"alg\": \"RS256\", \"kid\": \"new\"}", GOOD);
        assertThat(answer(served, unknown)).startsWith("401");
        assertThat(issuer.fetched).hasSize(2);
        served.pass(Duration.ofSeconds(10));
        assertThat(answer(served, unknown)).startsWith("401");
        assertThat(issuer.fetched).hasSize(4);
        served.pass(Duration.ofHours(2));
        issuer.isDown = true;
        assertThat(answer(served, good)).isEqualTo("401 OIDC discovery endpoint communication error");
    }

    /// The status, and why it is none of success.
    private static String answer(ServedTemplate served, String authorization) {
        Response answer = served.send("GET", "/a", "Authorization", authorization);
        String challenge = answer.headers().first("www-authenticate");
        String beginning = "Bearer scope=\"\" error=\"invalid_token\" error_description=\"";
        return challenge.isEmpty()
                ? String.valueOf(answer.status())
                : answer.status() + " " + challenge.replace(beginning, "").replaceAll("\"$", "");
    }

    private ServedTemplate served(String routeMembers) {
        String members = "\"AuthorizationType\": \"JWT\", \"AuthorizerId\": {\"Ref\": \"Tokens\"}" + routeMembers;
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().authorizer("Tokens", """
                "AuthorizerType": "JWT", "IdentitySource": ["$request.header.Authorization"],
                "JwtConfiguration": {"Issuer": "https://issuer.example", "Audience": ["app", "app2"]}""")
                .function("f").route("GET /a", members, HttpTemplate.backend("http://b.example", ""))
                .route("GET /f", members, HttpTemplate.invoking("f", "2.0")));
        served.web = issuer;
        served.functionAnswers.put("f", "{}");
        return served;
    }
}
