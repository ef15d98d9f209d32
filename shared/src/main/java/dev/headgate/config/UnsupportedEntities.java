package dev.headgate.config;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The entities of Kong, of its paid edition and of decK that Headgate does not have, and what to do instead.
final class UnsupportedEntities {
    /// @param reason why not, one sentence
    /// @param hint what to do, one sentence
    record Refusal(String reason, String hint) {}

    private static final Refusal KEYS = new Refusal("Nothing in Headgate uses Kong's key sets.",
            "Remove them; jwt_secrets and openid-connect bring their own keys.");
    private static final Refusal OAUTH2 = new Refusal(
            "Kong's oauth2 plugin is a token issuer that keeps its state in Kong's database.",
            "Use Amazon Cognito as the issuer and openid-connect here.");
    private static final Refusal SESSIONS = new Refusal(
            "These are sessions that Kong's session plugin keeps in its database.",
            "Remove the list; it holds state, not configuration.");
    private static final Refusal ACME = new Refusal("AWS Certificate Manager renews certificates itself.",
            "Remove the list; it holds state, not configuration.");
    private static final Refusal FILTERS = new Refusal("Headgate does not run WebAssembly filters.",
            "Use request-transformer or response-transformer, or do it in the backend.");
    private static final Refusal WORKSPACES = new Refusal("A Headgate file is one gateway; there are no workspaces.",
            "Give each workspace a file of its own.");
    private static final Refusal PARAMETERS = new Refusal("Parameters are Kong's own state.",
            "Remove the list.");
    private static final Refusal RBAC = new Refusal("Kong's paid edition controls its Admin API with this.",
            "Remove the list; AWS IAM controls who may deploy.");
    private static final Refusal LICENSES = new Refusal("Headgate needs no licence key.", "Remove the list.");
    private static final Refusal PARTIALS = new Refusal("Partials belong to Kong's paid edition.",
            "Write the configuration into each plugin, with a YAML anchor where it repeats.");
    private static final Refusal DECK = new Refusal("This is an instruction to decK, which Headgate does not follow.",
            "Remove it, or let decK resolve it first.");

    private static final Map<String, Refusal> BY_NAME = Map.ofEntries(

            Map.entry("keys", KEYS), Map.entry("key_sets", KEYS),
            Map.entry("oauth2_credentials", OAUTH2), Map.entry("oauth2_tokens", OAUTH2),
            Map.entry("oauth2_authorization_codes", OAUTH2), Map.entry("sessions", SESSIONS),
            Map.entry("acme_storage", ACME), Map.entry("filter_chains", FILTERS),
            Map.entry("groups", RBAC),
            Map.entry("workspaces", WORKSPACES),
            Map.entry("parameters", PARAMETERS), Map.entry("clustering_data_planes", PARAMETERS),
            Map.entry("rbac_roles", RBAC), Map.entry("rbac_users", RBAC), Map.entry("rbac_user_roles", RBAC),
            Map.entry("rbac_role_endpoints", RBAC), Map.entry("rbac_role_entities", RBAC),
            Map.entry("rbac_endpoint_permissions", RBAC), Map.entry("rbac_entity_permissions", RBAC),
            Map.entry("admins", RBAC), Map.entry("licenses", LICENSES), Map.entry("partials", PARTIALS),
            Map.entry("service_package", DECK),
            Map.entry("service_packages", DECK));

    private UnsupportedEntities() {}

    /// The refusal of a list of entities or an instruction; empty for names that nobody knows.
    static Optional<Refusal> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The names that [#of] knows, in alphabetical order.
    static SortedSet<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }
}
