package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Location;
import dev.headgate.event.ProxyEvents;
import dev.headgate.http.Request;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.Identity;
import dev.headgate.identity.certificates.Certificates;
import dev.headgate.model.Consumer;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MtlsAuthTest {
    private static final Location HERE = Location.of("test.yaml");
    private static final CredentialStore STORE = new DeclaredCredentials(new Gateway(List.of(), List.of(),
            List.of(PluginKit.consumer("alice"), PluginKit.consumer("spiffe://example/alice"),
                    new Consumer("id-of-device", "seven", "device-7", List.of(), List.of(), HERE),
                    PluginKit.consumer("device-7"), PluginKit.consumer("mapped"), PluginKit.consumer("nobody")),
            List.of(mapping("any", "mapped", "alice@example.com", Optional.empty()),
                    mapping("of-root", "seven", "192.0.2.1", Optional.of("root")),
                    mapping("of-stranger", "alice", "alice.example", Optional.of("stranger"))),
            List.of(), List.of()));

    private static Credential.Mtls mapping(String id, String consumer, String name, Optional<String> authority) {
        return new Credential.Mtls(id, PluginKit.consumer(consumer), name, authority, List.of(), HERE);
    }

    private static Step send(String config, String authorities, String line, String certificate) {
        MtlsAuth plugin = PluginKit.plugin(MtlsAuth.TYPE,
                config.replaceFirst("\\{", "{ca_certificates: [x], revocation_check_mode: SKIP, "))
                .trusting(Certificates.authorities(authorities));
        Request request = Written.request(line);
        String shown = switch (certificate) {
            case "none" -> "";
            case "garbage" -> "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----";
            default -> Certificates.text(certificate);
        };
        Request with = new Request(request.method(), "https", request.host(), 443, request.target(),
                request.headers(), request.body(), new Request.Client("203.0.113.7", "example.com", shown),
                request.requestId());
        return plugin.access(PluginKit.exchange(with), PluginKit.context(plugin, STORE, (_, _, _, _) -> {
            throw new AssertionError("mtls-auth counts nothing");
        }));
    }

    private static String outcome(Step step) {
        return AuthenticationKit.outcome(step)
                .replaceAll(
                        " \\+ X-Consumer-ID: \\S+( \\+ X-Consumer-Custom-ID: \\S+)? \\+ X-Consumer-Username: (\\S+)",
                        " as $2")
                .replaceAll(" \\+ X-Credential-Identifier: (\\S+)", " by $1")
                .replace(" + X-Anonymous-Consumer: true", ", anonymous");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            config                                         | authorities   | certificate | outcome
            {}                                             | root          | plain       | GET / as alice by id-of-alice
            # The custom id first, as Kong's default says.
            {}                                             | root issuing  | device      | GET / as seven by id-of-device
            {consumer_by: [username, custom_id]}           | root issuing  | device      | GET / as device-7 by id-of-device-7
            {consumer_by: [username]}                      | root issuing  | device      | GET / as device-7 by id-of-device-7
            {consumer_by: []}                              | root issuing  | device      | UNTRUSTED
            {allow_partial_chain: true}                    | issuing       | device      | GET / as seven by id-of-device
            {}                                             | issuing       | device      | UNTRUSTED
            # A mapping for the authority, then one for any, then consumers of that name.
            {}                                             | root          | named       | GET / as seven by of-root
            {}                                             | root          | dirname     | UNTRUSTED
            {default_consumer: mapped}                     | root          | dirname     | GET / as mapped by id-of-mapped
            {default_consumer: id-of-mapped}               | root          | noname      | GET / as mapped by id-of-mapped
            {default_consumer: ghost}                      | root          | noname      | 500 default consumer ghost is configured but doesn't exist
            {default_consumer: mapped}                     | root          | imposter    | UNTRUSTED
            # Nobody vouches for it, or there is none.
            {}                                             | root          | imposter    | UNTRUSTED
            {}                                             | root          | server      | UNTRUSTED
            {}                                             | root          | garbage     | UNTRUSTED
            {}                                             | stranger      | plain       | UNTRUSTED
            {}                                             | root          | none        | 401 No required TLS certificate was sent
            {anonymous: nobody}                            | root          | none        | GET / as nobody, anonymous
            {anonymous: nobody}                            | root          | imposter    | GET / as nobody, anonymous
            {anonymous: nobody}                            | root          | noname      | GET / as nobody, anonymous
            {anonymous: nobody}                            | root          | plain       | GET / as alice by id-of-alice
            # Without consumers.
            {skip_consumer_lookup: true}                   | root issuing  | device      | GET / + X-Client-Cert-Dn: CN=device-7,O=Example,C=DE
            {skip_consumer_lookup: true}                   | root          | named       | GET / + X-Client-Cert-Dn: CN=other,O=Example + X-Client-Cert-San: alice.example, alice@example.com, spiffe://example/alice, 192.0.2.1
            {skip_consumer_lookup: true}                   | root          | imposter    | UNTRUSTED
            """)
    void clients_are_authenticated_by_certificate(String config, String authorities, String certificate,
            String outcome) {
        assertThat(outcome(send(config, authorities, "GET /", certificate)))
                .isEqualTo(outcome.replace("UNTRUSTED", "401 TLS certificate failed verification"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            group by | certificate | groups
            CN       | plain       | [alice]
            DN       | plain       | [CN=alice,O=Example]
            CN       | noname      | []
            """)
    void a_name_is_the_group_of_callers_without_consumer(String by, String certificate, String groups) {
        Step step = send("{skip_consumer_lookup: true, authenticated_group_by: " + by + "}", "root", "GET /",
                certificate);
        assertThat(step.exchange().identity()).isInstanceOfSatisfying(Identity.Verified.class,
                identity -> assertThat(identity.groups()).hasToString(groups));
    }

    @Test
    void what_a_client_says_of_itself_does_not_reach_the_backend() {
        String forged = "GET / + X-Client-Cert-Dn: CN=root + X-Client-Cert-San: root + X-Consumer-Username: root";
        assertThat(outcome(send("{skip_consumer_lookup: true}", "root", forged, "plain")))
                .isEqualTo("GET / + X-Client-Cert-Dn: CN=alice,O=Example");
        assertThat(outcome(send("{skip_consumer_lookup: true, anonymous: nobody}", "root", forged, "none")))
                .isEqualTo("GET / as nobody, anonymous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-v2-client-certificate", "rest-client-certificate"})
    void the_certificate_of_an_event_counts(String event) throws IOException {
        Request request = ProxyEvents.read(Files.readAllBytes(
                Path.of(System.getProperty("headgate.root", ".."), "events", event + ".json"))).request();
        MtlsAuth plugin = PluginKit
                .plugin(MtlsAuth.TYPE, "{ca_certificates: [x], revocation_check_mode: SKIP, consumer_by: [username]}")
                .trusting(Certificates.authorities("root issuing"));
        Step step = plugin.access(PluginKit.exchange(request), PluginKit.context(plugin, STORE, (_, _, _, _) -> {
            throw new AssertionError("mtls-auth counts nothing");
        }));
        assertThat(step.exchange().identity().knownConsumer()).map(Consumer::username).contains("device-7");
    }

    @Test
    void the_router_verifies_in_every_mode() {
        assertThat(PluginKit.plugin(MtlsAuth.TYPE, "{ca_certificates: [x], revocation_check_mode: SKIP}")
                .isForRouterOnly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {revocation_check_mode: SKIP}          | test.yaml:1:1 error HG0103 plugin mtls-auth config.ca_certificates: required field missing. The ids of the ca_certificates that vouch for clients, those between a client's certificate and a root included: API Gateway hands on the client's own only.
            {ca_certificates: [x]}                 | test.yaml:1:1 error HG0202 plugin mtls-auth config.revocation_check_mode: IGNORE_CA_ERROR, the default: Headgate asks nobody whether a certificate was revoked. Write SKIP, and give clients certificates that soon expire.
            {ca_certificates: [x], revocation_check_mode: STRICT} | test.yaml:1:47 error HG0202 plugin mtls-auth config.revocation_check_mode: STRICT: Headgate asks nobody whether a certificate was revoked. Write SKIP, and give clients certificates that soon expire.
            {ca_certificates: [x], revocation_check_mode: SKIP, san_dirname_matcher: [CN]} | test.yaml:1:74 error HG0202 plugin mtls-auth config.san_dirname_matcher: All attributes count, as they do without this. Remove it.
            {ca_certificates: [x], revocation_check_mode: SKIP, send_ca_dn: true} | test.yaml:1:65 warning HG0305 plugin mtls-auth config.send_ca_dn: API Gateway shakes hands and decides what it tells.
            """)
    void mistakes_are_named(String config, String problem) {
        assertThat(PluginKit.problems(MtlsAuth.TYPE, config)).containsExactly(problem);
    }
}
