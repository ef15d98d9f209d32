package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.CanaryRule.Hash;
import dev.headgate.plugin.CanaryRule.Schedule;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// The fields of canary, as Kong publishes its schema (developer.konghq.com, versions 3.4 to 3.15).
final class CanaryFields {
    /// The end of the year 9999, and longer than anybody releases.
    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final Pattern HOST = Pattern
            .compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?");

    static final RecordSchema SCHEMA = RecordSchema.of(
            defaulted("hash", FieldType.oneOf("allow", "consumer", "deny", "header", "ip", "none"), "consumer",
                    "What decides which requests go to the canary: the groups of acl (`allow`, `deny`), chance (`none`), or"
                            + " the thing by which each caller always goes to the same."),
            optional("percentage", FieldType.decimal(0, 100), "How many percent of the buckets go to the canary."),
            optional("start", FieldType.decimal(0, SECONDS_MAX),
                    "When the first bucket goes to the canary, in seconds since 1970, where there is no `percentage`."),
            defaulted("duration", FieldType.decimal(0.001, SECONDS_MAX), 3600.0,
                    "Within how many seconds from `start` on all buckets come to go to the canary."),
            defaulted("steps", FieldType.whole(1, 1_000_000_000), 1000L, "How many buckets there are."),
            optional("hash_header", FieldType.text(Rules.HEADER_NAME),
                    "The header field that decides the bucket, with `hash: header`."),
            optional("groups", FieldType.listOf(FieldType.text()),
                    "The groups that go to the canary with `hash: allow`, or do not with `hash: deny`."),
            optional("upstream_host", FieldType.text(new Rule<>(host -> HOST.matcher(host).matches(),
                    "invalid value: %s.",
                    "Write a host name, an IP address or the name of an upstream, without a port.")),
                    "The host of the canary, or the name of an upstream; the service's where it is not set."),
            optional("upstream_port", FieldType.whole(1, 65_535),
                    "The port of the canary; the service's where it is not set."),
            optional("upstream_uri", FieldType.text(RateLimitingFields.PATH_RULES),
                    "The path at the canary, in the place of the whole one that the route makes."),
            optional("canary_by_header_name", FieldType.text(Rules.HEADER_NAME),
                    "A header field in which clients choose by themselves: `always` for the canary, `never` for the"
                            + " service."),
            defaulted("upstream_fallback", FieldType.flag(), false,
                    "Whether requests go to the service while the canary's upstream has no healthy target.")
                    .refused("Headgate does not look at the canary's health before it chooses.",
                            "Leave it out; targets that are down are skipped within the canary's upstream."))
            .check(CanaryFields::somethingDiffers).check(CanaryFields::ruleIsComplete)
            .check(CanaryFields::nothingIsLeftOver);

    private CanaryFields() {}

    /// As written in a configuration that has passed all checks.
    static CanaryRule rule(Values config) {
        return switch (config.text("hash")) {
            case "allow" -> new CanaryRule.Groups(true, config.texts("groups"));
            case "deny" -> new CanaryRule.Groups(false, config.texts("groups"));
            case "header" -> share(config, new Hash.ByHeader(config.text("hash_header")));
            case "ip" -> share(config, new Hash.ByIp());
            case "none" -> share(config, new Hash.None());
            default -> share(config, new Hash.ByConsumer());
        };
    }

    private static CanaryRule share(Values config, Hash hash) {
        Schedule schedule = config.has("percentage")
                ? new Schedule.Fixed(config.decimal("percentage"))
                : new Schedule.Growing(Instant.ofEpochMilli(Math.round(config.decimal("start") * 1000)),
                        Duration.ofMillis(Math.round(config.decimal("duration") * 1000)));
        return new CanaryRule.Share(hash, config.whole("steps"), schedule);
    }

    private static void somethingDiffers(Values config, Entity entity) {
        if (!config.has("upstream_host") && !config.has("upstream_port") && !config.has("upstream_uri")) {
            entity.report(Code.HG0108, config.location(), "config", "at least one of these fields must be non-empty:"
                    + " 'config.upstream_host', 'config.upstream_port', 'config.upstream_uri'.",
                    "Write where the canary is.");
        }
    }

    private static boolean isByGroup(Values config) {
        return config.text("hash").equals("allow") || config.text("hash").equals("deny");
    }

    private static void ruleIsComplete(Values config, Entity entity) {
        if (isByGroup(config)) {
            if (config.texts("groups").isEmpty()) {
                missing(config, entity, "groups", "Name the groups.");
            }
            return;
        }
        if (config.text("hash").equals("header") && config.text("hash_header").isEmpty()) {
            missing(config, entity, "hash_header", "Name the header field.");
        }
        if (!config.has("percentage") && !config.has("start")) {
            entity.report(Code.HG0103, config.location(), "config.start",
                    "required field missing without percentage: Kong begins when the file is loaded, and here every"
                            + " environment loads it at another time.",
                    "Write when the release begins, in seconds since 1970.");
        }
    }

    private static void missing(Values config, Entity entity, String field, String hint) {
        entity.report(Code.HG0103, config.location("hash"), "config." + field,
                "required field missing with hash: " + config.text("hash") + ".", hint);
    }

    private static void nothingIsLeftOver(Values config, Entity entity) {
        boolean byGroup = isByGroup(config);
        leftOver(config, entity, "groups", !byGroup, "Only hash: allow and hash: deny look at groups.");
        leftOver(config, entity, "percentage", byGroup, "With groups there are no buckets.");
        leftOver(config, entity, "start", byGroup, "With groups there are no buckets.");
        leftOver(config, entity, "start", !byGroup && config.has("percentage"),
                "With percentage the share does not grow.");
        leftOver(config, entity, "hash_header", !config.text("hash").equals("header"),
                "Only hash: header looks at it.");
    }

    private static void leftOver(Values config, Entity entity, String field, boolean without, String why) {
        if (without && config.isWritten(field)) {
            entity.report(Code.HG0305, config.location(field), "config." + field, why, "Remove it.");
        }
    }
}
