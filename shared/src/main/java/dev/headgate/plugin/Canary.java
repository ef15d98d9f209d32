package dev.headgate.plugin;

import dev.headgate.model.Service;
import dev.headgate.schema.Values;
import java.util.Optional;

/// Sends part of the requests to another backend, the canary. Source: Kong's documentation of the plugin, which belongs to
/// its paid edition (developer.konghq.com/plugins/canary).
///
/// @param rule which requests
/// @param host of the canary, or the name of an upstream; empty for the service's
/// @param port of the canary; absent for the service's
/// @param uri the path at the canary; empty for the one that the route makes
/// @param overrideHeader the field in which clients choose by themselves, with `always` or `never`; empty for none
public record Canary(CanaryRule rule, String host, Optional<Integer> port, String uri, String overrideHeader)
        implements
            Plugin {
    /// Kong's canary plugin.
    public static final PluginType<Canary> TYPE = new PluginType<>("canary", 20, CanaryFields.SCHEMA, true, Canary::of);

    private static Canary of(Values config) {
        return new Canary(CanaryFields.rule(config), config.text("upstream_host"),
                config.optionalWhole("upstream_port").map(Math::toIntExact), config.text("upstream_uri"),
                config.text("canary_by_header_name"));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Optional<Service> service = exchange.match().route().service();
        if (service.isEmpty() || !isForCanary(exchange, context.resources())) {
            return exchange.proceed();
        }
        Exchange sent = uri.isEmpty() ? exchange : exchange.withUpstream(exchange.upstream().withPath(uri));
        return host.isEmpty() && port.isEmpty()
                ? sent.proceed()
                : sent.withNote(new UpstreamTarget(service.get().protocol(),
                        host.isEmpty() ? service.get().host() : host, port.orElse(service.get().port()))).proceed();
    }

    private boolean isForCanary(Exchange exchange, Resources resources) {
        String chosen = overrideHeader.isEmpty() ? "" : exchange.upstream().headers().first(overrideHeader);
        return switch (chosen) {
            case "always" -> true;
            case "never" -> false;
            default -> rule.takes(exchange, resources);
        };
    }
}
