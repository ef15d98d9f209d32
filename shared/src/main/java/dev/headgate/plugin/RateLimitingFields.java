package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The fields of rate-limiting and the checks over several of them (kong/plugins/rate-limiting/schema.lua).
final class RateLimitingFields {
    private static final double REALTIME = -1;

    /// Without choices to come back to, which would take stack for each character.
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9.\\-_~/:@!$&'()*+,;=]++|%[0-9A-Fa-f]{2})*+");

    /// Kong's type of a plain path (kong/db/schema/typedefs.lua, `path`).
    static final List<Rule<String>> PATH_RULES = List.of(
            new Rule<>(text -> text.startsWith("/"), "should start with: /.", ""),
            new Rule<>(text -> !text.contains("//"), "must not have empty segments.", ""),
            new Rule<>(text -> PATH.matcher(text).matches(),
                    "invalid path: '%s' (characters outside of the reserved list of RFC 3986 found).",
                    "Percent-encode the character."));

    static final RecordSchema SCHEMA = RecordSchema.of(fields().toArray(Field[]::new))
            .check((config, entity) -> PeriodLimits.someLimit(config, entity, "config"))
            .check((config, entity) -> PeriodLimits.limitsGrow(config, entity, "config"))
            .check(RateLimitingFields::identifierIsNamed)
            .check(RateLimitingFields::policy);

    private RateLimitingFields() {}

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>(PeriodLimits.fields("How many requests are admitted per "));
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
        fields.add(RedisFields.group());
        fields.add(defaulted("hide_client_headers", FieldType.flag(), false,
                "Whether clients are told nothing of their limits."));
        fields.add(defaulted("error_code", FieldType.whole(400, 599), 429L, "The status of a refusal."));
        fields.add(defaulted("error_message", FieldType.text(), "API rate limit exceeded",
                "The message of a refusal."));
        fields.add(defaulted("sync_rate", FieldType.decimal(REALTIME, PeriodLimits.COUNT_MAX), REALTIME,
                "For how many seconds requests may be counted ahead of time, with `policy: redis`; each by itself with -1."));
        fields.addAll(RedisFields.oldNames());
        return fields;
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
        if (config.text("policy").equals("redis")) {
            redis(config, entity);
        } else if (config.decimal("sync_rate") != REALTIME) {
            entity.report(Code.HG0108, config.location("sync_rate"), "config.sync_rate",
                    "sync_rate can only be used with the redis policy.", "Remove it.");
        }
    }

    private static void redis(Values config, Entity entity) {
        RedisFields.hostIsNamed(config, entity);
        SyncRate.isLongEnough(config, entity, REALTIME, "sync_rate must be greater than 0.02, or -1 to disable.");
        RedisFields.servedByDynamoDb(config, entity);
    }
}
