package dev.headgate.router;

import dev.headgate.config.RateLimitSettings;
import dev.headgate.config.Settings;
import dev.headgate.health.HealthTracking;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginChain;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.proxy.ClientAddress;
import dev.headgate.proxy.TrustedPeers;
import dev.headgate.proxy.Upstreams;
import dev.headgate.routing.RouteTable;
import java.util.random.RandomGenerator;

/// A configuration made ready to serve: compiled once, then used by the authorizer and the router alike, so that they
/// cannot see a request differently. Immutable but for what is known of an upstream's targets, and safe for use by many threads.
///
/// @param gateway what it was made of
/// @param routes finds the route of a request
/// @param plugins runs the plugins of a route
/// @param upstreams says which target is next
/// @param clientAddress whose forwarding fields are believed
/// @param rateLimits whether clients are told of requests that are not counted
public record CompiledGateway(
        Gateway gateway,
        RouteTable routes,
        PluginChain plugins,
        Upstreams upstreams,
        ClientAddress clientAddress,
        RateLimitSettings rateLimits) {

    /// Compiles a configuration of Headgate's own plugins, for one process by itself.
    ///
    /// @param trusted Kong's `trusted_ips`
    /// @param random where each upstream's round begins
    public static CompiledGateway of(Gateway gateway, TrustedPeers trusted, RandomGenerator random) {
        return of(gateway, PluginRegistry.OWN, new ClientAddress(trusted, ClientAddress.OF_PEER.header(), false),
                RateLimitSettings.DEFAULT, HealthTracking.local(), random);
    }

    /// Compiles a configuration.
    ///
    /// @param registry the plugins that the configuration was read with
    /// @param settings say which peers are believed about who the client is, and whether clients are told of requests that
    ///        are not counted
    /// @param health how bad targets are found
    /// @param random where each upstream's turns begin, and what its cookies hold
    public static CompiledGateway of(Gateway gateway, PluginRegistry registry, Settings settings,
            HealthTracking health, RandomGenerator random) {
        return of(gateway, registry, new ClientAddress(TrustedPeers.of(settings.trustedIps()),
                settings.realIp().header(), settings.realIp().recursive()), settings.rateLimits(), health, random);
    }

    private static CompiledGateway of(Gateway gateway, PluginRegistry registry, ClientAddress clientAddress,
            RateLimitSettings rateLimits, HealthTracking health, RandomGenerator random) {
        return new CompiledGateway(gateway, RouteTable.compile(gateway.routes()),
                new PluginChain(gateway.plugins(), registry), new Upstreams(gateway.upstreams(), health, random),
                clientAddress, rateLimits);
    }

    /// The same configuration with nothing known of its upstreams yet: what a restored snapshot of the process begins with.
    ///
    /// @param health how bad targets are found
    /// @param random where each upstream's turns begin, and what its cookies hold
    public CompiledGateway startedAnew(HealthTracking health, RandomGenerator random) {
        return new CompiledGateway(gateway, routes, plugins, new Upstreams(gateway.upstreams(), health, random),
                clientAddress, rateLimits);
    }
}
