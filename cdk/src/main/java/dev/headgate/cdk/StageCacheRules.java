package dev.headgate.cdk;

import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Gateway;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.PluginName;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Finds what a stage cache would answer wrongly: it stands before the router, so no plugin runs for what it answers, and
/// it tells requests apart by nothing but the path and what the settings name.
final class StageCacheRules {
    /// They answer nobody, and do the same to every answer.
    private static final Set<PluginName> HARMLESS = EnumSet.of(PluginName.RESPONSE_TRANSFORMER,
            PluginName.REQUEST_SIZE_LIMITING, PluginName.HTTP_LOG, PluginName.FILE_LOG, PluginName.TCP_LOG,
            PluginName.UDP_LOG, PluginName.LOGGLY, PluginName.DATADOG, PluginName.STATSD, PluginName.PROMETHEUS,
            PluginName.OPENTELEMETRY, PluginName.ZIPKIN);

    private StageCacheRules() {}

    static void check(StageCacheSettings cache, Gateway gateway, Diagnostics found) {
        gateway.plugins().stream().filter(PluginInstance::enabled).filter(plugin -> !isHarmless(plugin))
                .forEach(plugin -> DeploymentRules.report(new Entity("plugin", plugin.name(), found),
                        plugin.location(), "",
                        "it does not run for what stage_cache in cdk.json answers, and its answers may differ for requests "
                                + "that the cache takes for the same.",
                        "Remove stage_cache; the plugin proxy-cache caches behind the other plugins."));
        gateway.routes().forEach(route -> route.headers().stream().filter(header -> !isInKey(header, cache))
                .forEach(header -> DeploymentRules.report(new Entity("route", route.label(), found), route.location(),
                        "headers." + header.name(),
                        "requests that differ in it are the same for stage_cache in cdk.json, whichever route they "
                                + "take.",
                        "Name it in stage_cache.headers.")));
    }

    private static boolean isHarmless(PluginInstance plugin) {
        Optional<PluginName> name = PluginName.of(plugin.name());
        return name.filter(HARMLESS::contains).isPresent();
    }

    private static boolean isInKey(HeaderCriterion header, StageCacheSettings cache) {
        return cache.headers().stream().anyMatch(header.name()::equalsIgnoreCase);
    }
}
