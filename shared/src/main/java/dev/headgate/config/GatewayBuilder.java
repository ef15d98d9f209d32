package dev.headgate.config;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.CaCertificate;
import dev.headgate.model.Certificate;
import dev.headgate.model.Consumer;
import dev.headgate.model.ConsumerGroup;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.SecretName;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.plugin.MtlsAuth;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.RateLimitingAdvanced;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks what takes several entities to see, and then makes the model of them.
final class GatewayBuilder {
    /// Plugins that answer in the place of a service. So may every plugin that is not Headgate's own.
    private static final Set<String> ANSWERING_PLUGINS = Set.of("request-termination", "redirect", "mocking");
    private static final Pattern PASSWORD_HASH = Pattern.compile("[0-9a-f]{40}");

    private final Map<EntityKind, List<Resolved>> entities;
    private final SchemaReader reader;
    private final PluginRegistry registry;
    private final boolean passwordsAreHashed;
    private final Instant now;
    private final Memberships memberships;
    private final BackendCertificates certificates;
    private final Map<Resolved, Plugin> plugins = new HashMap<>();

    /// @param entities all kinds, in file order
    /// @param registry the plugins that the file may configure
    /// @param passwordsAreHashed whether the file says `_transform: false`
    /// @param now when the file is read
    GatewayBuilder(Map<EntityKind, List<Resolved>> entities, SchemaReader reader, PluginRegistry registry,
            boolean passwordsAreHashed, Instant now) {
        this.entities = entities;
        this.reader = reader;
        this.registry = registry;
        this.passwordsAreHashed = passwordsAreHashed;
        this.now = now;
        this.memberships = new Memberships(entities);
        this.certificates = new BackendCertificates(entities);
    }

    /// Reports what is wrong, entity by entity.
    void check() {
        entities.get(EntityKind.PLUGIN).forEach(this::checkPlugin);
        checkOrderings();
        if (passwordsAreHashed) {
            entities.get(EntityKind.BASIC_AUTH).forEach(GatewayBuilder::checkPasswordHash);
        }
        Map<Resolved, List<Values>> targets = targetsByUpstream();
        for (Resolved upstream : entities.get(EntityKind.UPSTREAM)) {
            upstream.declared().values().ifPresent(values -> UpstreamFields.checkTargets(values,
                    targets.getOrDefault(upstream, List.of()), upstream.declared().entity()));
        }
        checkServicelessRoutes();
        certificates.check();
    }

    private void checkPlugin(Resolved resolved) {
        Declared declared = resolved.declared();
        Entity entity = declared.entity();
        PluginFields.type(declared.view(), entity, registry).ifPresent(type -> {
            PluginFields.plugin(type, declared.view(), entity, reader)
                    .ifPresent(plugin -> plugins.put(resolved, withAuthorities(plugin, declared)));
            checkScope(resolved, type);
            checkGroup(resolved);
        });
    }

    private void checkOrderings() {
        Set<String> configured = entities.get(EntityKind.PLUGIN).stream()
                .map(plugin -> plugin.declared().view().text("name")).collect(Collectors.toSet());
        for (Resolved plugin : entities.get(EntityKind.PLUGIN)) {
            Declared declared = plugin.declared();
            declared.values().ifPresent(values -> {
                OrderingFields.checkNames(values, values.text("name"), configured, registry, declared.entity());
                OrderingFields.checkScope(values, plugin.reference(EntityKind.CONSUMER).isPresent()
                        || plugin.reference(EntityKind.CONSUMER_GROUP).isPresent(), declared.entity());
            });
        }
    }

    /// A plugin that trusts authorities is given them; what it names and nobody declares is reported.
    private Plugin withAuthorities(Plugin plugin, Declared declared) {
        if (!(plugin instanceof MtlsAuth mtls)) {
            return plugin;
        }
        Map<String, Resolved> known = new HashMap<>();
        entities.get(EntityKind.CA_CERTIFICATE).forEach(authority -> known.put(authority.id(), authority));
        for (String id : mtls.caCertificates()) {
            if (!known.containsKey(id)) {
                declared.entity().report(Code.HG0110, declared.view().location("config"), "config.ca_certificates",
                        "invalid reference '" + id + "' (no such entry in 'ca_certificates').",
                        "Write the id of an authority that the file declares.");
            }
        }
        return mtls.trusting(mtls.caCertificates().stream().flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                .filter(authority -> authority.declared().values().isPresent())
                .map(authority -> CaCertificateFields.certificate(authority.id(), authority.values())).toList());
    }

