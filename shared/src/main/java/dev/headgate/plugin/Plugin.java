package dev.headgate.plugin;

import dev.headgate.http.Response;
import dev.headgate.model.PluginConfig;
import dev.headgate.plugin.telemetry.LogEntry;
import java.util.Set;

/// A plugin: its configuration, as a record, and what it does with a request and its answer. An instance is an immutable
/// value that serves many requests at once: what belongs to one request stands in the [Exchange], and everything from
/// outside (time, randomness, stores) comes in through the [PluginContext].
///
/// A method that throws is a bug; the client gets Kong's 500.
public interface Plugin extends PluginConfig {
    /// Runs before the backend is called, in the order of the plugins' priorities. It lets the request go on, changed or
    /// unchanged, or answers it at once; then no later plugin's access phase and no backend sees it.
    default Step access(Exchange exchange, PluginContext context) {
        return exchange.proceed();
    }

    /// Runs on every answer, the gateway's own included, in the order of the plugins' priorities.
    ///
    /// @return the answer as the client is to get it
    default Response response(Exchange exchange, Response response, PluginContext context) {
        return response;
    }

    /// Runs once for every request whose answer is final, the gateway's own answers included, in the order of the
    /// plugins' priorities: what is sent from here goes through the context's deliveries, which keep no client waiting for
    /// a collector. A failure is noted in the operator's log and never reaches the client.
    default void log(LogEntry entry, PluginContext context) {}

    /// Names of header fields, query parameters and cookies in which this plugin looks for a credential: their values
    /// are not logged.
    default Set<String> credentialNames() {
        return Set.of();
    }
}
