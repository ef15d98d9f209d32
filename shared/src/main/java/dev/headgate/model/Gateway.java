package dev.headgate.model;

import java.util.List;

/// A whole configuration: checked, defaults filled in, references resolved. Lists are in file order. Immutable, so one
/// instance serves all threads until another replaces it.
///
/// @param services backends
/// @param routes all routes, those of disabled services included
/// @param consumers those that the file declares; others may stand in the store
/// @param consumerGroups those that plugins may be configured for
/// @param credentials those that the file declares; others may stand in the store
/// @param plugins in every scope, disabled ones included
/// @param upstreams sets of targets
/// @param secrets those that vault references name, each once; already looked up where they were to be
/// @param certificates those that the gateway shows
/// @param caCertificates those of authorities
public record Gateway(
        List<Service> services,
        List<Route> routes,
        List<Consumer> consumers,
        List<ConsumerGroup> consumerGroups,
        List<Credential> credentials,
        List<PluginInstance> plugins,
        List<Upstream> upstreams,
        List<SecretName> secrets,
        List<Certificate> certificates,
        List<CaCertificate> caCertificates) {

    public Gateway {
        services = List.copyOf(services);
        routes = List.copyOf(routes);
        consumers = List.copyOf(consumers);
        consumerGroups = List.copyOf(consumerGroups);
        credentials = List.copyOf(credentials);
        plugins = List.copyOf(plugins);
        upstreams = List.copyOf(upstreams);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
        caCertificates = List.copyOf(caCertificates);
    }

    /// The same with other plugins.
    public Gateway withPlugins(List<PluginInstance> changed) {
        return new Gateway(services, routes, consumers, consumerGroups, credentials, changed, upstreams, secrets,
                certificates, caCertificates);
    }

    /// A gateway without consumer groups, secrets of vaults and certificates.
    public Gateway(List<Service> services, List<Route> routes, List<Consumer> consumers, List<Credential> credentials,
            List<PluginInstance> plugins, List<Upstream> upstreams) {
        this(services, routes, consumers, List.of(), credentials, plugins, upstreams, List.of(), List.of(),
                List.of());
    }
}
