package dev.headgate.plugin.telemetry;

import dev.headgate.http.Response;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.plugin.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All there is to tell of a request once its answer is final: what Kong's `kong.log.serialize` collects
/// (kong/pdk/log.lua), and what tracing needs besides. [LogDocument] writes it as Kong's JSON. An immutable value.
///
/// @param exchange the request, as the client sent it and as the plugins left it
/// @param response as the client gets it
/// @param source who made the answer
/// @param startedAt when the request came
/// @param latencies how long the parts took
/// @param tries attempts to reach a backend, in order; empty where none was made
/// @param runs what each plugin took in its access phase, in order of running
/// @param uncounted names of the plugins that let the request pass though they could not count it
/// @param credentialNames names of header fields, query parameters and cookies in which plugins look for credentials: their values are not shown
public record LogEntry(
        Exchange exchange,
        Response response,
        Source source,
        Instant startedAt,
        Latencies latencies,
        List<Try> tries,
        List<PluginRun> runs,
        List<String> uncounted,
        Set<String> credentialNames) {

    public LogEntry {
        tries = List.copyOf(tries);
        runs = List.copyOf(runs);
        uncounted = List.copyOf(uncounted);
        credentialNames = Set.copyOf(credentialNames);
    }

    /// Who made the answer.
    public enum Source {
        /// The backend.
        UPSTREAM,
        /// A plugin, or the gateway itself.
        KONG;

        /// Kong's word in log entries.
        public String kongName() {
            return this == UPSTREAM ? "upstream" : "kong";
        }
    }

    /// How long the parts of a request took.
    ///
    /// @param kong until the last try began, or until the answer stood where no backend was called
    /// @param waiting for the backend's answer to begin; absent where no backend was called
    /// @param receiving from the beginning of the backend's answer to its end
    /// @param total all in all
    public record Latencies(Duration kong, Optional<Duration> waiting, Duration receiving, Duration total) {}

    /// One attempt to get an answer from a backend.
    ///
    /// @param startedAt when it began
    /// @param choosing how long it took to know whom to call
    /// @param total how long it took until the answer began, or until it failed
    /// @param host the name of whom was called
    /// @param address its IP address, in text form
    /// @param port its port
    /// @param status what was answered; for a failed try, what Kong counts the failure as: 502 or 504
    /// @param failed whether there was no answer
    public record Try(
            Instant startedAt,
            Duration choosing,
            Duration total,
            String host,
            String address,
            int port,
            int status,
            boolean failed) {}

    /// The access phase of one plugin.
    ///
    /// @param plugin Kong's name of it
    public record PluginRun(String plugin, Instant startedAt, Instant endedAt) {}

    /// The route; absent where none matched.
    public Optional<Route> route() {
        return Optional.of(exchange.match().route()).filter(route -> !route.id().isEmpty());
    }

    /// The route's service; absent where it has none.
    public Optional<Service> service() {
        return route().flatMap(Route::service);
    }

    /// nginx's `$upstream_status`: the status of every try, failed ones included, joined by `, `; empty where no backend
    /// was called.
    ///
    /// @return text, as Kong has it
    public String upstreamStatus() {
        return tries.stream().map(attempt -> Integer.toString(attempt.status())).collect(Collectors.joining(", "));
    }

    /// How large the request was on the wire, as HTTP/1.1 writes it: nginx's `$request_length`. API Gateway tells
    /// nothing of the real wire, which may have been HTTP/2.
    public long requestBytes() {
        String line = exchange.request().method() + " " + exchange.request().target() + " HTTP/1.1\r\n";
        return MessageSize.bytes(line, exchange.request().headers(), exchange.request().body());
    }

    /// How large the answer is on the wire, as HTTP/1.1 writes it: nginx's `$bytes_sent`.
    public long responseBytes() {
        return MessageSize.bytes("HTTP/1.1 " + response.status() + " \r\n", response.headers(), response.body());
    }
}
