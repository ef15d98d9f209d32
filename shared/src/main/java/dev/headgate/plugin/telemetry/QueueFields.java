package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.delivery.QueueSettings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.OptionalLong;

/// The field `queue` of plugins that send in batches (kong/tools/queue_schema.lua), and the older fields that it took the
/// place of (kong/tools/queue.lua, `get_plugin_params`).
///
/// @param batchSize the default of `max_batch_size`
/// @param sizeName the older name of `max_batch_size`
/// @param sizeDefault the older field's default, which says nothing
/// @param delayName the older name of `max_coalescing_delay`
/// @param delayDefault the older field's default, which says nothing
record QueueFields(long batchSize, String sizeName, long sizeDefault, String delayName, double delayDefault) {
    /// Those of most plugins.
    static final QueueFields USUAL = new QueueFields(1, "queue_size", 1, "flush_timeout", 2);
    private static final double SECONDS_MAX = 1_000_000;
    private static final double NANOS_OF_SECOND = 1e9;

    /// The field itself.
    Field queue() {
        return optional("queue", FieldType.group(RecordSchema.of(
                defaulted("max_batch_size", FieldType.whole(1, 1_000_000), batchSize,
                        "How many entries are sent at once, at the most."),
                defaulted("max_coalescing_delay", FieldType.decimal(0, 3600), 1.0,
                        "Seconds that the first entry of a batch waits for others. On Lambda, no batch waits longer than"
                                + " the end of its request."),
                defaulted("max_entries", FieldType.whole(1, 1_000_000), 10_000L,
                        "How many entries can wait; older ones are dropped for newer ones."),
                optional("max_bytes", FieldType.whole(1, 1L << 53), "How many bytes can wait."),
                defaulted("max_retry_time", FieldType.decimal(-1, SECONDS_MAX), 60.0,
                        "Seconds for which a batch that fails is tried again; -1 for no further try."),
                defaulted("initial_retry_delay", FieldType.decimal(0.001, SECONDS_MAX), 0.01,
                        "Seconds before the second try, doubled for each further one."),
                defaulted("max_retry_delay", FieldType.decimal(0.001, SECONDS_MAX), 60.0,
                        "Seconds between two tries, at the most."),
                defaulted("concurrency_limit", FieldType.whole(-1, 1), 1L,
                        "1 for one delivery after the other, -1 for all at once, each entry by itself."))),
                "How entries wait for being sent.");
    }

    private static void concurrency(Values queue, Entity entity) {
        if (queue.whole("concurrency_limit") == 0) {
            entity.report(Code.HG0107, queue.location("concurrency_limit"), "config.queue.concurrency_limit",
                    "0: expected one of: -1, 1.", "");
        }
    }

    /// The older name of `max_batch_size`.
    Field oldSize() {
        return optional(sizeName, FieldType.whole(1, 1_000_000), "Kong's old name of `queue.max_batch_size`.");
    }

    /// The older name of `max_coalescing_delay`.
    Field oldDelay() {
        return optional(delayName, FieldType.decimal(0, 3600), "Kong's old name of `queue.max_coalescing_delay`.");
    }

    /// What Kong does not act on any more either.
    static Field retryCount() {
        return optional("retry_count", FieldType.whole(0, 1_000_000), "How often Kong once tried again.")
                .withoutEffect(
                        "Kong does not act on it any more: queue.max_retry_time says how long a batch is tried.");
    }

    /// What the field table cannot say; warns of the older fields.
    void check(Values config, Entity entity) {
        config.group("queue").ifPresent(queue -> concurrency(queue, entity));
        if (config.isWritten(sizeName)) {
            deprecated(config, entity, sizeName, "max_batch_size");
        }
        if (config.isWritten(delayName)) {
            deprecated(config, entity, delayName, "max_coalescing_delay");
        }
    }

    private static void deprecated(Values config, Entity entity, String name, String successor) {
        entity.report(Code.HG0304, config.location(name), "config." + name,
                "deprecated; read as queue." + successor + " unless it is its old default.",
                "Write queue." + successor + ".");
    }

    QueueSettings settings(Values config) {
        QueueSettings written = config.group("queue").map(QueueFields::read).orElse(withBatch(QueueSettings.DEFAULT,
                batchSize));
        QueueSettings sized = config.optionalWhole(sizeName).filter(size -> size != sizeDefault)
                .map(size -> withBatch(written, size)).orElse(written);
        return config.isWritten(delayName) && config.decimal(delayName) != delayDefault
                ? withDelay(sized, seconds(config.decimal(delayName)))
                : sized;
    }

    private static QueueSettings read(Values queue) {
        return new QueueSettings(queue.integer("max_batch_size"), seconds(queue.decimal("max_coalescing_delay")),
                queue.integer("max_entries"),
                queue.optionalWhole("max_bytes").map(OptionalLong::of).orElse(OptionalLong.empty()),
                seconds(queue.decimal("max_retry_time")), seconds(queue.decimal("initial_retry_delay")),
                seconds(queue.decimal("max_retry_delay")), queue.whole("concurrency_limit") == -1);
    }

    private static QueueSettings withBatch(QueueSettings of, long size) {
        return new QueueSettings(Math.toIntExact(size), of.coalescingDelayMax(), of.entriesMax(), of.bytesMax(),
                of.retryTimeMax(), of.retryDelayInitial(), of.retryDelayMax(), of.isConcurrent());
    }

    private static QueueSettings withDelay(QueueSettings of, Duration delay) {
        return new QueueSettings(of.batchSizeMax(), delay, of.entriesMax(), of.bytesMax(), of.retryTimeMax(),
                of.retryDelayInitial(), of.retryDelayMax(), of.isConcurrent());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_OF_SECOND));
    }
}
