package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads `headgate.yaml`. An empty file says nothing, and so does an absent one: the defaults hold. A field that Headgate
/// does not know is an error.
public final class HeadgateSettings {
    private static final Rule<String> IP_OR_RANGE = new Rule<>(Ip::isIpOrRange, "invalid ip or cidr range: '%s'.",
            "Write an address or a range: 10.0.0.0/8.");

    private static final Rule<String> FIELD_NAME = new Rule<>(name -> name.matches("[A-Za-z0-9-]+"),
            "'%s' is no name of a header field: letters, digits and hyphens.",
            "Write X-Real-IP or X-Forwarded-For; API Gateway speaks no proxy_protocol.");

    /// API Gateway waits no longer for an answer.
    private static final long TELEMETRY_WAIT_MILLIS_MAX = 29_000;
    private static final double DAY_SECONDS = 86_400;

    private static final RecordSchema TABLE = RecordSchema.of(
            defaulted("auth", FieldType.oneOf("edge", "strict"), "edge",
                    "Who refuses a request without a valid credential: edge for API Gateway, with its own body; strict"
                            + " for the router, exactly as Kong."),
            optional("trusted_ips", FieldType.listOf(FieldType.text(IP_OR_RANGE)),
                    "Peers whose X-Forwarded-* fields are believed."),
            defaulted("real_ip_header", FieldType.text(FIELD_NAME), Settings.RealIp.DEFAULT.header(),
                    "The field in which they say who the client is."),
            defaulted("real_ip_recursive", FieldType.flag(), Settings.RealIp.DEFAULT.recursive(),
                    "Whether trusted addresses at the end of that field's list are passed over."),
            defaulted("telemetry_wait", FieldType.whole(0, TELEMETRY_WAIT_MILLIS_MAX),
                    Settings.DEFAULT.telemetryWait().toMillis(),
                    "Milliseconds that an answer waits for what is told of its request, at the most."),
            optional("health", FieldType.group(RecordSchema.of(
                    defaulted("retry_after_seconds", FieldType.decimal(0, DAY_SECONDS),
                            Breaker.DEFAULT.retryAfter().toSeconds() + 0.0,
                            "How long a target that passive health checks took out gets nothing before a request is"
                                    + " tried on it; 0 for never, as in Kong."),
                    defaulted("share_every_seconds", FieldType.decimal(1, DAY_SECONDS),
                            Breaker.DEFAULT.shareEvery().toSeconds() + 0.0,
                            "How often an environment that serves requests asks what others found out."))),
                    "How targets that passive health checks took out come back."),
            defaulted("env", FieldType.flag(), false,
                    "Whether $NAME and ${NAME} in values of the Kong file stand for environment variables."),
            optional("select_tags", FieldType.setOf(FieldType.text(NameRules.TAG)),
                    "Only entities with all of these tags are read."),
            PlacementFields.FIELD, RateLimitFields.FIELD).check(RateLimitFields::check)
            .check((values, entity) -> values.group("placement")
                    .ifPresent(placement -> PlacementFields.check(placement, entity)));

    private static final SettingsReader READER = new SettingsReader(TABLE, Code.HG0501);

    private HeadgateSettings() {}

    /// What came of reading the settings.
    ///
    /// @param settings absent when there is any error
    /// @param diagnostics everything found, in file order
    public record Reading(Optional<Settings> settings, List<Diagnostic> diagnostics) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Reads a file's content: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// @param fileName as locations are to name it
    public static Reading read(String fileName, byte[] content) {
        SettingsReader.Reading reading = READER.read(fileName, content, List.of());
        return new Reading(reading.values().map(HeadgateSettings::settings), reading.diagnostics());
    }

    /// Reads a file's text.
    ///
    /// @param fileName as locations are to name it
    public static Reading read(String fileName, String text) {
        return read(fileName, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Settings settings(Values values) {
        Settings.Auth auth = values.text("auth").equals("strict") ? Settings.Auth.STRICT : Settings.Auth.EDGE;
        return new Settings(auth, values.texts("trusted_ips"),
                new Settings.RealIp(values.text("real_ip_header"), values.flag("real_ip_recursive")),
                Duration.ofMillis(values.whole("telemetry_wait")),
                values.group("health").map(HeadgateSettings::breaker).orElse(Breaker.DEFAULT),
                values.flag("env") ? ReadingOptions.Placeholders.FILLED_IN : ReadingOptions.Placeholders.LITERAL,
                values.texts("select_tags"),
                values.group("placement").map(PlacementFields::read).orElse(PlacementSettings.DEFAULT),
                values.group(RateLimitFields.NAME).map(RateLimitFields::read).orElse(RateLimitSettings.DEFAULT));
    }

    private static Breaker breaker(Values health) {
        return new Breaker(seconds(health, "retry_after_seconds"), seconds(health, "share_every_seconds"));
    }

    private static Duration seconds(Values group, String field) {
        return Duration.ofMillis(Math.round(group.decimal(field) * 1000));
    }
}
