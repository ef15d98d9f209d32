package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.util.List;

/// The fields by which Kong's limiting plugins find Redis (kong/tools/redis/schema.lua). There is none here, so they are
/// read and have no effect.
final class RedisFields {
    private static final long MILLIS_MAX = Integer.MAX_VALUE - 1L;
    private static final String NO_REDIS = "There is no Redis here: Headgate counts in DynamoDB.";

    private RedisFields() {}

    /// The field `redis`.
    static Field group() {
        return optional("redis", FieldType.group(RecordSchema.of(fields().toArray(Field[]::new))),
                "Kong's connection to Redis.");
    }

    /// The fields `redis_host` and so on, in which the connection stood before it had a group of its own.
    static List<Field> oldNames() {
        return fields().stream().map(field -> {
            Field old = optional("redis_" + field.name(), field.type(),
                    "Kong's old name of `redis." + field.name() + "`.").withoutEffect(NO_REDIS);
            return field.hidden() ? old.secret() : old;
        }).toList();
    }

    private static List<Field> fields() {
        return List.of(
                optional("host", FieldType.text(), "The server."),
                defaulted("port", FieldType.whole(0, 65_535), 6379L, "Its port."),
                defaulted("timeout", FieldType.whole(0, MILLIS_MAX), 2000L, "Milliseconds for each step."),
                optional("username", FieldType.text(), "The user."),
                optional("password", FieldType.textOrEmpty(), "The user's password.").secret(),
                defaulted("database", FieldType.whole(0, PeriodLimits.COUNT_MAX), 0L, "The database's number."),
                defaulted("ssl", FieldType.flag(), false, "Whether the connection uses TLS."),
                defaulted("ssl_verify", FieldType.flag(), false, "Whether the server's certificate is checked."),
                optional("server_name", FieldType.text(), "The TLS server name (SNI)."))
                .stream().map(field -> field.withoutEffect(NO_REDIS)).toList();
    }

    /// Reports where a plugin with `policy: redis` names no server, as Kong does.
    static void hostIsNamed(Values config, Entity entity) {
        boolean hasHost = !config.text("redis_host").isEmpty()
                || config.group("redis").map(redis -> !redis.text("host").isEmpty()).orElse(false);
        if (!hasHost) {
            entity.report(Code.HG0103, config.location("policy"), "config.redis.host",
                    "required field missing with policy: redis.",
                    "Write policy: local; Headgate counts alike with both.");
        }
    }

    /// Says what stands in for Redis.
    static void servedByDynamoDb(Values config, Entity entity) {
        entity.report(Code.HG0401, config.location("policy"), "config.policy",
                "redis is served by DynamoDB; all environments of a Region share one count.", "");
    }
}
