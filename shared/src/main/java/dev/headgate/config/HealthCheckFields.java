package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.model.HealthChecks.Thresholds;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An upstream's `healthchecks`. Kong's are off by default, a threshold or interval of 0 meaning never.
final class HealthCheckFields {
    /// The shortest interval of a schedule (docs.aws.amazon.com/eventbridge, schedule expressions).
    private static final double SCHEDULE_SECONDS = 60;
    private static final Rule<String> NOT_HOST = new Rule<>(name -> !name.equalsIgnoreCase("host"),
            "%s: a probe has its own Host.", "Write the upstream's host_header.");
    private static final FieldType STATUSES = FieldType.listOf(FieldType.whole(100, 999));
    private static final FieldType CHECK_TYPE = FieldType.oneOf("tcp", "http", "https", "grpc", "grpcs");
    private static final List<Long> ACTIVE_HEALTHY = List.of(200L, 302L);
    private static final List<Long> ACTIVE_UNHEALTHY = List.of(429L, 404L, 500L, 501L, 502L, 503L, 504L, 505L);
    private static final List<Long> PASSIVE_HEALTHY = List.of(200L, 201L, 202L, 203L, 204L, 205L, 206L, 207L, 208L,
            226L, 300L, 301L, 302L, 303L, 304L, 305L, 306L, 307L, 308L);
    private static final List<Long> PASSIVE_UNHEALTHY = List.of(429L, 500L, 503L);

    private static final RecordSchema ACTIVE = RecordSchema.of(
            defaulted("type", CHECK_TYPE, "http",
                    "How targets are probed: by a connection, or by a request over HTTP or HTTPS."),
            defaulted("timeout", FieldType.decimal(0, 65_535), 1.0, "Seconds for each step of a probe."),
            defaulted("concurrency", FieldType.whole(1, 1L << 31), 10L, "How many probes run at once."),
            defaulted("http_path", FieldType.text(PathRules.PATH), "/", "What is asked for."),
            optional("https_sni", FieldType.text(HostRules.SERVER_NAME),
                    "The server name of probes over TLS; the Host's by default."),
            defaulted("https_verify_certificate", FieldType.flag(), true,
                    "Whether probes over TLS verify the certificate."),
            optional("headers", new FieldType.MapOf(FieldType.text(List.of(Rules.HEADER_NAME, NOT_HOST)),
                    FieldType.listOf(FieldType.textOrEmpty())), "Header fields of probes."),
            optional("healthy", FieldType.group(RecordSchema.of(
                    interval("Seconds between probes of healthy targets; 0 for never."),
                    defaulted("http_statuses", STATUSES, ACTIVE_HEALTHY, "Good answers."),
                    threshold("successes", "Good answers that make an unhealthy target healthy; 0 for never."))),
                    "When a target is healthy."),
            optional("unhealthy", FieldType.group(RecordSchema.of(
                    interval("Seconds between probes of unhealthy targets; 0 for never."),
                    defaulted("http_statuses", STATUSES, ACTIVE_UNHEALTHY, "Bad answers."),
                    threshold("tcp_failures", "Failed connections that make a target unhealthy; 0 for never."),
                    threshold("timeouts", "Timeouts that make a target unhealthy; 0 for never."),
                    threshold("http_failures", "Bad answers that make a target unhealthy; 0 for never."))),
                    "When a target is unhealthy."));

    private static final RecordSchema PASSIVE = RecordSchema.of(
            defaulted("type", CHECK_TYPE, "http", "As in Kong, answers count alike whichever is written."),
            optional("healthy", FieldType.group(RecordSchema.of(
                    defaulted("http_statuses", STATUSES, PASSIVE_HEALTHY, "Good answers."),
                    threshold("successes", "Good answers after which bad ones are forgotten; 0 for never."))),
                    "When a target is healthy."),
            optional("unhealthy", FieldType.group(RecordSchema.of(
                    defaulted("http_statuses", STATUSES, PASSIVE_UNHEALTHY, "Bad answers."),
                    threshold("tcp_failures", "Failed connections that take a target out; 0 for never."),
                    threshold("timeouts", "Timeouts that take a target out; 0 for never."),
                    threshold("http_failures", "Bad answers that take a target out; 0 for never."))),
                    "When a target is unhealthy."));

    static final RecordSchema TABLE = RecordSchema.of(
            optional("active", FieldType.group(ACTIVE), "Probing of targets, by a function of its own."),
            optional("passive", FieldType.group(PASSIVE), "Watching the answers of targets."),
            defaulted("threshold", FieldType.decimal(0, 100), 0.0,
                    "The upstream answers 503 unless more than this percentage of its weight is healthy."));

    private HealthCheckFields() {}

    private static Field interval(String doc) {
        return defaulted("interval", FieldType.decimal(0, 65_535), 0.0, doc);
    }

