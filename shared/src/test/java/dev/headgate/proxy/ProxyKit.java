package dev.headgate.proxy;

import dev.headgate.diagnostic.Location;
import dev.headgate.health.HealthTracking;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.model.BackendTls;
import dev.headgate.model.HashInput;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.model.HealthChecks.Thresholds;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.plugin.UpstreamRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Services, requests and upstreams for tests of the proxy.
public final class ProxyKit {
    private static final Location HERE = Location.of("test.yaml");

    /// Health checks that are off, as by default.
    static final HealthChecks NO_CHECKS = checks(new Thresholds(0, Set.of(), 0, 0, 0, Set.of()));

    private ProxyKit() {}

    /// Passive health checks only.
    static HealthChecks checks(Thresholds passive) {
        Thresholds off = new Thresholds(0, Set.of(200, 302), 0, 0, 0, Set.of(500));
        return new HealthChecks(0, new Active(HealthChecks.Type.HTTP, Duration.ofSeconds(1), 10, "/", Map.of(), "",
                true, Duration.ZERO, Duration.ZERO, off), passive);
    }

    /// A service at `http://127.0.0.1` with Kong's limits and no further tries.
    public static Service service(int port) {
        return service(Protocol.HTTP, "127.0.0.1", port, 0);
    }

    public static Service service(Protocol protocol, String host, int port, int retries) {
        Duration minute = Duration.ofMinutes(1);
        return new Service("id-of-service", "service", protocol, host, port, "", retries, minute, minute, minute, true,
                true, List.of(), HERE);
    }

    static Service withLimits(Service service, Duration connect, Duration write, Duration read) {
        return new Service(service.id(), service.name(), service.protocol(), service.host(), service.port(),
                service.path(), service.retries(), connect, write, read, true, service.tlsVerify(), List.of(), HERE);
    }

    static Service withTls(Service service, BackendTls tls) {
        return new Service(service.id(), service.name(), service.protocol(), service.host(), service.port(),
                service.path(), service.retries(), service.connectTimeout(), service.writeTimeout(),
                service.readTimeout(), true, service.tlsVerify(), tls, List.of(), HERE);
    }

    static Service withoutVerification(Service service) {
        return new Service(service.id(), service.name(), service.protocol(), service.host(), service.port(),
                service.path(), service.retries(), service.connectTimeout(), service.writeTimeout(),
                service.readTimeout(), true, false, service.tls(), List.of(), HERE);
    }

    /// An upstream whose targets are given as `host:port:weight`.
    static Upstream upstream(String name, String hostHeader, String... targets) {
        return new Upstream("id-of-" + name, name, Upstream.Algorithm.ROUND_ROBIN, new HashInput.None(),
                new HashInput.None(), 10_000, NO_CHECKS, hostHeader,
                List.of(targets).stream().map(ProxyKit::target).toList(), List.of(), HERE);
    }

    private static Upstream.Target target(String text) {
        String[] parts = text.split(":");
        return new Upstream.Target("id-of-" + text, parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
                List.of(), HERE);
    }

    static UpstreamRequest get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    static UpstreamRequest request(String method, String target, String body, String... headers) {
        RequestTarget parsed = RequestTarget.parse(target);
        return new UpstreamRequest(method, "", parsed.rawPath(), parsed.rawQuery(), Headers.of(headers),
                Body.utf8(body));
    }

    /// What is told of a plain request by 203.0.113.7 for http://example.com:8000/.
    static Forwarded forwarded() {
        Request request = new Request("GET", "http", "example.com:8000", 8000, RequestTarget.parse("/"), Headers.EMPTY,
                Body.EMPTY, new Request.Client("203.0.113.7", ""), "0123456789abcdef0123456789abcdef");
        return Forwarded.of(request, ClientAddress.OF_PEER);
    }

    /// Names ending in `.test` are this machine; all others do not exist.
    static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (host.endsWith(".test")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        throw new UnknownHostException(host);
    }

    /// A configuration without upstreams.
    static Upstreams noUpstreams() {
        return new Upstreams(List.of(), HealthTracking.local(), new SplittableRandom(1));
    }

    /// The status that the client is told.
    static int status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.response().status();
            case Outcome.Failed failed -> failed.status();
            case Outcome.NowhereToGo nowhere -> nowhere.status();
            case Outcome.TooLarge _ -> throw new AssertionError("too large");
        };
    }
}
