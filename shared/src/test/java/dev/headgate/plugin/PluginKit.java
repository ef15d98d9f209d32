package dev.headgate.plugin;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.diagnostic.Location;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.model.Consumer;
import dev.headgate.model.Gateway;
import dev.headgate.model.PathPattern;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.plugin.telemetry.TelemetryKit;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.routing.Match;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import dev.headgate.web.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/// What the table test of a plugin needs: a plugin made of its configuration as a user writes it, requests, and an
/// outside world that stands still.
public final class PluginKit {
    /// The moment at which tests take place.
    public static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final Location HERE = Location.of("test.yaml");

    /// Credentials of a configuration that declares none.
    private static final CredentialStore NOBODY = new DeclaredCredentials(
            new Gateway(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));

    private PluginKit() {}

    /// The plugin with this `config`, written in YAML; empty text for an empty one.
    ///
    /// @throws AssertionError when the configuration has mistakes
    public static <P extends Plugin> P plugin(PluginType<P> type, String config) {
        Diagnostics diagnostics = new Diagnostics();
        return read(type, config, diagnostics).map(type.create())
                .orElseThrow(() -> new AssertionError(diagnostics.inFileOrder().toString()));
    }

    /// Everything that is said about this `config`, a line each.
    public static List<String> problems(PluginType<?> type, String config) {
        Diagnostics diagnostics = new Diagnostics();
        read(type, config, diagnostics);
        return diagnostics.inFileOrder().stream().map(Object::toString).toList();
    }

    private static Optional<Values> read(PluginType<?> type, String config, Diagnostics diagnostics) {
        var node = new Compose(LoadSettings.builder().setLabel("test.yaml").build())
                .composeString(config.isBlank() ? "{}" : config).orElseThrow();
        return new SchemaReader().read(node, type.schema(), new Entity("plugin", type.name(), diagnostics),
                "config.");
    }

    /// A request for `example.com` over HTTP, with headers given as alternating names and values.
    public static Request request(String method, String target, String... headers) {
        Headers all = Headers.of(headers);
        String host = all.contains("Host") ? all.first("Host") : "example.com";
        return new Request(method, "http", host, 80, RequestTarget.parse(target), all, Body.EMPTY,
                new Request.Client("203.0.113.7", ""), "0123456789abcdef0123456789abcdef");
    }

    /// The same request with a body.
    public static Request withBody(Request request, String contentType, String body) {
        return new Request(request.method(), request.scheme(), request.host(), request.port(), request.target(),
                request.headers().with("Content-Type", contentType), Body.utf8(body), request.client(),
                request.requestId());
    }

    /// The request at the beginning of its way through the plugins, matched by a route with path `/` and untouched.
    public static Exchange exchange(Request request) {
        return exchange(request, Match.Captures.NONE);
    }

    /// The same with groups captured by the route's path.
    public static Exchange exchange(Request request, Match.Captures captures) {
        Match match = new Match(route("route"), request.target().rawPath(), "/", captures);
        return new Exchange(request, match, new UpstreamRequest(request.method(), "", request.target().rawPath(),
                request.target().rawQuery(), request.headers(), request.body()), Attestation.NONE);
    }

    /// What a plugin does to a request and to the backend's answer to it, each as [Written] shows it.
    ///
    /// @param backend what the backend sees; [Written#NOTHING] when the plugin answers
    /// @param client what the client gets
    public record Outcome(String backend, String client) {}

    /// Sends a request through both phases of a plugin, to a backend that gives this answer.
    public static Outcome send(Plugin plugin, Exchange exchange, Response answer) {
        PluginContext context = context(plugin);
        return switch (plugin.access(exchange, context)) {
            case Step.Proceed(Exchange next) -> new Outcome(Written.of(next.upstream()),
                    Written.of(plugin.response(next, answer, context)));
            case Step.Answer(Exchange next, Response own) -> new Outcome(Written.NOTHING,
                    Written.of(plugin.response(next, own, context)));
        };
    }

    /// A route of that name with path `/`, to the service `service` at `http://backend.test`.
    public static Route route(String name) {
        return new Route("id-of-" + name, name, Optional.of(service()), Set.of(Protocol.HTTP, Protocol.HTTPS),
                List.of(),
                List.of(), List.of(new PathPattern.Prefix("/")), List.of(), List.of(), 426, 0, true,
                Route.PathHandling.V0, false, true, true, 0, List.of(), HERE);
    }

    public static Service service() {
        Duration minute = Duration.ofSeconds(60);
        return new Service("id-of-service", "service", Protocol.HTTP, "backend.test", 80, "", 5, minute, minute, minute,
                true,
                true, List.of(), HERE);
    }

    /// A consumer whose id is `id-of-` and its username.
    public static Consumer consumer(String username, String... groups) {
        return new Consumer("id-of-" + username, username, "", List.of(groups), List.of(), HERE);
    }

    /// The plugin as one global instance.
    public static PluginInstance instance(Plugin plugin) {
        return new PluginInstance("id-of-" + plugin.pluginName(), "", plugin, true,
                Set.of(Protocol.HTTP, Protocol.HTTPS),
                PluginInstance.Scope.GLOBAL, List.of(), HERE);
    }

    /// The plugin as one global instance, at [#NOW], with these credentials and counters.
    public static PluginContext context(Plugin plugin, CredentialStore credentials, CounterStore counters) {
        return new PluginContext(instance(plugin), resources(credentials, counters));
    }

    /// The plugin as one global instance, at [#NOW], where nobody has a credential.
    public static PluginContext context(Plugin plugin) {
        return context(plugin, NOBODY, (_, _, _, _) -> {
            throw new AssertionError("this plugin counts nothing");
        });
    }

    /// An outside world at [#NOW] whose random numbers are the same in every run.
    public static Resources resources(CredentialStore credentials, CounterStore counters) {
        return resources(credentials, counters, NOW);
    }

    /// The same outside world at another moment.
    public static Resources resources(CredentialStore credentials, CounterStore counters, Instant now) {
        return resources(credentials, counters, InstantSource.fixed(now));
    }

    /// The same outside world by a clock of the test's.
    public static Resources resources(CredentialStore credentials, CounterStore counters, InstantSource clock) {
        GatewayProcess process = new GatewayProcess("11111111-2222-4333-8444-555555555555",
                () -> new GatewayProcess.Host("gateway.test", "192.0.2.10", 42));
        WebClient web = _ -> {
            throw new AssertionError("this plugin calls nobody");
        };
        return new Resources(clock, new SplittableRandom(7), credentials, (_, _) -> {
            throw new AssertionError("this plugin trusts no OpenID provider");
        }, counters, new MemoryCacheStore(), web, new SdkAwsSigner(Map.of(), web, clock), TelemetryKit.NOTHING_TOLD,
                process);
    }
}