    private static Field threshold(String name, String doc) {
        return defaulted(name, FieldType.whole(0, 255), 0L, doc);
    }

    /// Reports what cannot be probed so.
    static void check(Values upstream, Entity entity) {
        Optional<Values> checks = upstream.group("healthchecks");
        checks.filter(all -> all.decimal("threshold") >= 100)
                .ifPresent(all -> entity.report(Code.HG0306, all.location("threshold"), "healthchecks.threshold",
                        "100: more than all of the weight can never be healthy, so every request is answered with 503,"
                                + " as in Kong.",
                        "Write less than 100."));
        for (String kind : List.of("active", "passive")) {
            checks.flatMap(all -> all.group(kind)).filter(group -> group.text("type").startsWith("grpc"))
                    .ifPresent(group -> entity.report(Code.HG0205, group.location("type"),
                            "healthchecks." + kind + ".type",
                            group.text("type") + ": gRPC needs HTTP/2 trailers, which Lambda cannot carry.",
                            "Write tcp, http or https."));
        }
        for (String state : List.of("healthy", "unhealthy")) {
            checks.flatMap(all -> all.group("active")).flatMap(active -> active.group(state))
                    .ifPresent(group -> checkInterval(group, "healthchecks.active." + state + ".interval", entity));
        }
    }

    private static void checkInterval(Values group, String field, Entity entity) {
        double seconds = group.decimal("interval");
        if (seconds > 0 && seconds < SCHEDULE_SECONDS) {
            entity.report(Code.HG0312, group.location("interval"), field,
                    Double.toString(seconds).replaceFirst("\\.0$", "")
                            + ": the finest schedule on AWS is a minute, so there probes run every 60 seconds, and at"
                            + " the interval only while a target is in doubt; headgate start keeps the interval.",
                    "Write 60, and passive checks for what has to be noticed sooner.");
        }
    }

    /// The health checks of values without mistakes.
    static HealthChecks healthChecks(Values upstream) {
        Optional<Values> checks = upstream.group("healthchecks");
        Optional<Values> active = checks.flatMap(all -> all.group("active"));
        Optional<Values> passive = checks.flatMap(all -> all.group("passive"));
        return new HealthChecks(checks.map(all -> all.decimal("threshold")).orElse(0.0),
                new Active(active.map(HealthCheckFields::type).orElse(HealthChecks.Type.HTTP),
                        active.map(group -> seconds(group, "timeout")).orElse(Duration.ofSeconds(1)),
                        active.map(group -> (int) Math.min(group.whole("concurrency"), Integer.MAX_VALUE)).orElse(10),
                        active.map(group -> group.text("http_path")).orElse("/"),
                        active.map(group -> group.textLists("headers")).orElseGet(Map::of),
                        active.map(group -> group.text("https_sni")).orElse(""),
                        active.map(group -> group.flag("https_verify_certificate")).orElse(true),
                        interval(active, "healthy"), interval(active, "unhealthy"),
                        thresholds(active, ACTIVE_HEALTHY, ACTIVE_UNHEALTHY)),
                thresholds(passive, PASSIVE_HEALTHY, PASSIVE_UNHEALTHY));
    }

    private static HealthChecks.Type type(Values active) {
        return switch (active.text("type")) {
            case "tcp" -> HealthChecks.Type.TCP;
            case "https" -> HealthChecks.Type.HTTPS;
            default -> HealthChecks.Type.HTTP;
        };
    }

    private static Duration interval(Optional<Values> active, String state) {
        return active.flatMap(group -> group.group(state)).map(group -> seconds(group, "interval"))
                .orElse(Duration.ZERO);
    }

    private static Duration seconds(Values group, String field) {
        return Duration.ofMillis(Math.round(group.decimal(field) * 1000));
    }

    private static Thresholds thresholds(Optional<Values> checks, List<Long> healthyDefault,
            List<Long> unhealthyDefault) {
        Optional<Values> healthy = checks.flatMap(group -> group.group("healthy"));
        Optional<Values> unhealthy = checks.flatMap(group -> group.group("unhealthy"));
        return new Thresholds(count(healthy, "successes"), statuses(healthy, healthyDefault),
                count(unhealthy, "http_failures"), count(unhealthy, "tcp_failures"), count(unhealthy, "timeouts"),
                statuses(unhealthy, unhealthyDefault));
    }

    private static int count(Optional<Values> group, String field) {
        return group.map(values -> values.integer(field)).orElse(0);
    }

    private static Set<Integer> statuses(Optional<Values> group, List<Long> standard) {
        return group.map(values -> values.list("http_statuses", Long.class)).orElse(standard).stream()
                .map(Math::toIntExact).collect(Collectors.toUnmodifiableSet());
    }
}
