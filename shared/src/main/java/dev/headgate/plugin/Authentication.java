package dev.headgate.plugin;

import dev.headgate.http.Response;
import dev.headgate.identity.Identity;

/// What an authentication plugin found out.
public sealed interface Authentication {
    /// The credential is good.
    record Passed(Identity.Verified identity) implements Authentication {}

    /// There is no credential, or it is not good.
    ///
    /// @param response Kong's answer to such a request, with WWW-Authenticate where Kong sends it
    record Refused(Response response) implements Authentication {}
}
