package dev.headgate.config;

import dev.headgate.schema.RecordSchema;
import dev.headgate.model.NamedIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The entities of Kong's declarative format that Headgate has.
///
/// The order is the one in which they are resolved: whatever an entity refers to comes before it.
enum EntityKind {
    SERVICE("services", "service", "name"),
    CONSUMER("consumers", "consumer", "username"),
    CONSUMER_GROUP("consumer_groups", "consumer_group", "name"),
    UPSTREAM("upstreams", "upstream", "name"),
    ROUTE("routes", "route", "name"),
    TARGET("targets", "target", "target"),
    CA_CERTIFICATE("ca_certificates", "ca_certificate", ""),
    CERTIFICATE("certificates", "certificate", ""),
    SNI("snis", "sni", "name"),
    KEY_AUTH("keyauth_credentials", "keyauth_credential", ""),
    BASIC_AUTH("basicauth_credentials", "basicauth_credential", "username"),
    HMAC_AUTH("hmacauth_credentials", "hmacauth_credential", "username"),
    MTLS_AUTH("mtls_auth_credentials", "mtls_auth_credential", "subject_name"),
    JWT("jwt_secrets", "jwt_secret", "key"),
    ACL("acls", "acl", "group"),
    CONSUMER_GROUP_CONSUMER("consumer_group_consumers", "consumer_group_consumer", ""),
    PLUGIN("plugins", "plugin", "name"),
    VAULT("vaults", "vault", "prefix");

    /// Another name of lists of plugins, which are then each for a consumer group.
    static final String GROUP_PLUGINS = "consumer_group_plugins";

    private static final Map<String, EntityKind> BY_PLURAL = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(EntityKind::plural, kind -> kind));

    private final String plural;
    private final String singular;
    private final String labelField;
    private final UUID namespace;

    EntityKind(String plural, String singular, String labelField) {
        this.plural = plural;
        this.singular = singular;
        this.labelField = labelField;
        this.namespace = NamedIds.namespace(plural);
    }

    /// The name of lists of it: `services`.
    String plural() {
        return plural;
    }

    /// What findings call it, and what fields that refer to it are called: `service`.
    String singular() {
        return singular;
    }

    /// The field by which findings name an entity, never a secret one; empty where there is none but the id.
    String labelField() {
        return labelField;
    }

    /// In which the ids of such entities are made.
    UUID namespace() {
        return namespace;
    }

    /// Fields whose values are unique among all entities of the kind.
    List<String> uniqueFields() {
        return switch (this) {
            case SERVICE, UPSTREAM, ROUTE, CONSUMER_GROUP, SNI -> List.of("name");
            case CONSUMER -> List.of("username", "custom_id");
            case KEY_AUTH, JWT -> List.of("key");
            case BASIC_AUTH, HMAC_AUTH -> List.of("username");
            case PLUGIN -> List.of("instance_name");
            case VAULT -> List.of("prefix");
            case TARGET, CA_CERTIFICATE, CERTIFICATE, MTLS_AUTH, ACL, CONSUMER_GROUP_CONSUMER -> List.of();
        };
    }

    RecordSchema table() {
        return switch (this) {
            case SERVICE -> ServiceFields.TABLE;
            case CONSUMER -> ConsumerFields.TABLE;
            case CONSUMER_GROUP -> ConsumerGroupFields.TABLE;
            case CONSUMER_GROUP_CONSUMER -> ConsumerGroupFields.MEMBERSHIP;
            case UPSTREAM -> UpstreamFields.TABLE;
            case ROUTE -> RouteFields.TABLE;
            case TARGET -> TargetFields.TABLE;
            case CA_CERTIFICATE -> CaCertificateFields.TABLE;
            case CERTIFICATE -> CertificateFields.TABLE;
            case SNI -> CertificateFields.SNI;
            case KEY_AUTH -> CredentialFields.KEY_AUTH;
            case BASIC_AUTH -> CredentialFields.BASIC_AUTH;
            case HMAC_AUTH -> CredentialFields.HMAC_AUTH;
            case MTLS_AUTH -> CredentialFields.MTLS_AUTH;
            case JWT -> CredentialFields.JWT;
            case ACL -> CredentialFields.ACL;
            case PLUGIN -> PluginFields.TABLE;
            case VAULT -> VaultFields.TABLE;
        };
    }

    /// The kinds that this one refers to, each in the field of its [#singular()] name.
    List<EntityKind> references() {
        return switch (this) {
            case SERVICE, CONSUMER, CONSUMER_GROUP, UPSTREAM, CA_CERTIFICATE, CERTIFICATE, VAULT -> List.of();
            case SNI -> List.of(CERTIFICATE);
            case ROUTE -> List.of(SERVICE);
            case TARGET -> List.of(UPSTREAM);
            case KEY_AUTH, BASIC_AUTH, HMAC_AUTH, JWT, ACL -> List.of(CONSUMER);
            case MTLS_AUTH -> List.of(CONSUMER, CA_CERTIFICATE);
            case CONSUMER_GROUP_CONSUMER -> List.of(CONSUMER, CONSUMER_GROUP);
            case PLUGIN -> List.of(SERVICE, ROUTE, CONSUMER, CONSUMER_GROUP);
        };
    }

    /// Lists that may stand inside it in Kong and hold entities that Headgate does not have.
    List<String> unsupportedChildren() {
        return switch (this) {
            case SERVICE, ROUTE -> List.of("filter_chains");
            case CONSUMER -> List.of("oauth2_credentials");
            case CONSUMER_GROUP, UPSTREAM, TARGET, CA_CERTIFICATE, CERTIFICATE, SNI, KEY_AUTH, BASIC_AUTH, HMAC_AUTH,
                    MTLS_AUTH, JWT, ACL,
                    CONSUMER_GROUP_CONSUMER,
                    PLUGIN, VAULT ->
                    List.of();
        };
    }

    /// Those of [#references()] that it cannot be without.
    List<EntityKind> parents() {
        return switch (this) {
            case SERVICE, CONSUMER, CONSUMER_GROUP, UPSTREAM, ROUTE, CA_CERTIFICATE, CERTIFICATE, PLUGIN, VAULT ->
                    List.of();
            case MTLS_AUTH -> List.of(CONSUMER);
            case TARGET, SNI, KEY_AUTH, BASIC_AUTH, HMAC_AUTH, JWT, ACL, CONSUMER_GROUP_CONSUMER -> references();
        };
    }

    /// The kind whose lists have this name.
    static Optional<EntityKind> ofPlural(String name) {
        return Optional.ofNullable(BY_PLURAL.get(name));
    }

    /// The kind whose lists have this name and may stand inside an entity of this kind.
    Optional<EntityKind> child(String name) {
        if (name.equals(GROUP_PLUGINS)) {
            return this == CONSUMER_GROUP ? Optional.of(PLUGIN) : Optional.empty();
        }
        return ofPlural(name).filter(kind -> kind.references().contains(this));
    }
}
