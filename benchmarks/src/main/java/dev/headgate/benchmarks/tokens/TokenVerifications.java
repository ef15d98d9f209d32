package dev.headgate.benchmarks.tokens;

import dev.headgate.benchmarks.Gateways;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.identity.jwt.JwtAlgorithm;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.Authentication;
import dev.headgate.plugin.AuthenticationPlugin;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.router.ActiveGateway;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the plugins that take tokens do with a request: find the token, verify it, and make an identity of its claims.
/// The peer verifies the signature of the same tokens, taken apart already, and does nothing else.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = {"-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class TokenVerifications {
    /// How many different tokens take turns as new ones, a power of two. What is kept of tokens must be less, or these are
    /// not new.
    static final int TOKENS = 1_024;
    /// What tokens are signed with.
    @Param({"RS256", "ES256", "EDDSA"})
    public JwtAlgorithm algorithm;

    private final Issuer.Token[] tokens;
    private final Exchange[] exchanges;
    private Issuer issuer;
    private ActiveGateway gateway;
    private PluginContext jwt;
    private PluginContext openIdConnect;
    private int turn;

    /// With as many tokens as a measurement takes.
    public TokenVerifications() {
        this(TOKENS);
    }

    /// @param count of tokens, a power of two
    TokenVerifications(int count) {
        tokens = new Issuer.Token[count];
        exchanges = new Exchange[count];
    }

    /// Signs tokens and checks that both plugins take each of them, and none with another signature.
    @Setup(Level.Trial)
    public void fill() throws GeneralSecurityException {
        issuer = Issuer.of(algorithm);
        gateway = Gateways.of(configuration(),
                address -> issuer.published(address.getPath()));
        jwt = context("jwt");
        openIdConnect = context("openid-connect");
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = issuer.token(i);
            exchanges[i] = exchange(tokens[i].text());
            check(tokens[i].text(), true);
        }
        String other = tokens[0].text().substring(0, tokens[0].text().lastIndexOf('.'));
        check(other + tokens[1].text().substring(tokens[1].text().lastIndexOf('.')), false);
    }

    private String configuration() {
        return """
                services:
                - name: s
                  host: backend.test
                  routes: [{name: r, paths: [/]}]
                consumers:
                - username: alice
                  jwt_secrets: [{key: "%1$s", algorithm: %2$s, rsa_public_key: "%3$s"}]
                plugins:
                - {name: jwt, config: {claims_to_verify: [exp, nbf]}}
                - {name: openid-connect, config: {issuer: "%1$s", auth_methods: [bearer]}}
                """.formatted(Issuer.NAME, algorithm.jwaName(), issuer.pem());
    }

    private PluginContext context(String plugin) {
        return new PluginContext(gateway.compiled().gateway().plugins().stream()
                .filter(instance -> instance.name().equals(plugin)).findFirst().orElseThrow(), gateway.resources());
    }

    private Exchange exchange(String token) {
        Headers headers = Headers.of("Host", "example.com", "Accept", "application/json", "Authorization",
                "Bearer " + token);
        Request request = new Request("GET", "https", "example.com", 443, RequestTarget.parse("/orders/4711"), headers,
                Body.EMPTY, new Request.Client("203.0.113.7", "example.com"), "0123456789abcdef0123456789abcdef");
        return new Exchange(request, gateway.compiled().routes().match(request).orElseThrow(),
                new UpstreamRequest("GET", "", "/orders/4711", "", headers, Body.EMPTY), Attestation.NONE);
    }

    private void check(String token, boolean good) {
        for (PluginContext plugin : new PluginContext[]{jwt, openIdConnect}) {
            if (authenticated(plugin, exchange(token)) instanceof Authentication.Passed != good) {
                throw new IllegalStateException(plugin.instance().name() + " is wrong about " + token);
            }
        }
    }

    private static Authentication authenticated(PluginContext plugin, Exchange exchange) {
        return ((AuthenticationPlugin) plugin.instance().config()).authenticate(exchange, plugin);
    }

    private int next() {
        turn = turn + 1 & tokens.length - 1;
        return turn;
    }

    /// The peer.
    @Benchmark
    public boolean theSignature() throws GeneralSecurityException {
        Issuer.Token token = tokens[next()];
        Signature verifier = Signature.getInstance(issuer.signatures());
        verifier.initVerify(issuer.keys().getPublic());
        return token.isVerifiedBy(verifier);
    }

    /// openid-connect, with another token every time.
    @Benchmark
    public Authentication openIdConnectNew() {
        return authenticated(openIdConnect, exchanges[next()]);
    }

    /// openid-connect, with one token.
    @Benchmark
    public Authentication openIdConnectSeen() {
        return authenticated(openIdConnect, exchanges[0]);
    }

    /// jwt, with another token every time.
    @Benchmark
    public Authentication jwtNew() {
        return authenticated(jwt, exchanges[next()]);
    }

    /// jwt, with one token.
    @Benchmark
    public Authentication jwtSeen() {
        return authenticated(jwt, exchanges[0]);
    }
}
