package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.cdk.DeploymentSettings.Api;
import dev.headgate.cdk.DeploymentSettings.Throttle;
import dev.headgate.config.SettingsReader;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The field table of `context.headgate` in `cdk.json`. What contradicts what is found by [DeploymentChecks].
public final class DeploymentFields {
    static final RecordSchema TABLE = RecordSchema.of(
            defaulted("name", FieldType.text(List.of(SettingsRules.NAME, SettingsRules.UNRESERVED_NAME,
                    SettingsRules.STACK_NAME)), "headgate",
                    "What names of stacks, tables and functions begin with."),
            defaulted("config", new FieldType.ListOf(FieldType.text(SettingsRules.FILE), 1, false),
                    List.of("kong.yaml"), "The Kong file, or several and folders of them, merged."),
            optional("variables", new FieldType.MapOf(FieldType.text(List.of(SettingsRules.OWN_VARIABLE,
                    SettingsRules.OTHERS_VARIABLE, SettingsRules.VARIABLE)), FieldType.text()),
                    "Environment variables of the functions: for `${{ env \"DECK_…\" }}`, `{vault://env/…}` and, with "
                            + "`env: true` in `headgate.yaml`, `$NAME`. They are no place for secrets."),
            optional("plugins", FieldType.listOf(FieldType.text(SettingsRules.FILE)),
                    "Jars of [custom plugins](custom-plugins.md), or folders of jars."),
            defaulted("api", FieldType.oneOf("http", "rest", "both"), "http",
                    "An HTTP API (cheaper), a REST API (WAF, X-Ray, Kong's error bodies), or both."),
            defaulted("regions", new FieldType.ListOf(SettingsRules.region(), 1, false), List.of("us-east-1"),
                    "The Regions, the first of which describes the replicas of the others."),
            optional("domain", FieldType.group(DomainSettings.TABLE),
                    "The custom domain; without it clients use API Gateway's own name."),
            defaulted("cloudfront", FieldType.flag(), false,
                    "Whether CloudFront stands before the HTTP API, the only place for a web ACL there."),
            defaulted("origin_secret_version", FieldType.text(SettingsRules.matching("[A-Za-z0-9._-]{1,32}",
                    "'%s' is no version: letters, digits, dots and hyphens, at most 32.", "")), "1",
                    "Changed after the secret that CloudFront shows, so that CloudFront and the functions read it anew."),
            optional("waf", FieldType.group(WafSettings.TABLE),
                    "A web ACL before the REST API or CloudFront: managed rules and a limit for each address. With `api: both` the HTTP API has none."),
            optional("stage_cache", FieldType.group(StageCacheSettings.TABLE),
                    "The cache of the REST API."),
            defaulted("resource_policy", FieldType.flag(), false,
                    "Whether the REST API itself refuses the addresses that a global ip-restriction refuses; with `auth: "
                            + "strict` only."),
            optional("cognito", FieldType.group(CognitoSettings.TABLE),
                    "[User pools](identity.md) of Amazon Cognito."),
            optional("networks", FieldType.listOf(FieldType.group(NetworkSettings.TABLE)),
                    "Private networks (VPCs) in which backends stand, one for each Region."))
            .and(FunctionSettings.FIELDS)
            .and(defaulted("requests_per_second", FieldType.whole(1, 100_000), 1_000L,
                    "What API Gateway admits in all, in each Region."),
                    defaulted("burst", FieldType.whole(1, 100_000), 500L, "How far requests may run ahead of that."))
            .and(MonitoringSettings.FIELDS)
            .and(defaulted("removal", FieldType.oneOf("retain", "destroy"), "retain",
                    "Whether tables and user pools outlive the deletion of their stack."))
            .check(DeploymentChecks::check);

    private static final List<String> PATH = List.of("context", "headgate");

    private DeploymentFields() {}

    /// What came of reading the settings.
    ///
    /// @param settings absent when there is any error
    /// @param diagnostics everything found, in file order
    /// @param places where each setting stands, or would stand: `plugins[1]`
    public record Reading(Optional<DeploymentSettings> settings, List<Diagnostic> diagnostics,
            Function<String, Location> places) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }

        /// A mistake of a setting that only shows outside `cdk.json`.
        Diagnostic mistake(String setting, String message, String hint) {
            return new Diagnostic(Code.HG0601, places.apply(setting), "", "", setting, message, hint);
        }
    }

    /// Reads `cdk.json`.
    ///
    /// @param fileName as locations are to name it; files that the settings name count from its folder
    public static Reading read(String fileName, byte[] content) {
        Path folder = Path.of(fileName).toAbsolutePath().getParent();
        RecordSchema table = TABLE.check((values, entity) -> Truststore.check(folder, values, entity));
        SettingsReader.Reading reading = new SettingsReader(table, Code.HG0601).read(fileName, content, PATH);
        return new Reading(reading.values().map(DeploymentFields::settings), reading.diagnostics(),
                setting -> reading.values().map(values -> values.location(setting))
                        .orElseGet(() -> Location.of(fileName)));
    }

    private static DeploymentSettings settings(Values values) {
        return new DeploymentSettings(values.text("name"), values.texts("config"),
                values.map("variables", String.class), values.texts("plugins"),
                Api.valueOf(values.text("api").toUpperCase(Locale.ROOT)),
                values.texts("regions"), values.group("domain").map(DomainSettings::of), values.flag("cloudfront"),
                values.text("origin_secret_version"),
                values.group("waf").map(WafSettings::of), values.group("stage_cache").map(StageCacheSettings::of),
                values.flag("resource_policy"),
                values.group("cognito").map(CognitoSettings::of),
                values.list("networks", Values.class).stream().map(NetworkSettings::of).toList(),
                FunctionSettings.of(values),
                new Throttle(values.integer("requests_per_second"), values.integer("burst")),
                MonitoringSettings.of(values), values.text("removal").equals("retain"));
    }
}
