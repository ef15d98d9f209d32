package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.util.List;

/// An upstream's `healthchecks`. Kong's are off by default, a threshold or interval of 0 meaning never; Headgate accepts
/// them as long as they are off.
final class HealthCheckFields {
    private static final String ACTIVE = "Headgate does not probe targets: nothing runs between requests.";
    private static final String PASSIVE = "Headgate does not take targets out of use: no two Lambda environments share"
            + " state.";
    private static final String HINT = "Remove it or write 0, and put a load balancer with health checks behind the"
            + " service.";

    private static final FieldType STATUSES = FieldType.listOf(FieldType.whole(100, 999));
    private static final FieldType CHECK_TYPE = FieldType.oneOf("tcp", "http", "https", "grpc", "grpcs");
    private static final List<Long> PASSIVE_HEALTHY = List.of(200L, 201L, 202L, 203L, 204L, 205L, 206L, 207L, 208L,
            226L,
            300L, 301L, 302L, 303L, 304L, 305L, 306L, 307L, 308L);

    static final RecordSchema TABLE = RecordSchema.of(
            optional("active", FieldType.group(RecordSchema.of(
                    defaulted("type", CHECK_TYPE, "http", "How targets are probed."),
                    defaulted("timeout", FieldType.decimal(0, 65_535), 1.0, "Seconds for a probe."),
                    defaulted("concurrency", FieldType.whole(1, 1L << 31), 10L, "How many probes run at once."),
                    defaulted("http_path", FieldType.text(PathRules.PATH), "/", "What is probed."),
                    optional("https_sni", FieldType.text(), "The server name of probes."),
                    defaulted("https_verify_certificate", FieldType.flag(), true, "Whether probes verify."),
                    optional("headers", FieldType.mapOf(FieldType.listOf(FieldType.text())), "Headers of probes."),
                    optional("healthy", FieldType.group(RecordSchema.of(
                            off("interval", FieldType.decimal(0, 65_535), 0.0, ACTIVE),
                            defaulted("http_statuses", STATUSES, List.of(200L, 302L), "Good answers."),
                            off("successes", FieldType.whole(0, 255), 0L, ACTIVE))), "When a target is good."),
                    optional("unhealthy", FieldType.group(RecordSchema.of(
                            off("interval", FieldType.decimal(0, 65_535), 0.0, ACTIVE),
                            defaulted("http_statuses", STATUSES,
                                    List.of(429L, 404L, 500L, 501L, 502L, 503L, 504L, 505L), "Bad answers."),
                            off("tcp_failures", FieldType.whole(0, 255), 0L, ACTIVE),
                            off("timeouts", FieldType.whole(0, 255), 0L, ACTIVE),
                            off("http_failures", FieldType.whole(0, 255), 0L, ACTIVE))), "When a target is bad."))),
                    "Probing of targets."),
            optional("passive", FieldType.group(RecordSchema.of(
                    defaulted("type", CHECK_TYPE, "http", "What answers count."),
                    optional("healthy", FieldType.group(RecordSchema.of(
                            defaulted("http_statuses", STATUSES, PASSIVE_HEALTHY, "Good answers."),
                            off("successes", FieldType.whole(0, 255), 0L, PASSIVE))), "When a target is good."),
                    optional("unhealthy", FieldType.group(RecordSchema.of(
                            defaulted("http_statuses", STATUSES, List.of(429L, 500L, 503L), "Bad answers."),
                            off("tcp_failures", FieldType.whole(0, 255), 0L, PASSIVE),
                            off("timeouts", FieldType.whole(0, 255), 0L, PASSIVE),
                            off("http_failures", FieldType.whole(0, 255), 0L, PASSIVE))), "When a target is bad."))),
                    "Watching the answers of targets."),
            off("threshold", FieldType.decimal(0, 100), 0.0, PASSIVE));

    private HealthCheckFields() {}

    private static Field off(String name, FieldType type, Object off, String reason) {
        return defaulted(name, type, off, "How it is turned on; 0 for off.").refused(reason, HINT);
    }
}