    private static void checkScope(Resolved plugin, PluginType<?> type) {
        Declared declared = plugin.declared();
        List<EntityKind> callers = Stream.of(EntityKind.CONSUMER, EntityKind.CONSUMER_GROUP)
                .filter(kind -> plugin.reference(kind).isPresent()).toList();
        if (!type.perConsumer()) {
            callers.forEach(kind -> declared.entity().report(Code.HG0108, declared.view().location(kind.singular()),
                    kind.singular(), "value must be null: " + type.name() + " runs before the consumer is known.",
                    "Put it on a service or route, or make it global."));
        } else if (callers.size() > 1) {
            declared.entity().report(Code.HG0108, declared.view().location("consumer_group"), "consumer_group",
                    "only one of these fields must be non-empty: 'consumer', 'consumer_group'.",
                    "Keep one; a plugin for a consumer wins over one for its group.");
        }
    }

    /// Warns where a consumer group is to be counted by and the plugin is not configured on any.
    private void checkGroup(Resolved resolved) {
        Declared declared = resolved.declared();
        if (plugins.get(resolved) instanceof RateLimitingAdvanced limiting && limiting.isByConsumerGroup()
                && resolved.reference(EntityKind.CONSUMER_GROUP).isEmpty()) {
            FieldLocations locations = new FieldLocations(Stream.of(declared), registry);
            String field = limiting.isByConsumerGroupAlone() ? "config.identifier" : "config.compound_identifier";
            declared.entity().report(Code.HG0305, locations.of(declared.location(), field), field,
                    "consumer-group: the plugin is on no consumer group, so the client's address stands in for it.",
                    "Configure it under consumer_groups, or count by consumer.");
        }
    }

    private static void checkPasswordHash(Resolved credential) {
        Declared declared = credential.declared();
        String password = declared.view().text("password");
        if (!password.isEmpty() && !PASSWORD_HASH.matcher(password).matches()) {
            declared.entity().report(Code.HG0105, declared.view().location("password"), "password",
                    "***: _transform: false says that passwords are hashed, and this is no hash of Kong's.",
                    "Write the lower-case hex SHA-1 of password and consumer id, or remove _transform.");
        }
    }

    private Map<Resolved, List<Values>> targetsByUpstream() {
        Map<Resolved, List<Values>> targets = new HashMap<>();
        for (Resolved target : entities.get(EntityKind.TARGET)) {
            target.reference(EntityKind.UPSTREAM).ifPresent(upstream -> target.declared().values().ifPresent(
                    values -> targets.computeIfAbsent(upstream, _ -> new ArrayList<>()).add(values)));
        }
        return targets;
    }

    /// Warns of routes whose requests nothing answers.
    private void checkServicelessRoutes() {
        Set<String> answered = new HashSet<>();
        for (Resolved plugin : entities.get(EntityKind.PLUGIN)) {
            String name = plugin.declared().view().text("name");
            if (ANSWERING_PLUGINS.contains(name) || registry.isAdded(name)) {
                answered.add(plugin.referenceId(EntityKind.ROUTE));
            }
        }
        if (answered.contains("")) {
            return;
        }
        for (Resolved route : entities.get(EntityKind.ROUTE)) {
            Declared declared = route.declared();
            if (declared.view().value("service").isEmpty() && declared.parent().isEmpty()
                    && !answered.contains(route.id())) {
                declared.entity().report(Code.HG0306, declared.location(), "service",
                        "no service: every request is answered with 503, as in Kong.",
                        "Write the name of a service, or add the request-termination plugin.");
            }
        }
    }

    /// The gateway; only for entities without mistakes.
    ///
    /// @param secrets those that were named
    Gateway build(List<SecretName> secrets) {
        Map<Resolved, Service> services = new HashMap<>();
        Map<Resolved, Consumer> consumers = new HashMap<>();
        List<Service> serviceList = entities.get(EntityKind.SERVICE).stream().map(service -> remember(services, service,
                ServiceFields.service(service.id(), service.values(), certificates))).toList();
        Map<Resolved, List<String>> groups = groups();
        List<Consumer> consumerList = entities.get(EntityKind.CONSUMER).stream()
                .map(consumer -> remember(consumers, consumer, ConsumerFields.consumer(consumer.id(), consumer.values(),
                        groups.getOrDefault(consumer, List.of()), memberships.of(consumer))))
                .toList();
        List<ConsumerGroup> consumerGroups = entities.get(EntityKind.CONSUMER_GROUP).stream()
                .map(group -> ConsumerGroupFields.group(group.id(), group.values())).toList();
        return new Gateway(serviceList, routes(services), consumerList, consumerGroups, credentials(consumers),
                entities.get(EntityKind.PLUGIN).stream().map(this::plugin).toList(), upstreams(), secrets,
                certificates(), authorities());
    }

