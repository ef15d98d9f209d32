package dev.headgate.router;

import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.xray.Subsegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a request went through, for the operator's log. No member is null, and none holds anything of the request itself.
///
/// @param decision what became of it
/// @param route the one it belongs to
/// @param consumer who called, as far as is known
/// @param plugin the one that answered, or failed
/// @param upstreamMillis how long the backend took to answer; absent when it was not called
/// @param errors what went wrong inside, a sentence each
/// @param rateLimited whether a plugin refused the request for exceeding a limit
/// @param storeFailed whether a store of keys, counts or answers could not be asked, whatever came of it
/// @param uncounted names of the plugins that let it pass though they could not count it
/// @param parts what its time was spent on
public record Trail(
        Decision decision,
        Optional<Route> route,
        Optional<Consumer> consumer,
        Optional<PluginInstance> plugin,
        OptionalLong upstreamMillis,
        List<String> errors,
        boolean rateLimited,
        boolean storeFailed,
        List<String> uncounted,
        List<Subsegment> parts) {

    /// What becomes of a request.
    public enum Decision {
        /// The backend answered.
        PROXIED,
        /// A plugin answered.
        PLUGIN,
        /// There is no route, or the route wants another protocol.
        REFUSED,
        /// There is no backend, or none that answered.
        FAILED
    }

    public Trail {
        errors = List.copyOf(errors);
        uncounted = List.copyOf(uncounted);
        parts = List.copyOf(parts);
    }
}
