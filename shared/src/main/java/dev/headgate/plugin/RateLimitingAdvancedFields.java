package dev.headgate.plugin;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The fields of rate-limiting-advanced, as Kong publishes its schema (developer.konghq.com, versions 3.4 to 3.15).
final class RateLimitingAdvancedFields {
    /// A hundred years.
    private static final long SECONDS_MAX = 3_155_760_000L;
    private static final long MILLIS_MAX = Integer.MAX_VALUE - 1L;
    private static final String NO_REDIS = "There is no Redis here: Headgate counts in DynamoDB.";
    private static final String NO_NGINX = "There is no nginx here, and one store for all counters.";
    private static final String NO_WAITING = "Requests are never made to wait.";
    private static final String[] IDENTIFIERS = {"consumer", "consumer-group", "credential", "header", "ip", "path",
            "route", "service"};

    private static final String FIELD = "config.sync_rate";

    static final RecordSchema SCHEMA = RecordSchema.of(fields().toArray(Field[]::new))
            .check(RateLimitingAdvancedFields::pairs).check(RateLimitingAdvancedFields::identifierIsNamed)
            .check(RateLimitingAdvancedFields::strategy).check(RateLimitingAdvancedFields::syncRate);

    private RateLimitingAdvancedFields() {}

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                required("limit", new FieldType.ListOf(FieldType.whole(1, PeriodLimits.COUNT_MAX), 1, false),
                        "How many requests each window admits, in the order of `window_size`."),
                required("window_size", new FieldType.ListOf(FieldType.whole(1, SECONDS_MAX), 1, false),
                        "How many seconds each window lasts."),
                defaulted("window_type", FieldType.oneOf("fixed", "sliding"), "sliding",
                        "Whether each window begins with room for the whole limit, or the window before has a say."),
                defaulted("disable_penalty", FieldType.flag(), false,
                        "Whether refused requests count in none of the windows; with `window_type: fixed` they never do."),
                defaulted("identifier", FieldType.oneOf(IDENTIFIERS), "consumer",
                        "Whose requests are counted together."),
                optional("compound_identifier", FieldType.setOf(FieldType.oneOf(IDENTIFIERS)),
                        "Several identifiers in the place of `identifier`: requests that are alike in all of them are"
                                + " counted together."),
                optional("counter_key", FieldType.oneOf("consumer.custom_id", "consumer.id", "consumer.username"),
                        "What tells consumers apart, with the identifier `consumer`; `consumer.id` where it is not set."),
                optional("header_name", FieldType.text(Rules.HEADER_NAME),
                        "The header field whose value is counted by, with the identifier `header`."),
                optional("path", FieldType.text(RateLimitingFields.PATH_RULES),
                        "The path whose requests are counted together, with the identifier `path`."),
                optional("namespace", FieldType.text(),
                        "A name for the counters: plugins with the same name share them. Each plugin has its own where it"
                                + " is not set."),
                defaulted("strategy", FieldType.oneOf("cluster", "local", "redis"), "local",
                        "Where Kong counts. Headgate counts in its one store with each of them."),
                optional("sync_rate", FieldType.decimal(-1, SECONDS_MAX),
                        "For how many seconds requests may be counted ahead of time; each by itself with 0 and -1."
                                + " Required with `strategy: redis` and `cluster`, as in Kong."),
                defaulted("hide_client_headers", FieldType.flag(), false,
                        "Whether clients are told nothing of their limits."),
                defaulted("retry_after_jitter_max", FieldType.decimal(0, SECONDS_MAX), 0.0,
                        "By how many seconds Retry-After may be put off, by chance, so that not all come at once."),
                defaulted("error_code", FieldType.whole(400, 599), 429L, "The status of a refusal."),
                defaulted("error_message", FieldType.text(), "API rate limit exceeded", "The message of a refusal.")));
        fields.addAll(others());
        return fields;
    }

    private static List<Field> others() {
        return List.of(
                defaulted("enforce_consumer_groups", FieldType.flag(), false,
                        "Whether consumer groups have limits of their own, in Kong's old form.")
                        .refused("Limits inside consumer groups are Kong's old form, which it removes.",
                                "Configure rate-limiting-advanced on the consumer group."),
                optional("consumer_groups", FieldType.listOf(FieldType.text()),
                        "The groups that have limits of their own, in Kong's old form.")
                        .withoutEffect("Only `enforce_consumer_groups` asks for them."),
                defaulted("dictionary_name", FieldType.text(), "kong_rate_limiting_counters",
                        "The name of Kong's shared memory.").withoutEffect(NO_NGINX),
                defaulted("lock_dictionary_name", FieldType.text(), "kong_locks",
                        "The name of Kong's shared memory of locks.").withoutEffect(NO_NGINX),
                optional("throttling", FieldType.group(RecordSchema.of(
                        defaulted("enabled", FieldType.flag(), false, "Whether requests wait instead of being refused.")
                                .refused("A Lambda function is paid for while a request waits in it, and so many less"
                                        + " are free for others.", "Let clients come again after Retry-After."),
                        waiting("interval", 5L, "Seconds between two tries."),
                        waiting("queue_limit", 5L, "How many requests wait at the most."),
                        waiting("retry_times", 3L, "How often a request is tried."))),
                        "Kong's queue of requests that wait."),
                optional("redis", FieldType.group(RecordSchema.of(redis().toArray(Field[]::new))),
                        "Kong's connection to Redis."));
    }

    private static Field waiting(String name, long standard, String doc) {
        return defaulted(name, FieldType.whole(1, 1_000_000), standard, doc).withoutEffect(NO_WAITING);
    }

    private static List<Field> redis() {
        FieldType.Group node = FieldType.group(RecordSchema.of(
                defaulted("ip", FieldType.text(), "127.0.0.1", "Its address."),
                defaulted("port", FieldType.whole(0, 65_535), 6379L, "Its port.")));
        FieldType.Group sentinel = FieldType.group(RecordSchema.of(
                defaulted("host", FieldType.text(), "127.0.0.1", "Its address."),
                defaulted("port", FieldType.whole(0, 65_535), 6379L, "Its port.")));
        return List.of(
                defaulted("host", FieldType.text(), "127.0.0.1", "The server."),
                defaulted("port", FieldType.whole(0, 65_535), 6379L, "Its port."),
                optional("timeout", FieldType.whole(0, MILLIS_MAX), "Milliseconds for each step."),
                defaulted("connect_timeout", FieldType.whole(0, MILLIS_MAX), 2000L, "Milliseconds to connect."),
                defaulted("send_timeout", FieldType.whole(0, MILLIS_MAX), 2000L, "Milliseconds to send."),
                defaulted("read_timeout", FieldType.whole(0, MILLIS_MAX), 2000L, "Milliseconds to read."),
                optional("username", FieldType.text(), "The user."),
                optional("password", FieldType.textOrEmpty(), "The user's password.").secret(),
                optional("sentinel_username", FieldType.text(), "The user at a sentinel."),
                optional("sentinel_password", FieldType.textOrEmpty(), "That user's password.").secret(),
                optional("sentinel_master", FieldType.text(), "The master's name."),
                optional("sentinel_role", FieldType.oneOf("any", "master", "slave"), "The role of the server."),
                optional("sentinel_nodes", FieldType.listOf(sentinel), "The sentinels."),
                optional("sentinel_addresses", FieldType.listOf(FieldType.text()),
                        "The sentinels, in Kong's old form."),
                optional("cluster_nodes", FieldType.listOf(node), "The servers of a cluster."),
                optional("cluster_addresses", FieldType.listOf(FieldType.text()),
                        "The servers of a cluster, in Kong's old form."),
                defaulted("cluster_max_redirections", FieldType.whole(0, MILLIS_MAX), 5L, "How often to go elsewhere."),
                defaulted("keepalive_pool_size", FieldType.whole(1, MILLIS_MAX), 256L,
                        "How many connections are kept."),
                optional("keepalive_backlog", FieldType.whole(0, MILLIS_MAX), "How many may wait for one."),
                defaulted("database", FieldType.whole(0, MILLIS_MAX), 0L, "The database's number."),
                defaulted("ssl", FieldType.flag(), false, "Whether the connection uses TLS."),
                defaulted("ssl_verify", FieldType.flag(), false, "Whether the server's certificate is checked."),
                optional("server_name", FieldType.text(), "The TLS server name (SNI)."),
                defaulted("connection_is_proxied", FieldType.flag(), false, "Whether a proxy stands between."),
                optional("redis_proxy_type", FieldType.text(), "Which proxy."))
                .stream().map(field -> field.withoutEffect(NO_REDIS)).toList();
    }

    private static void pairs(Values config, Entity entity) {
        List<Long> sizes = config.list("window_size", Long.class);
        if (sizes.size() != config.list("limit", Long.class).size()) {
            entity.report(Code.HG0108, config.location("window_size"), "config.window_size",
                    "You must provide the same number of windows and limits.", "Write a limit for each window size.");
        }
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (!seen.add(sizes.get(i))) {
                entity.report(Code.HG0108, config.location("window_size[" + i + "]"), "config.window_size[" + i + "]",
                        "Windows of " + sizes.get(i) + " seconds have a limit already.", "Keep the lower one.");
            }
        }
    }

    private static void identifierIsNamed(Values config, Entity entity) {
        List<String> compound = config.texts("compound_identifier");
        List<String> used = compound.isEmpty() ? List.of(config.text("identifier")) : compound;
        String field = compound.isEmpty() ? "identifier" : "compound_identifier";
        if (used.contains("header") && config.text("header_name").isEmpty()) {
            missing(config, entity, field, "header_name", "Name the header field to count by.");
        }
        if (used.contains("path") && config.text("path").isEmpty()) {
            missing(config, entity, field, "path", "Name the path to count.");
        }
    }

    private static void missing(Values config, Entity entity, String because, String field, String hint) {
        entity.report(Code.HG0103, config.location(because), "config." + field,
                "required field missing with the identifier " + field.replace("_name", "") + ".", hint);
    }

    /// Whether refused requests count.
    static boolean hasPenalty(Values config) {
        return config.text("window_type").equals("sliding") && !config.flag("disable_penalty");
    }

    /// As Kong checks it, with its messages.
    private static void syncRate(Values config, Entity entity) {
        boolean isLocal = config.text("strategy").equals("local");
        if (!config.has("sync_rate")) {
            if (!isLocal) {
                entity.report(Code.HG0103, config.location("strategy"), FIELD,
                        "sync_rate is required if not using a local strategy.",
                        "Write sync_rate: 0 to count every request by itself.");
            }
            return;
        }
        double seconds = config.decimal("sync_rate");
        if (isLocal && seconds > -1) {
            entity.report(Code.HG0108, config.location("sync_rate"), FIELD,
                    "sync_rate cannot be configured when using a local strategy.", "Remove it.");
            return;
        }
        SyncRate.isLongEnough(config, entity, 0, "Config option 'sync_rate' must not be between 0 and 0.02.");
        if (seconds > 0 && hasPenalty(config)) {
            entity.report(Code.HG0305, config.location("sync_rate"), FIELD,
                    "refused requests count here, and so all are counted when they come.",
                    "Write disable_penalty: true or window_type: fixed to count requests ahead of time.");
        }
    }

    private static void strategy(Values config, Entity entity) {
        if (!config.text("strategy").equals("local")) {
            entity.report(Code.HG0401, config.location("strategy"), "config.strategy", config.text("strategy")
                    + " is served by DynamoDB; all environments of a Region share one count.", "");
        }
    }
}
