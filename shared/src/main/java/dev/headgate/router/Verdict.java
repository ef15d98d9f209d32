package dev.headgate.router;

import dev.headgate.http.Response;
import dev.headgate.identity.Identity;
import dev.headgate.plugin.Attestation;

/// What the authorizer finds out about a request.
public sealed interface Verdict {
    /// A credential is good.
    ///
    /// @param attestation what the router may believe
    /// @param identity who calls, the same as in the attestation
    record Attested(Attestation attestation, Identity.Verified identity) implements Verdict {}

    /// Nothing is to be said: no plugin of the request's route asks for a credential that the authorizer could look at, or
    /// the request passes without one, or it is answered before anybody would ask. The router decides.
    record NotNeeded() implements Verdict {}

    /// An authentication plugin refuses.
    ///
    /// @param response what Kong would answer, in JSON
    record Refused(Response response) implements Verdict {}
}
