package dev.headgate.differential;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.oidc.DocumentFetcher;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.front.FrontHandler;
import dev.headgate.local.front.HttpFront;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/// What is outside of the gateway: the time, backends that remember what they were asked and answer by it, an OpenID
/// provider, consumers and their credentials. Serves one request at a time.
final class World implements AutoCloseable {
    /// The host of all listeners.
    static final String LISTENER = "10.0.0.5";
    static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    static final String CONSUMERS = """
            consumers:
            - username: alice
              custom_id: a-1
              keyauth_credentials: [{key: good-key}]
              basicauth_credentials: [{username: alice, password: opensesame}]
              acls: [{group: partners}]
            - username: bob
              keyauth_credentials: [{key: other-key}]
              jwt_secrets: [{key: bob, secret: 0123456789abcdef0123456789abcdef}]
            """;
    private static final int BODY_BYTES_MAX = 10 << 20;
    private static final String ISSUER = "https://id.example.com";

    private final AtomicReference<Optional<BackendCalls.Call>> last = new AtomicReference<>(Optional.empty());
    private final AtomicInteger privateCalls = new AtomicInteger();
    private final HttpFront backend;
    private final BackendProxy proxy;
    private final KeyPair keys;
    private final Map<String, String> tokens = new HashMap<>();

    World() throws IOException, GeneralSecurityException {
        this.backend = HttpFront.start("127.0.0.1", 0, BODY_BYTES_MAX, new Recorder());
        this.proxy = new BackendProxy(BackendProxy.LAMBDA_PAYLOAD_BYTES_MAX,
                _ -> List.of(InetAddress.getLoopbackAddress()), Ticker.system(), () -> {
                    try {
                        return SSLContext.getDefault();
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                });
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.keys = generator.generateKeyPair();
    }

    /// What a backend was asked since this was last asked; absent for nothing.
    Optional<BackendCalls.Call> asked() {
        return last.getAndSet(Optional.empty());
    }

    /// Calls of API Gateway's.
    BackendCalls calls() {
        return call -> {
            // Of a listener, whose address says nothing, the Host says which backend is meant.
            if (call.host().equals(LISTENER)) {
                privateCalls.incrementAndGet();
            }
            last.set(Optional.of(new BackendCalls.Call(call.method(), call.scheme(), host(call.headers()), port(),
                    call.target(), call.headers(), call.body(), call.timeout())));
            return answer(call.method(), call.target());
        };
    }

    /// How many calls went to listeners behind VPC links.
    int privateCalls() {
        return privateCalls.get();
    }

    /// Calls of the router's.
    BackendProxy proxy() {
        return proxy;
    }

    int port() {
        return backend.port();
    }

    InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    /// The documents of the OpenID provider.
    DocumentFetcher web() {
        return address -> {
            if (address.equals(URI.create(ISSUER + "/.well-known/openid-configuration"))) {
                return ("{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER + "/keys\"}")
                        .getBytes(StandardCharsets.UTF_8);
            }
            if (address.equals(URI.create(ISSUER + "/keys"))) {
                RSAPublicKey key = (RSAPublicKey) keys.getPublic();
                return ("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                        + base64(unsigned(key.getModulus().toByteArray())) + "\",\"e\":\""
                        + base64(unsigned(key.getPublicExponent().toByteArray())) + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
            }
            throw new IOException("there is no " + address);
        };
    }

    /// A token of the provider's, always the same for the same.
    String token(String audience, String scope) {
        return tokens.computeIfAbsent(audience + " " + scope, _ -> signed(audience, scope));
    }

    private String signed(String audience, String scope) {
        String content = base64("{\"alg\":\"RS256\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(("{\"iss\":\"" + ISSUER + "\",\"sub\":\"carol\",\"aud\":\"" + audience + "\",\"scope\":\""
                        + scope
                        + "\",\"exp\":" + (NOW.getEpochSecond() + 600) + "}").getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /// Another answer for every target, always the same for one.
    private static Response answer(String method, String target) {
        int kind = Math.floorMod(target.hashCode(), 7);
        int status = switch (kind) {
            case 0 -> 201;
            case 1 -> 404;
            case 2 -> 500;
            case 3 -> 302;
            default -> 200;
        };
        Headers headers = Headers.of("Content-Type", "text/plain", "X-Backend", "one", "X-Secret", "hidden",
                "Set-Cookie", "a=1", "Set-Cookie", "b=2");
        return new Response(status, kind == 3 ? headers.plus("Location", "/elsewhere") : headers,
                method.equals("HEAD") ? Body.EMPTY : Body.utf8(method + " " + target));
    }

    private static String host(Headers headers) {
        return headers.first("Host").split(":")[0];
    }

    private final class Recorder implements FrontHandler {
        @Override
        public Response answer(WireRequest wire) {
            last.set(Optional
                    .of(new BackendCalls.Call(wire.method(), "http", host(wire.headers()), port(), wire.target(),
                            wire.headers(), wire.body(), java.time.Duration.ZERO)));
            return World.answer(wire.method(), wire.target());
        }

        @Override
        public Response tooLarge() {
            return Response.of(413);
        }

        @Override
        public Response malformed() {
            return Response.of(400);
        }
    }

    @Override
    public void close() {
        proxy.close();
        backend.close();
    }
}
