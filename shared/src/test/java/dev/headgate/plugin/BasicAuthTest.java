package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.identity.Passwords;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthTest {
    private static final CredentialStore STORE = AuthenticationKit
            .store(List.of(basic("bob", "secret"), basic("ann", "a:b"), basic("zoë", "pässword"), basic("nil", "")));
    private static final Pattern IN_BASE64 = Pattern.compile("<(.*?)>");
    private static final String REFUSED = "401 Unauthorized + Basic realm=\"service\"";

    private static Credential.Basic basic(String username, String password) {
        Consumer consumer = PluginKit.consumer("user-" + username);
        return new Credential.Basic("basic-of-" + username, consumer, username,
                Passwords.hash(password, consumer.id()), List.of(), Location.of("test.yaml"));
    }

    private static Step send(String config, Exchange exchange) {
        BasicAuth plugin = PluginKit.plugin(BasicAuth.TYPE, config);
        PluginContext context = PluginKit.context(plugin, STORE, (_, _, _, _) -> {
            throw new AssertionError("basic-auth counts nothing");
        });
        return plugin.access(exchange, context);
    }

    /// What stands between angle brackets is sent in base64.
    private static String base64(String text) {
        return IN_BASE64.matcher(text).replaceAll(found -> Base64.getEncoder()
                .encodeToString(found.group(1).getBytes(StandardCharsets.UTF_8)));
    }

    private static String outcome(String config, String request) {
        return AuthenticationKit.outcome(send(config, PluginKit.exchange(Written.request(base64(request)))))
                .replaceAll(" \\+ X-Consumer-ID: id-of-(\\S+) \\+ X-Consumer-Username: \\1", " as $1")
                .replaceAll(" as user-(\\S+) \\+ X-Credential-Identifier: \\1", " as $1")
                .replace(" as nobody + X-Anonymous-Consumer: true", " as nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x <many>", "Basic many", "Basic <many>"})
    void a_long_field_costs_no_more_than_its_length(String field) {
        String written = base64(field.replace("many", " ".repeat(500_000) + "x".repeat(500_000)));
        assertThat(outcome("{}", "GET / + Authorization: " + written)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                     | request                                                         | outcome
            {}                         | GET / + Authorization: Basic <bob:secret>                       | GET / + Authorization: Basic <bob:secret> as bob
            {}                         | GET / + authorization: basic<bob:secret>                        | GET / + authorization: basic<bob:secret> as bob
            {}                         | GET / + Authorization: Basic <ann:a:b>                          | GET / + Authorization: Basic <ann:a:b> as ann
            {}                         | GET / + Authorization: Basic <zoë:pässword>                     | GET / + Authorization: Basic <zoë:pässword> as zoë
            {}                         | GET / + Authorization: Basic <nil:>                             | GET / + Authorization: Basic <nil:> as nil
            {}                         | GET / + Authorization: Basic <:bob:secret>                      | GET / + Authorization: Basic <:bob:secret> as bob
            {}                         | GET / + Authorization: Basic Ym9iOnNlY3JldA                     | GET / + Authorization: Basic Ym9iOnNlY3JldA as bob
            {}                         | GET / + Authorization: Basic Ym9iOnNlY3JldA==x                  | GET / + Authorization: Basic Ym9iOnNlY3JldA==x as bob
            {}                         | GET / + Authorization: Digest, Basic <bob:secret>               | GET / + Authorization: Digest, Basic <bob:secret> as bob
            {}                         | GET /                                                           | REFUSED
            {}                         | GET / + Authorization:                                          | REFUSED
            {}                         | GET / + Authorization: Bearer <bob:secret>                      | REFUSED
            {}                         | GET / + Authorization: BASIC <bob:secret>                       | REFUSED
            {}                         | GET / + Authorization: Basic bob:secret                         | REFUSED
            {}                         | GET / + Authorization: Basic Ym9iOnNlY3JldA ==                  | REFUSED
            {}                         | GET / + Authorization: Basic <bob>                              | REFUSED
            {}                         | GET / + Authorization: Basic <bob:wrong>                        | REFUSED
            {}                         | GET / + Authorization: Basic <bob:>                             | REFUSED
            {}                         | GET / + Authorization: Basic <bob:secret >                      | REFUSED
            {}                         | GET / + Authorization: Basic <Bob:secret>                       | REFUSED
            {}                         | GET / + Authorization: Basic <eve:secret>                       | REFUSED
            {}                         | OPTIONS /                                                       | REFUSED
            {realm: here}              | GET /                                                           | 401 Unauthorized + Basic realm="here"
            # Proxy-Authorization comes first, and alone counts when it names somebody.
            {}                         | GET / + Proxy-Authorization: Basic <bob:secret>                 | GET / + Proxy-Authorization: Basic <bob:secret> as bob
            {}                         | GET / + Proxy-Authorization: Basic <bob:secret> + Authorization: x | GET / + Proxy-Authorization: Basic <bob:secret> + Authorization: x as bob
            {}                         | GET / + Proxy-Authorization: Basic <bob:wrong> + Authorization: Basic <ann:a:b> | REFUSED
            {}                         | GET / + Proxy-Authorization: Basic <eve:x> + Authorization: Basic <ann:a:b> | GET / + Proxy-Authorization: Basic <eve:x> + Authorization: Basic <ann:a:b> as ann
            # Hiding takes out what was looked at.
            {hide_credentials: true}   | GET / + Authorization: Basic <bob:secret> + a: b                | GET / + a: b as bob
            {hide_credentials: true}   | GET / + Proxy-Authorization: Basic <bob:secret> + Authorization: x | GET / + Authorization: x as bob
            {hide_credentials: true}   | GET / + Proxy-Authorization: Basic <eve:x> + Authorization: Basic <ann:a:b> | GET / as ann
            # Anonymous requests.
            {anonymous: nobody}        | GET /                                                           | GET / as nobody
            {anonymous: nobody}        | GET / + Authorization: Basic <bob:wrong>                        | GET / + Authorization: Basic <bob:wrong> as nobody
            {anonymous: nobody}        | GET / + Authorization: Basic <bob:secret>                       | GET / + Authorization: Basic <bob:secret> as bob
            {anonymous: nobody, hide_credentials: true} | GET / + Authorization: Basic <bob:wrong>       | GET / as nobody
            {anonymous: ghost}         | GET /                                                           | 500 anonymous consumer ghost is configured but doesn't exist
            """)
    void requests_are_authenticated_by_password(String config, String request, String outcome) {
        assertThat(outcome(config, request)).isEqualTo(base64(outcome).replace("REFUSED", REFUSED));
    }

    @Test
    void an_authorizers_word_is_taken() {
        Identity identity = new Identity.Verified(Optional.of(PluginKit.consumer("user-bob")),
                new Identity.VerifiedCredential("1", "bob"), List.of(), Headers.EMPTY, Optional.empty());
        Exchange plain = PluginKit.exchange(Written.request("GET / + Authorization: anything"));
        Exchange attested = new Exchange(plain.request(), plain.match(), plain.upstream(),
                new Attestation(Set.of("id-of-basic-auth"), identity));
        assertThat(AuthenticationKit.outcome(send("{hide_credentials: true}", attested))).isEqualTo(
                "GET / + X-Consumer-ID: id-of-user-bob + X-Consumer-Username: user-bob + X-Credential-Identifier: bob");
    }

    @Test
    void a_request_that_passed_another_plugin_need_not_pass_this_one_when_it_may_stay_anonymous() {
        Identity identity = new Identity.Verified(Optional.of(PluginKit.consumer("ann")),
                new Identity.VerifiedCredential("1", "a-key"), List.of(), Headers.EMPTY, Optional.empty());
        Exchange passed = PluginKit.exchange(Written.request("GET /")).withIdentity(identity);
        assertThat(AuthenticationKit.outcome(send("{anonymous: nobody}", passed))).isEqualTo("GET /");
        assertThat(AuthenticationKit.outcome(send("{}", passed))).isEqualTo(REFUSED);
    }

    @Test
    void passwords_are_hashed_as_kong_hashes_them() {
        // SHA-1 of "abc" is the first example of FIPS 180-4: here password "ab" of consumer "c".
        assertThat(Passwords.hash("ab", "c")).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {realm: 'a"b'}             | test.yaml:1:9 error HG0105 plugin basic-auth config.realm: "a"b": a realm stands between quotes in a header field. Leave out quotes, backslashes and control characters.
            {run_on_preflight: false}  | test.yaml:1:2 error HG0104 plugin basic-auth config.run_on_preflight: unknown field. Known fields: anonymous, hide_credentials, realm.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(BasicAuth.TYPE, config)).containsExactly(problem);
    }
}
