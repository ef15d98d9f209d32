package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.event.ToldFields;
import dev.headgate.http.Request;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.plugin.PluginKit;
import java.lang.reflect.Proxy;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
    private static final String GATEWAY = """
            services:
            - name: s
              host: backend.test
              routes:
              - {name: open, paths: [/open]}
              - {name: keyed, paths: [/keyed], plugins: [{name: key-auth}]}
              - {name: body, paths: [/body], plugins: [{name: key-auth, config: {key_in_body: true}}]}
              - {name: signed, paths: [/signed], plugins: [{name: hmac-auth}]}
              - {name: both, paths: [/both], plugins: [{name: hmac-auth}, {name: key-auth}]}
              - {name: cookie, paths: [/cookie], plugins: [{name: session, config: {secret: s}}, {name: key-auth}]}
              - {name: cors, paths: [/cors], plugins: [{name: cors}, {name: key-auth}]}
              - {name: ended, paths: [/ended], plugins: [{name: request-termination}, {name: key-auth}]}
              - name: anonymous
                paths: [/anonymous]
                plugins: [{name: key-auth, config: {anonymous: nobody}}]
              - name: lost
                paths: [/lost]
                plugins: [{name: key-auth, config: {anonymous: gone}}]
              - name: no-preflight
                paths: [/no-preflight]
                plugins: [{name: key-auth, config: {run_on_preflight: false}}]
              - {name: secure, paths: [/secure], protocols: [https], plugins: [{name: key-auth}]}
              - {name: accept, paths: [/accept], headers: {accept: [x/y]}, plugins: [{name: key-auth}]}
              - name: reordered
                paths: [/reordered]
                plugins: [{name: key-auth, ordering: {after: {access: [request-transformer]}}}, {name: request-transformer}]
              - name: grouped
                paths: [/grouped]
                plugins: [{name: key-auth}, {name: acl, config: {allow: [partners]}}]
              - {name: disabled, paths: [/off], plugins: [{name: key-auth, enabled: false}]}
            consumers:
            - username: bob
              custom_id: b-1
              keyauth_credentials: [{key: bobs, id: 11111111-1111-4111-8111-111111111111}]
              acls: [{group: partners}]
            - {username: alice, keyauth_credentials: [{key: secret}, {key: old, ttl: 1}]}
            - {username: nobody}
            """;

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            GET     | /open              | ''                  | not needed
            GET     | /open              | apikey: secret      | not needed
            GET     | /nowhere           | apikey: secret      | not needed
            TRACE   | /keyed             | ''                  | not needed
            GET     | /keyed             | apikey: secret      | keyed says alice
            GET     | /keyed?apikey=secret | ''                | keyed says alice
            GET     | /keyed             | apikey: wrong       | 401 Unauthorized
            GET     | /keyed             | ''                  | 401 No API key found in request
            OPTIONS | /keyed             | ''                  | 401 No API key found in request
            GET     | //x/..//keyed/%2e  | apikey: secret      | keyed says alice
            GET     | /k%65yed           | ''                  | 401 No API key found in request
            GET     | /off               | ''                  | not needed
            GET     | /reordered         | apikey: secret      | not needed
            GET     | /body              | ''                  | not needed
            GET     | /body              | apikey: secret      | not needed
            GET     | /signed            | ''                  | not needed
            GET     | /both              | ''                  | 401 No API key found in request
            GET     | /both              | apikey: secret      | both says alice
            GET     | /cookie            | Cookie: session=x   | 401 No API key found in request
            GET     | /cookie            | apikey: secret      | cookie says alice
            GET     | /cors              | ''                  | 401 No API key found in request
            GET     | /cors              | apikey: secret      | cors says alice
            OPTIONS | /cors              | Origin: https://a.test, Access-Control-Request-Method: PUT | not needed
            OPTIONS | /cors              | Origin: https://a.test | 401 No API key found in request
            GET     | /ended             | ''                  | 401 No API key found in request
            GET     | /ended             | apikey: secret      | ended says alice
            GET     | /anonymous         | ''                  | not needed
            GET     | /anonymous         | apikey: wrong       | not needed
            GET     | /anonymous         | apikey: secret      | anonymous says alice
            GET     | /lost              | ''                  | 500 anonymous consumer gone is configured but doesn't exist
            OPTIONS | /no-preflight      | ''                  | not needed
            GET     | /no-preflight      | ''                  | 401 No API key found in request
            GET     | /secure            | ''                  | not needed
            GET     | /accept            | Accept: x/y         | 401 No API key found in request
            GET     | /accept            | ''                  | not needed
            """)
    void a_request_is_judged(String method, String target, String headers, String verdict) {
        Request request = GatewayKit.request(method, target,
                headers.isEmpty() ? new String[0] : headers.split("(: |, )"));
        assertThat(describe(Authenticator.authenticate(GatewayKit.active(GATEWAY, 80), request))).isEqualTo(verdict);
    }

    /// Nobody looks at such a request after the authorizer.
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            GET     | /keyed             | apikey: secret      | alice is told as
            GET     | /keyed             | apikey: wrong       | 401 Unauthorized
            GET     | /keyed             | ''                  | 401 No API key found in request
            GET     | /grouped           | apikey: bobs        | bob is told as
            GET     | /grouped           | apikey: secret      | 403 You cannot consume this service
            GET     | /open              | apikey: secret      | unproven
            GET     | /nowhere           | apikey: secret      | unproven
            GET     | /anonymous         | apikey: wrong       | unproven
            OPTIONS | /no-preflight      | ''                  | unproven
            GET     | /keyed/            | apikey: secret      | alice is told as
            GET     | /keyed/a%20b       | apikey: secret      | alice is told as
            GET     | /keyed/..          | apikey: secret      | unproven
            GET     | /keyed/x/../../y   | apikey: secret      | unproven
            GET     | /keyed/%2e%2E      | apikey: secret      | unproven
            GET     | /keyed/..%2fopen   | apikey: secret      | unproven
            GET     | /keyed//x          | apikey: secret      | unproven
            GET     | //keyed            | apikey: secret      | unproven
            GET     | /keyed/..%5copen   | apikey: secret      | unproven
            """)
    void a_request_for_a_backend_passes_only_with_a_credential(String method, String target, String headers,
            String verdict) {
        Request request = GatewayKit.request(method, target,
                headers.isEmpty() ? new String[0] : headers.split("(: |, )"));
        assertThat(describe(Authenticator.authenticateForBackend(GatewayKit.active(GATEWAY, 80), request)))
                .startsWith(verdict);
    }

    @Test
    void a_backend_is_told_of_the_caller_whatever_the_client_says() {
        Request request = GatewayKit.request("GET", "/grouped", "apikey", "bobs", "X-Consumer-ID", "forged",
                "X-Authenticated-Groups", "forged");
        Verdict.Admitted admitted = (Verdict.Admitted) Authenticator
                .authenticateForBackend(GatewayKit.active(GATEWAY, 80), request);
        assertThat(ToldFields.context(admitted.upstream()))
                .containsEntry("toldXConsumerCustomID", "b-1").containsEntry("toldXConsumerUsername", "bob")
                .containsEntry("toldXCredentialIdentifier", "11111111-1111-4111-8111-111111111111")
                .containsEntry("toldXConsumerGroups", "partners").containsEntry("toldXAuthenticatedGroups", "")
                .doesNotContainValue("forged");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /open      | false | 0
            /keyed     | true  | 1
            /body      | false | 1
            /signed    | false | 1
            /both      | true  | 2
            /cors      | true  | 1
            /anonymous | true  | 1
            /off       | false | 0
            /nowhere   | false | 0
            """)
    void a_route_needs_the_authorizer(String path, boolean needed, int plugins) {
        CompiledGateway gateway = GatewayKit.active(GATEWAY, 80).compiled();
        AuthenticationNeed need = AuthenticationNeed.of(gateway, GatewayKit.request("GET", path));
        assertThat(need.isForAuthorizer()).isEqualTo(needed);
        assertThat(need.plugins()).hasSize(plugins);
    }

    @Test
    void a_store_that_cannot_be_asked_is_a_failure_and_no_verdict() {
        ActiveGateway gateway = GatewayKit.active(GATEWAY, 80);
        CredentialStore away = (CredentialStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{CredentialStore.class}, (_, _, _) -> {
                    throw new StoreUnavailableException("the table is away", new IllegalStateException());
                });
        ActiveGateway broken = new ActiveGateway(gateway.compiled(),
                PluginKit.resources(away, gateway.resources().counters()), gateway.auth());
        assertThatThrownBy(() -> Authenticator.authenticate(broken,
                GatewayKit.request("GET", "/keyed", "apikey", "secret"))).isInstanceOf(StoreUnavailableException.class);
    }

    private static String describe(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotNeeded _ -> "not needed";
            case Verdict.Unproven _ -> "unproven";
            case Verdict.Admitted(_, var identity, var upstream) ->
                    identity.consumer().orElseThrow().username() + " is told as "
                            + ToldFields.context(upstream).values();
            case Verdict.Bypassing _ -> "bypassing";
            case Verdict.Refused(_, _, var response) -> response.status() + " "
                    + response.body().utf8().replaceAll("(?s).*\"message\":\"([^\"]*)\".*", "$1");
            case Verdict.Attested(_, var attestation, var identity) -> {
                assertThat(attestation.identity()).isEqualTo(identity);
                yield names(attestation.pluginIds()) + " says " + identity.consumer().orElseThrow().username();
            }
        };
    }

    private static String names(java.util.Set<String> pluginIds) {
        CompiledGateway gateway = GatewayKit.active(GATEWAY, 80).compiled();
        return gateway.gateway().plugins().stream().filter(plugin -> pluginIds.contains(plugin.id()))
                .flatMap(plugin -> gateway.gateway().routes().stream()
                        .filter(route -> route.id().equals(plugin.scope().routeId())))
                .map(route -> route.name()).collect(Collectors.joining("+"));
    }
}