    private List<Certificate> certificates() {
        Map<Resolved, List<String>> serverNames = new HashMap<>();
        for (Resolved sni : entities.get(EntityKind.SNI)) {
            serverNames.computeIfAbsent(sni.reference(EntityKind.CERTIFICATE).orElseThrow(), _ -> new ArrayList<>())
                    .add(sni.values().text("name"));
        }
        return entities.get(EntityKind.CERTIFICATE).stream()
                .map(certificate -> CertificateFields.certificate(certificate.id(), certificate.values(),
                        serverNames.getOrDefault(certificate, List.of())))
                .toList();
    }

    private List<CaCertificate> authorities() {
        return entities.get(EntityKind.CA_CERTIFICATE).stream()
                .map(authority -> CaCertificateFields.certificate(authority.id(), authority.values())).toList();
    }

    private static <T> T remember(Map<Resolved, T> made, Resolved source, T value) {
        made.put(source, value);
        return value;
    }

    private Map<Resolved, List<String>> groups() {
        Map<Resolved, List<String>> groups = new HashMap<>();
        for (Resolved acl : entities.get(EntityKind.ACL)) {
            acl.reference(EntityKind.CONSUMER).ifPresent(consumer -> groups
                    .computeIfAbsent(consumer, _ -> new ArrayList<>()).add(acl.values().text("group")));
        }
        return groups;
    }

    private List<Route> routes(Map<Resolved, Service> services) {
        List<Route> routes = new ArrayList<>();
        for (Resolved route : entities.get(EntityKind.ROUTE)) {
            Optional<Service> service = route.reference(EntityKind.SERVICE).map(services::get);
            routes.add(RouteFields.route(route.id(), routes.size(), service, route.values()));
        }
        return routes;
    }

    /// Key-auth, basic-auth, hmac-auth, mtls-auth and jwt credentials, each kind in file order.
    private List<Credential> credentials(Map<Resolved, Consumer> consumers) {
        return Stream.of(EntityKind.KEY_AUTH, EntityKind.BASIC_AUTH, EntityKind.HMAC_AUTH, EntityKind.MTLS_AUTH,
                EntityKind.JWT)
                .map(entities::get)
                .flatMap(List::stream).map(credential -> credential(credential, consumers.get(
                        credential.reference(EntityKind.CONSUMER).orElseThrow())))
                .toList();
    }

    private Credential credential(Resolved credential, Consumer consumer) {
        return switch (credential.declared().kind()) {
            case KEY_AUTH -> CredentialFields.apiKey(credential.id(), consumer, credential.values(), now);
            case BASIC_AUTH ->
                    CredentialFields.basic(credential.id(), consumer, credential.values(), passwordsAreHashed);
            case HMAC_AUTH -> CredentialFields.hmac(credential.id(), consumer, credential.values());
            case MTLS_AUTH -> CredentialFields.mtls(credential.id(), consumer,
                    credential.reference(EntityKind.CA_CERTIFICATE).map(Resolved::id), credential.values());
            case JWT -> CredentialFields.jwt(credential.id(), consumer, credential.values());
            case SERVICE, CONSUMER, CONSUMER_GROUP, UPSTREAM, ROUTE, TARGET, CA_CERTIFICATE, CERTIFICATE, SNI, ACL,
                    CONSUMER_GROUP_CONSUMER, PLUGIN, VAULT ->
                    throw new IllegalStateException(credential.declared().kind() + " is no credential");
        };
    }

    private PluginInstance plugin(Resolved plugin) {
        PluginInstance.Scope scope = new PluginInstance.Scope(plugin.referenceId(EntityKind.ROUTE),
                plugin.referenceId(EntityKind.SERVICE), plugin.referenceId(EntityKind.CONSUMER),
                plugin.reference(EntityKind.CONSUMER_GROUP).map(group -> group.values().text("name")).orElse(""));
        return PluginFields.instance(plugin.id(), plugins.get(plugin), scope, plugin.values());
    }

    private List<Upstream> upstreams() {
        Map<Resolved, List<Upstream.Target>> targets = new HashMap<>();
        for (Resolved target : entities.get(EntityKind.TARGET)) {
            targets.computeIfAbsent(target.reference(EntityKind.UPSTREAM).orElseThrow(), _ -> new ArrayList<>())
                    .add(TargetFields.target(target.id(), target.values()));
        }
        return entities.get(EntityKind.UPSTREAM).stream().map(upstream -> UpstreamFields.upstream(upstream.id(),
                upstream.values(), targets.getOrDefault(upstream, List.of()), certificates)).toList();
    }
}
