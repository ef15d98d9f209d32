package dev.headgate.router;

import dev.headgate.http.Response;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.util.Locale;
import java.util.OptionalInt;

/// An answer and how it came about.
public record Handled(Response response, Trail trail) {
    /// What is logged of it.
    public LogLine logLine(String requestId, long latencyMillis, boolean coldStart) {
        return new LogLine(requestId, trail.route().map(Route::id).orElse(""),
                trail.route().flatMap(Route::service).map(Service::id).orElse(""),
                trail.consumer().map(Consumer::id).orElse(""), trail.plugin().map(PluginInstance::name).orElse(""),
                trail.decision().name().toLowerCase(Locale.ROOT), OptionalInt.of(response.status()), latencyMillis,
                trail.upstreamMillis(), coldStart, String.join("; ", trail.errors()), trail.uncounted(),
                Measures.answered(response.status(), trail, latencyMillis, coldStart), trail.parts());
    }
}
