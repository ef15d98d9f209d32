package dev.headgate.plugin.telemetry;

import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.delivery.Deliveries;
import dev.headgate.delivery.Destination;
import dev.headgate.delivery.JdkSockets;
import dev.headgate.delivery.KeptFiles;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.model.Route;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.Written;
import dev.headgate.routing.Match;
import dev.headgate.web.JdkWebClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// What tests of logging plugins need: requests that are over, and ways out that are real and wait until all is sent.
public final class TelemetryKit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// For plugins that tell nobody anything.
    public static final Telemetry NOTHING_TOLD = new Telemetry(new Deliveries() {
        @Override
        public <E> void add(Destination<E> destination, E entry, int bytes) {
            throw new AssertionError("this plugin sends nothing");
        }

        @Override
        public void settle(Duration atMost) {}
    }, new JdkSockets(), (_, _, _) -> {
        throw new AssertionError("this plugin writes no log");
    }, _ -> {
        throw new AssertionError("this plugin measures nothing");
    });

    private final JdkWebClient web = new JdkWebClient();
    private final List<String> undelivered = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Measurement> measured = new CopyOnWriteArrayList<>();
    private final BackgroundDeliveries deliveries = new BackgroundDeliveries(PATIENCE, System::nanoTime,
            lost -> undelivered.add(lost.plugin() + ": " + lost.problem()));
    private final KeptFiles files = new KeptFiles(lines::add);

    private final Resources resources = PluginKit.context(new Silent()).resources().withWeb(web)
            .withTelemetry(new Telemetry(deliveries, new JdkSockets(), files, measured::addAll));

    /// The outside world, with these ways out.
    Resources resources() {
        return resources;
    }

    private record Silent() implements Plugin {
        @Override
        public String pluginName() {
            return "silent";
        }
    }

    /// What a plugin's access phase makes of a request.
    Exchange access(Plugin plugin, String request) {
        return plugin.access(PluginKit.exchange(Written.request(request)),
                new PluginContext(PluginKit.instance(plugin), resources)).exchange();
    }

    /// Runs a plugin's log phase and waits until everything has been sent, or has failed once.
    void log(Plugin plugin, LogEntry... entries) {
        PluginContext context = new PluginContext(PluginKit.instance(plugin), resources);
        for (LogEntry entry : entries) {
            plugin.log(entry, context);
        }
        deliveries.settle(PATIENCE);
    }

    /// What was said about deliveries, a line each.
    List<String> undelivered() {
        return undelivered;
    }

    /// What was written to the function's log.
    List<String> lines() {
        return lines;
    }

    List<Measurement> measured() {
        return measured;
    }

    @Override
    public void close() {
        deliveries.close();
        files.close();
        web.close();
    }

    /// A request that a backend answered 40 ms after it came, 30 ms of which it waited for the backend: `GET /a` by alice
    /// through the route `route` to the service `service`.
    public static LogEntry proxied(int status) {
        return proxied(status, PluginKit.exchange(Written.request("GET /a?b=1 + X-A: 1"))
                .withIdentity(new Identity.Verified(Optional.of(PluginKit.consumer("alice")),
                        new Identity.VerifiedCredential("id-of-credential", ""), List.of(), Headers.EMPTY,
                        Optional.empty())));
    }

    /// The same of another request.
    static LogEntry proxied(int status, Exchange exchange) {
        return new LogEntry(exchange, Written.response(status + " + X-B: 2 + body: hi"), LogEntry.Source.UPSTREAM,
                PluginKit.NOW,
                new LogEntry.Latencies(Duration.ofMillis(5), Optional.of(Duration.ofMillis(30)), Duration.ofMillis(3),
                        Duration.ofMillis(40)),
                List.of(new LogEntry.Try(PluginKit.NOW.plusMillis(5), Duration.ofMillis(1), Duration.ofMillis(30),
                        "backend.test", "192.0.2.1", 8080, status, false)),
                List.of(new LogEntry.PluginRun("key-auth", PluginKit.NOW.plusMillis(1), PluginKit.NOW.plusMillis(2))),
                List.of(), Set.of());
    }

    /// The same in a configuration whose plugins look for credentials under this name.
    static LogEntry withCredentials(LogEntry entry, String name) {
        return new LogEntry(entry.exchange(), entry.response(), entry.source(), entry.startedAt(), entry.latencies(),
                entry.tries(), entry.runs(), entry.uncounted(), Set.of(name));
    }

    /// The same that plugins of these names let pass uncounted.
    static LogEntry uncounted(LogEntry entry, String... plugins) {
        return new LogEntry(entry.exchange(), entry.response(), entry.source(), entry.startedAt(), entry.latencies(),
                entry.tries(), entry.runs(), List.of(plugins), entry.credentialNames());
    }

    /// The same through a route that has no service.
    static LogEntry withoutService(int status, Exchange exchange) {
        Route route = exchange.match().route();
        Route without = new Route(route.id(), route.name(), Optional.empty(), route.protocols(), route.methods(),
                route.hosts(), route.paths(), route.headers(), route.snis(), route.httpsRedirectStatusCode(),
                route.regexPriority(), route.stripPath(), route.pathHandling(), route.preserveHost(),
                route.requestBuffering(), route.responseBuffering(), route.order(), route.tags(), route.location());
        Match match = new Match(without, exchange.match().normalizedPath(), "", Match.Captures.NONE);
        return proxied(status, new Exchange(exchange.request(), match, exchange.upstream(), Attestation.NONE));
    }

    /// A request by nobody in particular that the gateway itself answered within 2 ms.
    static LogEntry answered(int status) {
        return new LogEntry(PluginKit.exchange(Written.request("GET /a")), Response.of(status), LogEntry.Source.KONG,
                PluginKit.NOW, new LogEntry.Latencies(Duration.ofMillis(2), Optional.empty(), Duration.ZERO,
                        Duration.ofMillis(2)),
                List.of(), List.of(), List.of(), Set.of());
    }
}
