package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.ratelimit.Period;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The fields of rate-limiting and the checks over several of them (kong/plugins/rate-limiting/schema.lua).
final class RateLimitingFields {
    /// Whole numbers up to here are exact in JSON and in Lua.
    private static final long COUNT_MAX = 1L << 53;
    private static final long MILLIS_MAX = Integer.MAX_VALUE - 1L;
    private static final double REALTIME = -1;
    private static final String NO_REDIS = "There is no Redis here: Headgate counts in DynamoDB.";

    /// Without choices to come back to, which would take stack for each character.
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9.\\-_~/:@!$&'()*+,;=]++|%[0-9A-Fa-f]{2})*+");

    /// Kong's type of a plain path (kong/db/schema/typedefs.lua, `path`).
    private static final List<Rule<String>> PATH_RULES = List.of(
            new Rule<>(text -> text.startsWith("/"), "should start with: /.", ""),
            new Rule<>(text -> !text.contains("//"), "must not have empty segments.", ""),
            new Rule<>(text -> PATH.matcher(text).matches(),
                    "invalid path: '%s' (characters outside of the reserved list of RFC 3986 found).",
                    "Percent-encode the character."));

    static final RecordSchema SCHEMA = RecordSchema.of(fields().toArray(Field[]::new))
            .check(RateLimitingFields::someLimit)
            .check(RateLimitingFields::limitsGrow).check(RateLimitingFields::identifierIsNamed)
            .check(RateLimitingFields::policy);

    private RateLimitingFields() {}

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Period period : Period.values()) {
            fields.add(optional(period.kongName(), FieldType.whole(1, COUNT_MAX),
                    "How many requests are admitted per " + period.kongName() + "."));
        }
        fields.add(defaulted("limit_by", FieldType.oneOf("consumer", "credential", "ip", "service", "header", "path"),
                "consumer", "Whose requests are counted together."));
        fields.add(optional("header_name", FieldType.text(Rules.HEADER_NAME),
                "The header field whose value is counted by, with `limit_by: header`."));
        fields.add(optional("path", FieldType.text(PATH_RULES),
                "The path whose requests are counted together, with `limit_by: path`."));
        fields.add(defaulted("policy", FieldType.oneOf("local", "redis"), "local",
                "Where Kong counts. Headgate counts in its one store with either."));
        fields.add(defaulted("fault_tolerant", FieldType.flag(), true,
                "Whether requests pass uncounted while the store cannot be asked; else they get a 500."));
        fields.add(optional("redis", FieldType.group(RecordSchema.of(redisFields().toArray(Field[]::new))),
                "Kong's connection to Redis."));
        fields.add(defaulted("hide_client_headers", FieldType.flag(), false,
                "Whether clients are told nothing of their limits."));
        fields.add(defaulted("error_code", FieldType.whole(400, 599), 429L, "The status of a refusal."));
        fields.add(defaulted("error_message", FieldType.text(), "API rate limit exceeded",
                "The message of a refusal."));
        fields.add(defaulted("sync_rate", FieldType.decimal(REALTIME, COUNT_MAX), REALTIME,
                "How often Kong tells Redis its counts, in seconds; at once with -1.")
                .withoutEffect("Every request is counted when it comes, as with -1."));
        for (Field field : redisFields()) {
            Field old = optional("redis_" + field.name(), field.type(),
                    "Kong's old name of `redis." + field.name() + "`.").withoutEffect(NO_REDIS);
            fields.add(field.hidden() ? old.secret() : old);
        }
        return fields;
    }

    /// kong/tools/redis/schema.lua.
    private static List<Field> redisFields() {
        return List.of(
                optional("host", FieldType.text(), "The server."),
                defaulted("port", FieldType.whole(0, 65_535), 6379L, "Its port."),
                defaulted("timeout", FieldType.whole(0, MILLIS_MAX), 2000L, "Milliseconds for each step."),
                optional("username", FieldType.text(), "The user."),
                optional("password", FieldType.textOrEmpty(), "The user's password.").secret(),
                defaulted("database", FieldType.whole(0, COUNT_MAX), 0L, "The database's number."),
                defaulted("ssl", FieldType.flag(), false, "Whether the connection uses TLS."),
                defaulted("ssl_verify", FieldType.flag(), false, "Whether the server's certificate is checked."),
                optional("server_name", FieldType.text(), "The TLS server name (SNI)."))
                .stream().map(field -> field.withoutEffect(NO_REDIS)).toList();
    }

    private static void someLimit(Values config, Entity entity) {
        if (Arrays.stream(Period.values()).noneMatch(period -> config.has(period.kongName()))) {
            entity.report(Code.HG0108, config.location(), "config", "at least one of these fields must be non-empty: "
                    + Arrays.stream(Period.values()).map(period -> "'config." + period.kongName() + "'")
                            .collect(Collectors.joining(", "))
                    + ".", "Write a count of requests, for example minute: 10.");
        }
    }

    private static void limitsGrow(Values config, Entity entity) {
        for (Period shorter : Period.values()) {
            for (Period longer : Period.values()) {
                if (shorter.compareTo(longer) < 0) {
                    limitGrows(config, entity, shorter.kongName(), longer.kongName());
                }
            }
        }
    }

    private static void limitGrows(Values config, Entity entity, String shorter, String longer) {
        config.optionalWhole(shorter).ifPresent(less -> config.optionalWhole(longer).ifPresent(more -> {
            if (more < less) {
                entity.report(Code.HG0108, config.location(longer), "config." + longer,
                        String.format(Locale.ROOT,
                                "The limit for %s(%.1f) cannot be lower than the limit for %s(%.1f).",
                                longer, (double) more, shorter, (double) less),
                        "");
            }
        }));
    }

    private static void identifierIsNamed(Values config, Entity entity) {
        switch (config.text("limit_by")) {
            case "header" -> require(config, entity, "header_name", "the header field to count by");
            case "path" -> require(config, entity, "path", "the path to count");
            default -> {
            }
        }
    }

    private static void require(Values config, Entity entity, String field, String what) {
        if (config.text(field).isEmpty()) {
            entity.report(Code.HG0103, config.location("limit_by"), "config." + field,
                    "required field missing with limit_by: " + config.text("limit_by") + ".", "Name " + what + ".");
        }
    }

    private static void policy(Values config, Entity entity) {
        double syncRate = config.decimal("sync_rate");
        if (config.text("policy").equals("redis")) {
            redis(config, entity, syncRate);
        } else if (syncRate != REALTIME) {
            entity.report(Code.HG0108, config.location("sync_rate"), "config.sync_rate",
                    "sync_rate can only be used with the redis policy.", "Remove it.");
        }
    }

    private static void redis(Values config, Entity entity, double syncRate) {
        boolean hasHost = !config.text("redis_host").isEmpty()
                || config.group("redis").map(redis -> !redis.text("host").isEmpty()).orElse(false);
        if (!hasHost) {
            entity.report(Code.HG0103, config.location("policy"), "config.redis.host",
                    "required field missing with policy: redis.",
                    "Write policy: local; Headgate counts alike with both.");
        }
        if (syncRate != REALTIME && syncRate < 0.02) {
            entity.report(Code.HG0106, config.location("sync_rate"), "config.sync_rate",
                    "sync_rate must be greater than 0.02, or -1 to disable.", "");
        }
        entity.report(Code.HG0401, config.location("policy"), "config.policy",
                "redis is served by DynamoDB; all environments of a Region share one count.", "");
    }
}
