package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.identity.ApiKeys;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.Identity;
import dev.headgate.model.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAuthTest {
    private static final CredentialStore STORE = AuthenticationKit.store(List.of(
            key("bob", "kong", Optional.empty()),
            key("ann", "clé+ /", Optional.empty()),
            key("tim", "in-time", Optional.of(PluginKit.NOW.plusSeconds(1))),
            key("old", "too-late", Optional.of(PluginKit.NOW))));
    private static final String BOB = " + X-Consumer-ID: id-of-bob + X-Consumer-Username: bob"
            + " + X-Credential-Identifier: key-of-bob";
    private static final String NOBODY = " + X-Consumer-ID: id-of-nobody + X-Consumer-Username: nobody"
            + " + X-Anonymous-Consumer: true";

    private static Credential.ApiKey key(String username, String key, Optional<Instant> expiresAt) {
        return new Credential.ApiKey("key-of-" + username, PluginKit.consumer(username), ApiKeys.hash(key), expiresAt,
                List.of(), Location.of("test.yaml"));
    }

    private static Step send(String config, Exchange exchange) {
        KeyAuth plugin = PluginKit.plugin(KeyAuth.TYPE, config);
        PluginContext context = PluginKit.context(plugin, STORE, (_, _, _, _) -> {
            throw new AssertionError("key-auth counts nothing");
        });
        return plugin.access(exchange, context);
    }

    private static String outcome(String config, String request) {
        return AuthenticationKit.outcome(send(config, PluginKit.exchange(Written.request(request))))
                .replace(BOB, " as bob").replace(NOBODY, " as nobody");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                     | request                                        | outcome
            {}                                         | GET / + apikey: kong                           | GET / + apikey: kong as bob
            {}                                         | GET / + APIKEY: kong                           | GET / + APIKEY: kong as bob
            {}                                         | GET /?apikey=kong                              | GET /?apikey=kong as bob
            {}                                         | GET /?api%6Bey=k%6Fng                          | GET /?api%6Bey=k%6Fng as bob
            {}                                         | GET /?APIKEY=kong                              | 401 No API key found in request + Key
            {}                                         | GET /                                          | 401 No API key found in request + Key
            {}                                         | GET / + apikey: wrong                          | 401 Unauthorized + Key
            {}                                         | GET / + apikey: too-late                       | 401 Unauthorized + Key
            {}                                         | GET / + apikey: Kong                           | 401 Unauthorized + Key
            {realm: here}                              | GET / + apikey: wrong                          | 401 Unauthorized + Key realm="here"
            # A header field hides the query parameter, even when it is empty or wrong.
            {}                                         | GET /?apikey=kong + apikey:                    | 401 No API key found in request + Key
            {}                                         | GET /?apikey=kong + apikey: wrong              | 401 Unauthorized + Key
            {}                                         | GET / + apikey: kong + apikey: kong            | 401 Duplicate API key found + Key
            {}                                         | GET /?apikey=kong&apikey=kong                  | 401 Duplicate API key found + Key
            # A parameter without a value is a flag, which is no key.
            {}                                         | GET /?apikey                                   | 401 No API key found in request + Key
            {}                                         | GET /?apikey=                                  | 401 No API key found in request + Key
            {}                                         | GET /?apikey&apikey=kong                       | 401 Duplicate API key found + Key
            # Where to look.
            {key_in_header: false}                     | GET / + apikey: kong                           | 401 No API key found in request + Key
            {key_in_query: false}                      | GET /?apikey=kong                              | 401 No API key found in request + Key
            {key_in_header: false}                     | GET /?apikey=kong + apikey: wrong              | GET /?apikey=kong + apikey: wrong as bob
            {key_names: [a, b]}                        | GET / + b: kong                                | GET / + b: kong as bob
            {key_names: [a, b]}                        | GET /?a=kong + b: wrong                        | GET /?a=kong + b: wrong as bob
            {key_names: [a, b]}                        | GET /?a + b: kong                              | GET /?a + b: kong as bob
            {key_names: []}                            | GET / + apikey: kong                           | 401 No API key found in request + Key
            {key_names: [api_key]}                     | GET / + api_key: kong                          | GET / + api_key: kong as bob
            {key_names: [api_key]}                     | GET / + api-key: kong                          | GET / + api-key: kong as bob
            {key_names: [api-key]}                     | GET / + api_key: kong                          | 401 No API key found in request + Key
            {key_names: [api_key]}                     | GET /?api-key=kong                             | 401 No API key found in request + Key
            # Preflight requests.
            {}                                         | OPTIONS /                                      | 401 No API key found in request + Key
            {run_on_preflight: false}                  | OPTIONS /                                      | OPTIONS /
            {run_on_preflight: false, hide_credentials: true} | OPTIONS / + apikey: kong                | OPTIONS / + apikey: kong
            {run_on_preflight: false}                  | options /                                      | 401 No API key found in request + Key
            # Anonymous requests.
            {anonymous: nobody}                        | GET /                                          | GET / as nobody
            {anonymous: id-of-nobody}                  | GET / + apikey: wrong                          | GET / + apikey: wrong as nobody
            {anonymous: nobody}                        | GET / + apikey: kong                           | GET / + apikey: kong as bob
            {anonymous: ghost}                         | GET /                                          | 500 anonymous consumer ghost is configured but doesn't exist
            {anonymous: nobody, hide_credentials: true} | GET / + apikey: wrong                         | GET / as nobody
            # What a client says of itself is not believed.
            {}                                         | GET / + apikey: kong + X-Consumer-ID: x + x-consumer-username: y + X-Consumer-Custom-ID: z + X-Anonymous-Consumer: true | GET / + apikey: kong as bob
            {}                                         | GET / + apikey: kong + X_Consumer_ID: x + x-consumer_username: y + X_CREDENTIAL-Identifier: z + X_Consumer: w | GET / + apikey: kong + X_Consumer: w as bob
            {anonymous: nobody}                        | GET / + X-Credential-Identifier: x + X-Consumer-Custom-ID: z | GET / as nobody
            # Hiding.
            {hide_credentials: true}                   | GET / + apikey: kong + a: b                    | GET / + a: b as bob
            {hide_credentials: true}                   | GET /?c=1&b=2&apikey=kong&a=3                  | GET /?c=1&b=2&a=3 as bob
            {hide_credentials: true}                   | GET /?c=valu%651&api%6B%65%79=kong             | GET /?c=value1 as bob
            {hide_credentials: true}                   | GET /?apikey=other + apikey: kong              | GET / as bob
            {hide_credentials: true, key_names: [api_key]} | GET / + api-key: kong                      | GET / as bob
            {hide_credentials: true, key_names: [a, b]} | GET / + a: kong + b: kong                     | GET / + b: kong as bob
            """)
    void requests_are_authenticated_by_key(String config, String request, String outcome) {
        assertThat(outcome(config, request)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            media type                                       | body                                | outcome
            application/x-www-form-urlencoded                | a=1&apikey=kong                     | as bob, backend gets a=1
            application/x-www-form-urlencoded; charset=utf-8 | apikey=kong&a=%2B                   | as bob, backend gets a=%2B
            application/x-www-form-urlencoded                | apikey=kong&apikey=kong             | 401 Duplicate API key found
            application/x-www-form-urlencoded                | apikey                              | 401 No API key found in request
            application/x-www-form-urlencoded                | apikey[]=kong                       | 401 No API key found in request
            application/json                                 | {"a":1.50,"apikey":"kong","b":[{}]} | as bob, backend gets {"a":1.50,"b":[{}]}
            Application/JSON;charset=utf-8                   | {"apikey":"k\\u006fng"}             | as bob, backend gets {}
            application/json                                 | {"apikey":["kong"]}                 | 401 Duplicate API key found
            application/json                                 | {"apikey":7}                        | 401 No API key found in request
            application/json                                 | {"apikey":null}                     | 401 No API key found in request
            application/json                                 | {"a":{"apikey":"kong"}}             | 401 No API key found in request
            application/json                                 | {"apikey":"kong"                    | 401 No API key found in request
            application/json                                 | {"apikey":"kong"} x                 | 401 No API key found in request
            application/json                                 | ["apikey"]                          | 401 No API key found in request
            application/json                                 | ''                                  | 401 No API key found in request
            text/plain                                       | apikey=kong                         | 401 No API key found in request
            """)
    void bodies_are_looked_at_on_demand(String mediaType, String body, String outcome) {
        var request = PluginKit.withBody(PluginKit.request("POST", "/"), mediaType, body);
        Step step = send("{key_in_body: true, hide_credentials: true}", PluginKit.exchange(request));
        assertThat(bodyOutcome(step)).isEqualTo(outcome);
        assertThat(AuthenticationKit.outcome(send("{}", PluginKit.exchange(request))))
                .isEqualTo("401 No API key found in request + Key");
    }

    private static String bodyOutcome(Step step) {
        return switch (step) {
            case Step.Proceed(Exchange exchange) -> "as " + exchange.upstream().headers().first("X-Consumer-Username")
                    + ", backend gets " + exchange.upstream().body().utf8();
            case Step.Answer answer -> AuthenticationKit.outcome(answer).replace(" + Key", "");
        };
    }

    @Test
    void a_multipart_form_loses_the_key_and_nothing_else() {
        String file = crlf("""
                --b
                Content-Disposition: form-data; name="f"; filename="apikey"
                Content-Type: application/octet-stream

                \0\1--b\u00ff

                x
                """);
        String key = crlf("""
                --b
                Content-Disposition: form-data; name="apikey"

                kong
                """);
        String end = "--b--\r\n";
        String type = "multipart/form-data; boundary=\"b\"";
        var request = PluginKit.withBody(PluginKit.request("POST", "/"), type,
                "before\r\n" + file + key + end + "afterwards");
        Step step = send("{key_in_body: true, hide_credentials: true}", PluginKit.exchange(request));
        assertThat(bodyOutcome(step)).isEqualTo("as bob, backend gets " + file + end);
        var twice = PluginKit.withBody(PluginKit.request("POST", "/"), type, key + key + end);
        assertThat(bodyOutcome(send("{key_in_body: true}", PluginKit.exchange(twice))))
                .isEqualTo("401 Duplicate API key found");
        var unlimited = PluginKit.withBody(PluginKit.request("POST", "/"), "multipart/form-data", key + end);
        assertThat(bodyOutcome(send("{key_in_body: true}", PluginKit.exchange(unlimited))))
                .isEqualTo("401 No API key found in request");
    }

    private static String crlf(String lines) {
        return lines.replace("\n", "\r\n");
    }

    @Test
    void any_text_can_be_a_key() {
        assertThat(outcome("{}", "GET /?apikey=cl%C3%A9%2B+/")).contains("X-Consumer-Username: ann");
        assertThat(outcome("{}", "GET / + apikey: clé+ /")).contains("X-Consumer-Username: ann");
    }

    @Test
    void the_identity_ends_with_the_key() {
        Step step = send("{}", PluginKit.exchange(Written.request("GET / + apikey: in-time")));
        assertThat(step.exchange().identity()).isInstanceOfSatisfying(Identity.Verified.class, identity -> {
            assertThat(identity.expiresAt()).contains(PluginKit.NOW.plusSeconds(1));
            assertThat(identity.credential().id()).isEqualTo("key-of-tim");
            assertThat(identity.consumer()).contains(PluginKit.consumer("tim"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            who                           | expires | outcome
            id-of-key-auth                | later   | GET / as bob
            id-of-key-auth                | now     | 401 Unauthorized + Key
            an instance on another route  | later   | 401 No API key found in request + Key
            """)
    void an_authorizers_word_counts_for_the_instance_it_names_until_it_expires(String who, String expires,
            String outcome) {
        Credential.ApiKey key = key("bob", "kong", Optional.empty());
        Instant end = expires.equals("now") ? PluginKit.NOW : PluginKit.NOW.plusSeconds(60);
        Identity identity = new Identity.Verified(Optional.of(key.consumer()),
                new Identity.VerifiedCredential(key.id(), key.id()), List.of(), dev.headgate.http.Headers.EMPTY,
                Optional.of(end));
        Exchange plain = PluginKit.exchange(Written.request("GET /"));
        Exchange attested = new Exchange(plain.request(), plain.match(), plain.upstream(),
                new Attestation(Set.of(who), identity));
        assertThat(AuthenticationKit.outcome(send("{}", attested)).replace(BOB, " as bob")).isEqualTo(outcome);
    }

    @Test
    void a_refusal_names_the_request_in_the_media_type_that_the_client_prefers() {
        assertThat(Written.of(((Step.Answer) send("{}", PluginKit.exchange(Written.request("GET /")))).response()))
                .isEqualTo("""
                        401 + Content-Type: application/json; charset=utf-8 + WWW-Authenticate: Key + body: {
                          "message":"No API key found in request",
                          "request_id":"0123456789abcdef0123456789abcdef"
                        }""");
        assertThat(outcome("{}", "GET / + Accept: text/plain")).isEqualTo(
                "401 No API key found in request\nrequest_id: 0123456789abcdef0123456789abcdef\n + Key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {key_names: ['a b']}     | test.yaml:1:14 error HG0105 plugin key-auth config.key_names[0]: bad header name 'a b', allowed characters are A-Z, a-z, 0-9, '_', and '-'.
            {key_names: apikey}      | test.yaml:1:13 error HG0102 plugin key-auth config.key_names: "apikey": expected an array. Write a list: ["apikey"].
            {realm: 'a"b'}           | test.yaml:1:9 error HG0105 plugin key-auth config.realm: "a"b": a realm stands between quotes in a header field. Leave out quotes, backslashes and control characters.
            {hide_credential: true}  | test.yaml:1:2 error HG0104 plugin key-auth config.hide_credential: unknown field. Did you mean hide_credentials?
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(KeyAuth.TYPE, config)).containsExactly(problem);
    }
}
