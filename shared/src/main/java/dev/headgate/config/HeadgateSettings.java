package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Entity;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.SchemaReader;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads `headgate.yaml`. An empty file says nothing, and so does an absent one: the defaults hold. A field that Headgate
/// does not know is an error.
public final class HeadgateSettings {
    private static final Rule<String> IP_OR_RANGE = new Rule<>(Ip::isIpOrRange, "invalid ip or cidr range: '%s'.",
            "Write an address or a range: 10.0.0.0/8.");

    /// API Gateway waits no longer for an answer.
    private static final long TELEMETRY_WAIT_MILLIS_MAX = 29_000;
    private static final double DAY_SECONDS = 86_400;

    private static final RecordSchema TABLE = RecordSchema.of(
            defaulted("auth", FieldType.oneOf("edge", "strict"), "edge",
                    "Who refuses a request without a valid credential: edge for API Gateway, with its own body; strict"
                            + " for the router, exactly as Kong."),
            optional("trusted_ips", FieldType.listOf(FieldType.text(IP_OR_RANGE)),
                    "Peers whose X-Forwarded-* fields are believed."),
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
                    "Only entities with all of these tags are read."));

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
        Diagnostics diagnostics = new Diagnostics();
        return FileText.decode(fileName, content, diagnostics).map(text -> read(fileName, text))
                .orElseGet(() -> new Reading(Optional.empty(), diagnostics.inFileOrder()));
    }

    /// Reads a file's text.
    ///
    /// @param fileName as locations are to name it
    public static Reading read(String fileName, String text) {
        Diagnostics syntax = new Diagnostics();
        Optional<Node> root = new DocumentParser(fileName, syntax).parse(FileText.withoutMark(text));
        if (syntax.hasErrors()) {
            return new Reading(Optional.empty(), syntax.inFileOrder());
        }
        Diagnostics content = new Diagnostics();
        Optional<Settings> settings = root.filter(node -> !node.getTag().equals(Tag.NULL))
                .map(node -> new SchemaReader().read(node, TABLE, new Entity("", "", content), "")
                        .map(HeadgateSettings::settings))
                .orElse(Optional.of(Settings.DEFAULT));
        return new Reading(settings, content.inFileOrder().stream().map(HeadgateSettings::ofSettings).toList());
    }

    /// Field tables speak of Kong's file; whatever they find in this one has one code of its own.
    private static Diagnostic ofSettings(Diagnostic found) {
        return new Diagnostic(Code.HG0501, found.location(), found.entityType(), found.entityName(), found.field(),
                found.message(), found.hint());
    }

    private static Settings settings(Values values) {
        Settings.Auth auth = values.text("auth").equals("strict") ? Settings.Auth.STRICT : Settings.Auth.EDGE;
        return new Settings(auth, values.texts("trusted_ips"), Duration.ofMillis(values.whole("telemetry_wait")),
                values.group("health").map(HeadgateSettings::breaker).orElse(Breaker.DEFAULT),
                values.flag("env") ? ReadingOptions.Placeholders.FILLED_IN : ReadingOptions.Placeholders.LITERAL,
                values.texts("select_tags"));
    }

    private static Breaker breaker(Values health) {
        return new Breaker(seconds(health, "retry_after_seconds"), seconds(health, "share_every_seconds"));
    }

    private static Duration seconds(Values group, String field) {
        return Duration.ofMillis(Math.round(group.decimal(field) * 1000));
    }
}
