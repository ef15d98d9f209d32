package dev.headgate.plugin;

import dev.headgate.identity.Identity;
import java.util.Set;

/// What the Lambda authorizer says about a request before the router sees it: which authentication plugins it has run,
/// and who is calling. It reaches the router in the event's authorizer context, which only API Gateway writes.
///
/// A plugin believes it for itself only: an attestation that was made, or cached, for another route is worth nothing for
/// a plugin it does not name.
///
/// @param pluginIds the ids of the plugin instances whose verification the request passed
/// @param identity the outcome of all of them together
public record Attestation(Set<String> pluginIds, Identity identity) {
    /// No authorizer looked.
    public static final Attestation NONE = new Attestation(Set.of(), new Identity.Unknown());

    public Attestation {
        pluginIds = Set.copyOf(pluginIds);
    }

    /// Whether it speaks for this plugin instance.
    public boolean covers(String pluginId) {
        return pluginIds.contains(pluginId);
    }
}
