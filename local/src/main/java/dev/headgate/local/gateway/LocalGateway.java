package dev.headgate.local.gateway;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.http.Request;
import dev.headgate.local.configuration.FileWatch;
import dev.headgate.local.configuration.WatchedPaths;
import dev.headgate.local.front.ApiGateway;
import dev.headgate.local.front.HttpFront;
import dev.headgate.plugin.telemetry.Prometheus;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.AuthenticationNeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The whole gateway on this machine: HTTP front, API Gateway's part, the functions with the real handlers.
public final class LocalGateway implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";

    private final LocalFunctions functions;
    private final HttpFront front;
    private final Optional<HttpFront> status;
    private final Deque<AutoCloseable> opened;

    private LocalGateway(LocalFunctions functions, HttpFront front, Optional<HttpFront> status,
            Deque<AutoCloseable> opened) {
        this.functions = functions;
        this.front = front;
        this.status = status;
        this.opened = opened;
    }

    /// Opens stores and ports and begins to serve.
    ///
    /// @param files where the configuration stands, for taking up changes
    /// @param loaded a configuration without errors
    /// @param console takes findings, notices and the functions' logs
    /// @throws IOException when a port or a folder cannot be had; the message says which
    public static LocalGateway start(ConfigurationFiles files, LoadedConfiguration loaded, GatewayOptions options,
            Console console) throws IOException {
        HttpFront.checkFree(ADDRESS, options.port());
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            LocalFunctions functions = LocalFunctions.open(loaded, options, console);
            opened.push(functions);
            ApiGateway apiGateway = new ApiGateway(options.api(), functions.router(options.api(), console),
                    functions.authorizer(console), request -> needsAuthorizer(functions.active(), request),
                    InstantSource.system());
            HttpFront front = HttpFront.start(ADDRESS, options.port(), ApiGateway.BODY_BYTES_MAX, apiGateway);
            opened.push(front);
            Optional<HttpFront> status = status(functions, options.port());
            status.ifPresent(opened::push);
            opened.push(ProbeThread.start(functions, console));
            if (options.watch()) {
                opened.push(FileWatch.start(() -> WatchedPaths.of(files), () -> reload(files, functions, console)));
            }
            return new LocalGateway(functions, front, status, opened);
        } catch (IOException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    /// Where Prometheus reads, for a configuration that counts for it.
    private static Optional<HttpFront> status(LocalFunctions functions, int port) throws IOException {
        return measures(functions)
                ? Optional.of(HttpFront.start(ADDRESS, port == 0 ? 0 : port + StatusApi.PORT_DISTANCE,
                        StatusApi.BODY_BYTES_MAX, new StatusApi(functions::metrics)))
                : Optional.empty();
    }

    private static boolean measures(LocalFunctions functions) {
        return functions.counts() && functions.active().compiled().gateway().plugins().stream()
                .anyMatch(plugin -> plugin.enabled() && plugin.config() instanceof Prometheus);
    }

    private static boolean needsAuthorizer(ActiveGateway active, Request request) {
        return switch (active.auth()) {
            case EDGE -> AuthenticationNeed.of(active.compiled(), request).isForAuthorizer();
            case STRICT -> false;
        };
    }

    /// Takes up a change if it is sound; otherwise says what is wrong and leaves everything as it is.
    private static void reload(ConfigurationFiles files, LocalFunctions functions, Console console) {
        try {
            boolean measured = measures(functions);
            LoadedConfiguration loaded = files.load(InputStream.nullInputStream());
            console.findings(loaded.diagnostics());
            if (loaded.gateway().isPresent()) {
                functions.activate(loaded);
                console.notice("Headgate: the configuration of " + loaded.fileName() + " changed and is in force");
                if (measures(functions) && !measured) {
                    console.notice("Headgate: prometheus has been added; start anew to read /metrics");
                }
            } else {
                console.notice(
                        "Headgate: the configuration of " + loaded.fileName()
                                + " changed and cannot be used; what was in force stays");
            }
        } catch (IOException | UncheckedIOException e) {
            console.notice("Headgate: " + e.getMessage() + "; what was in force stays");
        }
    }

    /// Where requests are served.
    public URI address() {
        return URI.create("http://" + ADDRESS + ":" + front.port());
    }

    /// Where Prometheus reads `/metrics`; absent where no prometheus plugin was configured at the start, or functions run as
    /// processes.
    public Optional<URI> statusAddress() {
        return status.map(listening -> URI.create("http://" + ADDRESS + ":" + listening.port()));
    }

    /// Where the embedded DynamoDB is; absent for a store in memory.
    public Optional<URI> storeAddress() {
        return functions.storeAddress();
    }

    /// What is in force now.
    public ActiveGateway active() {
        return functions.active();
    }

    /// Lets running requests finish, then closes everything that was opened.
    @Override
    public void close() {
        closeAll(opened);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception _) {
                // The rest still has to be closed, and whoever waits for that cannot do anything about this one.
            }
        }
    }
}
