package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.proxy.ScriptedBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens of a real issuer on loopback, shaped like Cognito's access tokens, at the edge and at the router.
class OpenIdTest {
    private static HttpServer issuer;
    private static RSAKey key;
    private static RSAKey otherKey;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startIssuer() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").algorithm(JWSAlgorithm.RS256).generate();
        otherKey = new RSAKeyGenerator(2048).keyID("one").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuerName()));
        serve("/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
    }

    private static void serve(String path, String document) {
        byte[] content = document.getBytes(StandardCharsets.UTF_8);
        issuer.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
    }

    @AfterAll
    static void stopIssuer() {
        issuer.stop(0);
    }

    private static String issuerName() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # token          | status
                    good             | 200
                    none             | 401
                    expired          | 401
                    of another key   | 401
                    of another issuer | 401
                    without scope    | 403
                    of another client | 403
                    """)
    void who_gets_in(String token, int expected) throws JOSEException {
        String[] fields = token.equals("none") ? new String[0] : new String[]{"Authorization: Bearer " + token(token)};
        for (ApiKind api : ApiKind.values()) {
            for (Settings.Auth auth : Settings.Auth.values()) {
                try (ScriptedBackend backend = ScriptedBackend
                        .answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                        RunningGateway gateway = start(backend, api, auth)) {
                    Response response = gateway.send("GET /orders", fields);
                    assertThat(response.status()).as("%s %s %s", api, auth, response.body().utf8()).isEqualTo(expected);
                    assertThat(backend.heads()).hasSize(expected == 200 ? 1 : 0);
                    if (expected == 200) {
                        assertThat(backend.heads().getFirst().toLowerCase(Locale.ROOT))
                                .contains("\nx-credential-identifier: subject-1\n", "\nx-client: client-1\n");
                    }
                    assertThat(String.join("\n", gateway.log())).doesNotContain("eyJ");
                }
            }
        }
    }

    private RunningGateway start(ScriptedBackend backend, ApiKind api, Settings.Auth auth) {
        return RunningGateway.start(folder, """
                _format_version: "3.0"
                services:
                  - url: http://127.0.0.1:%d
                    routes:
                      - name: orders
                        paths: [/orders]
                        plugins:
                          - name: openid-connect
                            config:
                              issuer: %s
                              auth_methods: [bearer]
                              audience_required: [client-1]
                              scopes_required: [orders/read]
                              upstream_headers_claims: [client_id]
                              upstream_headers_names: [X-Client]
                """.formatted(backend.port(), issuerName()), api, auth);
    }

    private static String token(String kind) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("subject-1")
                .issuer(kind.equals("of another issuer") ? "https://elsewhere.example.com" : issuerName())
                .claim("client_id", kind.equals("of another client") ? "client-2" : "client-1")
                .claim("token_use", "access")
                .claim("scope", kind.equals("without scope") ? "orders/write" : "orders/write orders/read")
                .claim("cognito:groups", List.of("staff")).issueTime(Date.from(now.minusSeconds(100)))
                .expirationTime(Date.from(now.plusSeconds(kind.equals("expired") ? -10 : 600))).build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        token.sign(new RSASSASigner(kind.equals("of another key") ? otherKey : key));
        return token.serialize();
    }
}
