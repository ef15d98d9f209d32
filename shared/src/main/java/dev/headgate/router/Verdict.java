package dev.headgate.router;

import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.Attestation;
import java.util.Optional;

/// What the authorizer finds out about a request.
public sealed interface Verdict {
    /// The route that the request belongs to; absent where there is none.
    Optional<Route> route();

    /// A credential is good.
    ///
    /// @param attestation what the router may believe
    /// @param identity who calls, the same as in the attestation
    record Attested(Optional<Route> route, Attestation attestation, Identity.Verified identity) implements Verdict {}

    /// A request that no router will see may go to its backend.
    ///
    /// @param identity who calls
    /// @param upstream what the backend is to be told of the caller
    record Admitted(Optional<Route> route, Identity.Verified identity, Headers upstream) implements Verdict {}

    /// A request that no router will see has nothing to show for itself: nobody asks its route for a credential, or its path
    /// could mean another one to the backend.
    record Unproven(Optional<Route> route) implements Verdict {}

    /// The request did not come the way that it has to ([OriginSecret]).
    record Bypassing() implements Verdict {
        @Override
        public Optional<Route> route() {
            return Optional.empty();
        }
    }

    /// Nothing is to be said: no plugin of the request's route asks for a credential that the authorizer could look at, or
    /// the request passes without one, or it is answered before anybody would ask. The router decides.
    record NotNeeded(Optional<Route> route) implements Verdict {}

    /// An authentication plugin refuses.
    ///
    /// @param plugin the one that does
    /// @param response what Kong would answer, in JSON
    record Refused(Optional<Route> route, PluginInstance plugin, Response response) implements Verdict {}
}
