package dev.headgate.benchmarks.events;

import dev.headgate.benchmarks.Gateways;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvent;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.functions.RouterHandler;
import dev.headgate.http.Response;
import dev.headgate.lambda.RehearsalContext;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the router does with an event when its backend takes no time: the event's bytes in, the request out to a backend in
/// memory, its answer in, the answer's document out. The peers parse the same event with Jackson's databind and write it
/// again.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = {"-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 6, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 25, timeUnit = TimeUnit.MILLISECONDS)
public class EventHandling {
    static final String PLAIN = "/plain";
    static final String GUARDED = "/guarded";
    static final String ADDRESSED = "/addressed";
    private static final String CONFIGURATION = """
            services:
            - name: orders
              url: http://backend.test/v2
              routes:
              - {name: plain, strip_path: false, paths: ["~/plain/(?<id>[0-9]+)/items$"]}
              - name: guarded
                strip_path: false
                paths: ["~/guarded/(?<id>[0-9]+)/items$"]
                plugins:
                - {name: key-auth}
                - {name: rate-limiting, config: {second: 100000000, policy: local}}
                - {name: cors, config: {origins: ["https://shop.example.com"]}}
                - {name: correlation-id, config: {echo_downstream: true}}
            - name: addressed
              url: http://192.0.2.1/v2
              routes:
              - {name: addressed, strip_path: false, paths: ["~/addressed/(?<id>[0-9]+)/items$"]}
            consumers:
            - {username: alice, keyauth_credentials: [{key: %s}]}
            """.formatted(Sent.KEY);

    /// What the client sends.
    @Param
    public Sent sent;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final RehearsalContext context = new RehearsalContext();
    private byte[] plain;
    private byte[] guarded;
    private byte[] addressed;
    private RouterHandler handler;
    private Response response;

    /// Makes a router for which every connection leads to memory, and checks what it answers.
    @Setup(Level.Trial)
    public void fill() throws IOException {
        MemoryBackend.takeAllConnections(Sent.answer().getBytes(StandardCharsets.ISO_8859_1), _ -> {
        });
        prepare();
        check();
    }

    /// Without taking the process's connections.
    void prepare() {
        plain = sent.event(PLAIN);
        guarded = sent.event(GUARDED);
        addressed = sent.event(ADDRESSED);
        ActiveGateway gateway = Gateways.of(CONFIGURATION, address -> {
            throw new IOException("there is no " + address);
        });
        InetAddress backend = InetAddress.ofLiteral("192.0.2.1");
        handler = new RouterHandler(() -> gateway, new BackendProxy(BackendProxy.LAMBDA_PAYLOAD_BYTES_MAX,
                _ -> List.of(backend), Ticker.system(), () -> {
                    throw new IllegalStateException("no backend has TLS");
                }));
    }

    private void check() throws IOException {
        for (byte[] answer : List.of(plainProxy(), addressedProxy(), guardedProxy())) {
            response = ProxyResponses.read(PayloadFormat.HTTP_API_V2, answer);
            if (response.status() != 200 || !Sent.answer().endsWith("\r\n\r\n" + response.body().utf8())) {
                throw new IllegalStateException("the client got " + response);
            }
        }
        JsonNode event = mapper.readTree(plain);
        if (!mapper.readTree(databindTree()).equals(event) || !mapper.readTree(databindRecord()).equals(event)) {
            throw new IllegalStateException("databind made another event of it");
        }
    }

    /// The peer by a tree.
    @Benchmark
    public byte[] databindTree() {
        return mapper.writeValueAsBytes(mapper.readTree(plain));
    }

    /// The peer by a record of the event's members.
    @Benchmark
    public byte[] databindRecord() {
        return mapper.writeValueAsBytes(mapper.readValue(plain, EventDocument.class));
    }

    /// The router for a route without plugins.
    @Benchmark
    public byte[] plainProxy() throws IOException {
        return handled(plain);
    }

    /// The router for a route without plugins, to a backend whose name needs no look-up.
    @Benchmark
    public byte[] addressedProxy() throws IOException {
        return handled(addressed);
    }

    /// The router for a route with plugins.
    @Benchmark
    public byte[] guardedProxy() throws IOException {
        return handled(guarded);
    }

    /// Of the router's work, the reading of the event.
    @Benchmark
    public ProxyEvent readEvent() {
        return ProxyEvents.read(plain);
    }

    /// Of the router's work, the writing of the answer.
    @Benchmark
    public byte[] writeAnswer() {
        return ProxyResponses.write(PayloadFormat.HTTP_API_V2, response);
    }

    private byte[] handled(byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(2_048);
        handler.handleRequest(new ByteArrayInputStream(event), answer, context);
        return answer.toByteArray();
    }
}
