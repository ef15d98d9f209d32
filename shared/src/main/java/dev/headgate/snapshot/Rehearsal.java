package dev.headgate.snapshot;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.Settings;
import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.delivery.JdkSockets;
import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.event.AuthorizerEvents;
import dev.headgate.event.Envelope;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.FirstOf;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.identity.keys.CacheSettings;
import dev.headgate.identity.keys.CredentialClient;
import dev.headgate.identity.keys.DynamoDbCredentialStore;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.GatewayProcess;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.telemetry.EmbeddedMetrics;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.Ticker;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.ratelimit.dynamodb.BreakerSettings;
import dev.headgate.ratelimit.dynamodb.CountingClient;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import dev.headgate.ratelimit.dynamodb.GuardedClient;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.CompiledGateway;
import dev.headgate.router.FunctionLog;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// A gateway for requests that nobody made: it loads and warms the code that real requests run. It has a configuration of
/// its own with the plugins that most have, its own keys, made anew each time, and a server on the loopback address for
/// backend and tables. Nothing of a user's is read, counted, called or told. For one thread.
public final class Rehearsal implements AutoCloseable {
    /// The JVM compiles what was called some hundred times.
    private static final int ROUNDS = 50;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final String CONFIGURATION = """
            _format_version: "3.0"
            services:
            - name: rehearsal
              host: 127.0.0.1
              port: PORT
              routes:
              - {name: keys, paths: [/rehearsal/keys], plugins: [{name: key-auth}]}
              - {name: tokens, paths: ['~/rehearsal/tokens/(?<id>[0-9]+)$'], plugins: [{name: jwt}]}
            consumers:
            - username: rehearsal
              keyauth_credentials: [{key: SECRET}]
              jwt_secrets:
              - {key: rehearsal, algorithm: RS256, rsa_public_key: "PUBLIC"}
            plugins:
            - {name: correlation-id, config: {echo_downstream: true}}
            - {name: cors, config: {origins: ["*"]}}
            - {name: rate-limiting, config: {second: 1000000, minute: 10000000, policy: local}}
            - {name: request-transformer, config: {add: {headers: ["X-Rehearsal:yes"]}}}
            - {name: response-transformer, config: {remove: {headers: [X-Rehearsal]}}}
            """;

    private final LoopbackServer server;
    private final DynamoDbClient counters;
    private final DynamoDbClient keys;
    private final RehearsalToken token = RehearsalToken.make();
    private final String key;
    private final ActiveGateway gateway;

    /// @throws IOException when nothing can be opened on the loopback address
    public Rehearsal() throws IOException {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        key = Long.toHexString(random.nextLong());
        server = new LoopbackServer("{\"Attributes\":{}}");
        counters = CountingClient.of(builder(), Duration.ofSeconds(5));
        keys = CredentialClient.of(builder());
        Gateway configuration = configuration(clock);
        CredentialStore declared = new DeclaredCredentials(configuration);
        WebClient nowhere = call -> {
            throw new IOException("a rehearsal calls nobody");
        };
        Resources resources = new Resources(clock, random,
                new FirstOf(declared,
                        new DynamoDbCredentialStore(keys, "rehearsal", clock, declared, CacheSettings.DEFAULT)),
                (_, _) -> {
                    throw new StoreUnavailableException("a rehearsal asks nobody", new IllegalStateException());
                }, new DynamoDbCounterStore(
                        new GuardedClient(counters, BreakerSettings.DEFAULT, clock), "rehearsal"),
                new MemoryCacheStore(), nowhere,
                new SdkAwsSigner(Map.of(), nowhere, clock),
                new Telemetry(new BackgroundDeliveries(Duration.ZERO, System::nanoTime, _ -> {
                }), new JdkSockets(), (_, _, _) -> {
                }, new EmbeddedMetrics(clock, _ -> {
                })), GatewayProcess.current(random));
        gateway = new ActiveGateway(CompiledGateway.of(configuration, TrustedPeers.NONE, random), resources,
                Settings.Auth.STRICT);
    }

    private DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder().region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + server.port())).credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")));
    }

    private Gateway configuration(InstantSource clock) {
        Reading reading = new KongReader(clock).read("rehearsal.yaml",
                CONFIGURATION.replace("PORT", Integer.toString(server.port())).replace("SECRET", key)
                        .replace("PUBLIC", token.publicKey()));
        return reading.gateway().orElseThrow(() -> new IllegalStateException(reading.diagnostics().toString()));
    }

    /// What the handlers that rehearse are to serve.
    public ActiveGateway gateway() {
        return gateway;
    }

    /// Writes lines as deployed functions do, and sends them nowhere.
    public FunctionLog log() {
        return new FunctionLog("rehearsal", true, gateway.resources().clock(), _ -> {
        });
    }

    /// Events for the router: two ways of authentication, let in and refused, in both formats that APIs are made with.
    public List<byte[]> routerEvents() {
        return Stream.of(PayloadFormat.HTTP_API_V2, PayloadFormat.REST)
                .flatMap(format -> requests().stream().map(request -> ProxyEvents.write(format, request, envelope())))
                .toList();
    }

    /// Events for the authorizer, with the same requests.
    public List<byte[]> authorizerEvents() {
        return Stream.of(Kind.HTTP_V2, Kind.REST_REQUEST)
                .flatMap(kind -> requests().stream().map(request -> AuthorizerEvents.write(kind, request, envelope())))
                .toList();
    }

    private List<Request> requests() {
        return List.of(request("GET", "/rehearsal/keys/1?a=b", "apikey", key),
                request("POST", "/rehearsal/tokens/2", "Authorization", "Bearer " + token.text()),
                request("GET", "/rehearsal/keys/1", "apikey", key + "x"));
    }

    private static Request request(String method, String target, String header, String value) {
        Headers headers = Headers.of("Host", "rehearsal.test", "Accept", "*/*", "User-Agent", "headgate", header,
                value);
        return new Request(method, "https", "rehearsal.test", 443, RequestTarget.parse(target), headers,
                method.equals("POST") ? Body.utf8("{}") : Body.EMPTY, new Request.Client("192.0.2.1", ""),
                "0".repeat(32));
    }

    private Envelope envelope() {
        return new Envelope(Envelope.DEFAULT_STAGE, "rehearsal", "123456789012", "us-east-1", "rehearsal.test",
                Envelope.DEFAULT_ROUTE, gateway.resources().clock().instant(), "rehearsal", Map.of());
    }

    /// What takes an event of the rehearsal.
    @FunctionalInterface
    public interface Player {
        void play(byte[] event) throws IOException;
    }

    /// Plays the events over and over, so that the code is compiled as well as loaded.
    public static void play(List<byte[]> events, Player player) throws IOException {
        Ticker ticker = Ticker.system();
        Deadline deadline = Deadline.in(LONGEST, ticker);
        for (int round = 0; round < ROUNDS && !deadline.isOver(); round++) {
            for (byte[] event : events) {
                player.play(event);
            }
        }
    }

    @Override
    public void close() throws IOException {
        counters.close();
        keys.close();
        server.close();
    }
}
