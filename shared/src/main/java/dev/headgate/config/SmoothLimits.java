package dev.headgate.config;

import dev.headgate.config.RateLimitSettings.Smooth;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.RateLimiting;
import dev.headgate.plugin.RateLimitingAdvanced;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes limits even, as `rate_limits.smooth` of `headgate.yaml` says: the shortest limit of a plugin, which bounds how
/// fast requests come. Longer ones stay quotas, in windows.
final class SmoothLimits {
    private static final String FIELD = RateLimitFields.NAME + ".smooth";

    private final Map<String, Smooth> settings;
    private final Entity file;
    private final Diagnostics diagnostics;

    private SmoothLimits(Map<String, Smooth> settings, Diagnostics diagnostics) {
        this.settings = settings;
        this.file = new Entity("", "", diagnostics);
        this.diagnostics = diagnostics;
    }

    /// The configuration with even limits where they are asked for. What cannot be is reported.
    static Gateway of(Map<String, Smooth> settings, Gateway gateway, Diagnostics diagnostics) {
        return settings.isEmpty() ? gateway : new SmoothLimits(settings, diagnostics).of(gateway);
    }

    private Gateway of(Gateway gateway) {
        settings.forEach((name, smooth) -> {
            if (gateway.plugins().stream().noneMatch(plugin -> plugin.instanceName().equals(name))) {
                report(name, smooth, "no plugin has this instance_name.",
                        "Give a rate-limiting or rate-limiting-advanced plugin this instance_name.");
            }
        });
        List<PluginInstance> plugins = new ArrayList<>();
        for (PluginInstance plugin : gateway.plugins()) {
            Smooth smooth = settings.get(plugin.instanceName());
            plugins.add(smooth == null ? plugin : smoothed(plugin, smooth).map(plugin::withConfig).orElse(plugin));
        }
        return gateway.withPlugins(plugins);
    }

    private Optional<CountingPlugin> smoothed(PluginInstance plugin, Smooth smooth) {
        return switch (plugin.config()) {
            case RateLimiting limiting -> smoothed(plugin, limiting, limiting.counting(), smooth);
            case RateLimitingAdvanced limiting -> smoothed(plugin, limiting, limiting.counting(), smooth);
            default -> {
                report(plugin.instanceName(), smooth, "it is a plugin " + plugin.name() + ".",
                        "Name a rate-limiting or rate-limiting-advanced plugin.");
                yield Optional.empty();
            }
        };
    }

    private Optional<CountingPlugin> smoothed(PluginInstance plugin, CountingPlugin limiting, Counting counting,
            Smooth smooth) {
        Map.Entry<String, Limit> shortest = limiting.limitsByField().entrySet().stream()
                .min(Comparator.comparing(field -> length(field.getValue()))).orElseThrow();
        Limit limit = shortest.getValue();
        if (limit.span() == Period.MONTH || limit.span() == Period.YEAR) {
            report(plugin.instanceName(), smooth, "its shortest limit is " + shortest.getKey()
                    + ", and an even one needs a span of a fixed length.", "Add a limit for a second to a day.");
            return Optional.empty();
        }
        if (smooth.burst() > limit.count()) {
            report(plugin.instanceName(), smooth, "a burst of " + smooth.burst() + " is more than its limit "
                    + shortest.getKey() + " of " + limit.count() + ".", "Write " + limit.count() + " or less.");
            return Optional.empty();
        }
        if (counting instanceof Counting.Leased) {
            new Entity("plugin", plugin.name(), diagnostics).report(Code.HG0305, plugin.location(),
                    "config.sync_rate", FIELD + " in headgate.yaml makes its limit even, and requests that are counted"
                            + " ahead of time are not; each is counted when it comes.",
                    "");
        }
        return Optional.of(limiting.withLimits(other -> other.equals(limit)
                ? Limit.smooth(limit.span(), limit.count(), smooth.burst())
                : other));
    }

    private static Duration length(Limit limit) {
        return Duration.between(limit.window(Instant.EPOCH).start(), limit.window(Instant.EPOCH).end());
    }

    private void report(String name, Smooth smooth, String message, String hint) {
        file.report(Code.HG0501, smooth.location(), FIELD + "." + name, message, hint);
    }
}
