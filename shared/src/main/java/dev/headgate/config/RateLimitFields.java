package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.config.RateLimitSettings.Smooth;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.CountingPlugin;
import dev.headgate.plugin.LimitSplit;
import dev.headgate.ratelimit.Limit;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The group `rate_limits` of `headgate.yaml`.
final class RateLimitFields {
    static final String NAME = "rate_limits";
    private static final String REGIONS = NAME + ".regions";
    private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
    private static final Rule<String> REGION = new Rule<>(text -> REGION_NAME.matcher(text).matches(),
            "'%s' is no Region.", "Write it like eu-central-1.");
    /// Below, hardly any call would be answered in time.
    private static final long TIME_LIMIT_MILLIS_MIN = 5;
    /// Above, the store would take more of a request's time than most backends do.
    private static final long TIME_LIMIT_MILLIS_MAX = 2_000;
    private static final long BURST_MAX = 1L << 53;
    private static final double WEIGHT_MIN = 0.001;
    private static final double WEIGHT_MAX = 1_000_000;

    static final Field FIELD = optional(NAME, FieldType.group(RecordSchema.of(
            defaulted("time_limit_millis", FieldType.whole(TIME_LIMIT_MILLIS_MIN, TIME_LIMIT_MILLIS_MAX),
                    RateLimitSettings.DEFAULT.timeLimit().toMillis(),
                    "How long a call to the table of counters may take, connecting included."),
            defaulted("uncounted_header", FieldType.flag(), RateLimitSettings.DEFAULT.uncountedHeader(),
                    "Whether answers to requests that pass uncounted say so, in X-Headgate-Uncounted."),
            optional("regions",
                    new FieldType.MapOf(FieldType.text(REGION), FieldType.decimal(WEIGHT_MIN, WEIGHT_MAX)),
                    "The Regions over which limits are split, with their weights; without, each Region has the whole"
                            + " limit."),
            optional("smooth", FieldType.mapOf(FieldType.group(RecordSchema.of(
                    required("burst", FieldType.whole(1, BURST_MAX), "How many requests may come at once.")))),
                    "Plugins that admit requests evenly, by their instance_name."))),
            "How requests are counted, and what happens where they cannot be.");

    private RateLimitFields() {}

    static RateLimitSettings read(Values group) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        group.map("regions", Double.class).forEach((region, weight) -> weights.put(region, BigDecimal.valueOf(weight)));
        Map<String, Smooth> smooth = new LinkedHashMap<>();
        group.map("smooth", Values.class)
                .forEach((name, plugin) -> smooth.put(name, new Smooth(plugin.whole("burst"), plugin.location())));
        return new RateLimitSettings(Duration.ofMillis(group.whole("time_limit_millis")),
                group.flag("uncounted_header"),
                weights.isEmpty() ? Optional.empty() : Optional.of(new LimitSplit(weights)), smooth);
    }

    /// Reports what a nested field table cannot.
    static void check(Values settings, Entity entity) {
        settings.group(NAME).filter(group -> group.has("regions") && group.map("regions", Double.class).isEmpty())
                .ifPresent(group -> entity.report(Code.HG0501, group.location("regions"), REGIONS,
                        "no Region has a share of the limits.",
                        "Write all Regions with their weights, or remove regions."));
    }

    /// Reports limits that do not go with the settings.
    ///
    /// @param gateway without mistakes
    /// @param locations asked only where there is something to report
    static void report(RateLimitSettings settings, Gateway gateway, Supplier<FieldLocations> locations,
            Diagnostics diagnostics) {
        settings.split().ifPresent(split -> gateway.plugins().forEach(plugin -> {
            if (plugin.config() instanceof CountingPlugin counting) {
                counting.limitsByField().forEach((field, limit) -> {
                    List<String> without = without(split, limit);
                    if (!without.isEmpty()) {
                        report(plugin, "config." + field, limit, split, without, locations.get(), diagnostics);
                    }
                });
            }
        }));
    }

    private static List<String> without(LimitSplit split, Limit limit) {
        return split.shares(limit.count()).entrySet().stream().filter(share -> share.getValue() == 0)
                .map(Map.Entry::getKey).toList();
    }

    private static void report(PluginInstance plugin, String field, Limit limit, LimitSplit split,
            List<String> without, FieldLocations locations, Diagnostics diagnostics) {
        new Entity("plugin", plugin.name(), diagnostics).report(Code.HG0502, locations.of(plugin.location(), field),
                field, limit.count() + ": split over " + split.weights().size() + " Regions, " + REGIONS
                        + " in headgate.yaml leaves nothing to " + String.join(", ", without) + ".",
                "Write " + split.enough() + " or more, or weights that differ less.");
    }
}
