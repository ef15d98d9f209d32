package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.cdk.DeploymentSettings.Api;
import dev.headgate.cdk.DeploymentSettings.Domain;
import dev.headgate.cdk.DeploymentSettings.Functions;
import dev.headgate.cdk.DeploymentSettings.Throttle;
import dev.headgate.cdk.DeploymentSettings.Waf;
import dev.headgate.config.SettingsReader;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The field table of `context.headgate` in `cdk.json`.
public final class DeploymentFields {
    private static final Rule<String> NAME = matching("[a-z][a-z0-9-]{0,30}",
            "'%s' is no name: lower-case letters, digits and hyphens, at most 31.", "Write it like headgate.");
    private static final Rule<String> REGION = matching("[a-z]{2}(-[a-z]+)+-[0-9]",
            "'%s' is no Region.", "Write it like eu-central-1.");
    private static final Rule<String> DOMAIN_NAME = matching(
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}",
            "'%s' is no domain name.", "Write it like api.example.com, in lower case.");
    private static final Rule<String> EMAIL = matching("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "'%s' is no e-mail address.",
            "");
    private static final Set<Long> RETENTION_DAYS = Set.of(1L, 3L, 5L, 7L, 14L, 30L, 60L, 90L, 120L, 150L, 180L, 365L,
            400L, 545L, 731L, 1096L, 1827L, 2192L, 2557L, 2922L, 3288L, 3653L);
    /// WAF's bounds of a rate-based rule (AWS WAF developer guide, "Rate-based rule high-level settings").
    private static final long WAF_REQUESTS_MIN = 10;
    private static final long WAF_REQUESTS_MAX = 2_000_000_000;

    static final RecordSchema TABLE = RecordSchema.of(
            defaulted("name", FieldType.text(NAME), "headgate",
                    "What names of stacks, tables and functions begin with."),
            defaulted("config", FieldType.listOf(FieldType.text()), List.of("kong.yaml"),
                    "The Kong file, or several and folders of them, merged."),
            defaulted("api", FieldType.oneOf("http", "rest", "both"), "http",
                    "An HTTP API (cheaper), a REST API (WAF, X-Ray, Kong's error bodies), or both."),
            defaulted("regions", new FieldType.ListOf(FieldType.text(REGION), 1, false), List.of("us-east-1"),
                    "The Regions, the first of which describes the replicas of the others."),
            optional("domain", FieldType.group(RecordSchema.of(
                    required("name", FieldType.text(DOMAIN_NAME), "The name under which clients reach the gateway."),
                    required("hosted_zone_id", FieldType.text(matching("Z[A-Z0-9]{1,31}", "'%s' is no hosted zone id.",
                            "Write Route 53's id of the zone, like Z0123456789ABCDEFGHIJ.")),
                            "Route 53's id of the public hosted zone; nothing is looked up."),
                    required("hosted_zone_name", FieldType.text(DOMAIN_NAME), "The name of that zone."))),
                    "The custom domain; without it clients use API Gateway's own name.").refused(
                            "The CDK app makes no custom domains yet.", "Remove it, and add the domain by hand."),
            defaulted("memory_megabytes", FieldType.whole(128, 10_240), 1_024L,
                    "Memory of each function; processor time grows with it."),
            defaulted("architecture", FieldType.oneOf("arm64", "x86_64"), "arm64", "The functions' processors."),
            defaulted("snap_start", FieldType.flag(), true,
                    "Whether the functions' environments start from a snapshot."),
            optional("reserved_concurrency", FieldType.whole(1, 100_000),
                    "How many requests the router serves at once at the most; without it, what the account has."),
            optional("authorizer_reserved_concurrency", FieldType.whole(1, 100_000),
                    "The same for the authorizer, so that neither starves the other."),
            defaulted("provisioned_concurrency", FieldType.whole(0, 100_000), 0L,
                    "How many environments of the router are always there; not together with snap_start."),
            optional("waf", FieldType.group(RecordSchema.of(
                    defaulted("mode", FieldType.oneOf("block", "count"), "block",
                            "Whether requests that the managed rules find are refused or only counted."),
                    defaulted("requests_per_ip", FieldType.whole(WAF_REQUESTS_MIN, WAF_REQUESTS_MAX), 2_000L,
                            "How many requests of one address are admitted in five minutes."))),
                    "A web ACL before the REST API: managed rules and a limit for each address.").refused(
                            "The CDK app makes no REST APIs yet, and AWS WAF cannot stand before an HTTP API.",
                            "Remove it."),
            defaulted("requests_per_second", FieldType.whole(1, 100_000), 1_000L,
                    "What API Gateway admits in all, in each Region."),
            defaulted("burst", FieldType.whole(1, 100_000), 500L, "How far requests may run ahead of that."),
            defaulted("log_retention_days", FieldType.whole(1, 3_653), 30L, "How long logs are kept."),
            optional("alarm_email", FieldType.text(EMAIL), "Who is told of alarms.")
                    .refused("The CDK app makes no alarms yet.", "Remove it."),
            defaulted("removal", FieldType.oneOf("retain", "destroy"), "retain",
                    "Whether tables outlive the deletion of their stack."))
            .check(DeploymentFields::checkApi).check(DeploymentFields::checkRegions)
            .check(DeploymentFields::checkDomain)
            .check(DeploymentFields::checkConcurrency)
            .check(DeploymentFields::checkRetention);

    private static final SettingsReader READER = new SettingsReader(TABLE, Code.HG0601);
    private static final List<String> PATH = List.of("context", "headgate");

    private DeploymentFields() {}

    /// What came of reading the settings.
    ///
    /// @param settings absent when there is any error
    /// @param diagnostics everything found, in file order
    public record Reading(Optional<DeploymentSettings> settings, List<Diagnostic> diagnostics) {
        public Reading {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Reads `cdk.json`.
    ///
    /// @param fileName as locations are to name it
    public static Reading read(String fileName, byte[] content) {
        SettingsReader.Reading reading = READER.read(fileName, content, PATH);
        return new Reading(reading.values().map(DeploymentFields::settings), reading.diagnostics());
    }

    private static Rule<String> matching(String pattern, String message, String hint) {
        Pattern compiled = Pattern.compile(pattern);
        return new Rule<>(text -> compiled.matcher(text).matches(), message, hint);
    }

    private static void checkApi(Values values, Entity entity) {
        if (!values.text("api").equals("http")) {
            entity.report(Code.HG0601, values.location("api"), "api",
                    values.text("api") + ": the CDK app makes no REST APIs yet.", "Write \"api\": \"http\".");
        }
    }

    private static void checkRegions(Values values, Entity entity) {
        List<String> regions = values.texts("regions");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < regions.size(); i++) {
            if (!seen.add(regions.get(i))) {
                entity.report(Code.HG0601, values.location("regions[" + i + "]"), "regions[" + i + "]",
                        regions.get(i) + ": the Region is there twice.", "Remove one.");
            }
        }
        if (regions.size() > 1 && values.group("domain").isEmpty()) {
            entity.report(Code.HG0601, values.location("regions"), "regions",
                    "several Regions have one name for clients only with a custom domain.",
                    "Write domain, or one Region.");
        }
    }

    private static void checkDomain(Values values, Entity entity) {
        values.group("domain").ifPresent(domain -> {
            String name = domain.text("name");
            String zone = domain.text("hosted_zone_name");
            if (!name.equals(zone) && !name.endsWith("." + zone)) {
                entity.report(Code.HG0601, domain.location("name"), "domain.name",
                        name + ": it does not stand in the zone " + zone + ".",
                        "Write a name that ends in ." + zone + ".");
            }
        });
    }

    private static void checkConcurrency(Values values, Entity entity) {
        if (values.whole("provisioned_concurrency") > 0 && values.flag("snap_start")) {
            entity.report(Code.HG0601, values.location("provisioned_concurrency"), "provisioned_concurrency",
                    "Lambda has no provisioned concurrency for functions with SnapStart.",
                    "Write \"snap_start\": false, or remove provisioned_concurrency.");
        }
    }

    private static void checkRetention(Values values, Entity entity) {
        if (!RETENTION_DAYS.contains(values.whole("log_retention_days"))) {
            entity.report(Code.HG0601, values.location("log_retention_days"), "log_retention_days",
                    values.whole("log_retention_days") + ": CloudWatch Logs does not offer this.",
                    "Write one of: " + String.join(", ", RETENTION_DAYS.stream().sorted().map(String::valueOf).toList())
                            + ".");
        }
    }

    private static DeploymentSettings settings(Values values) {
        return new DeploymentSettings(values.text("name"), values.texts("config"),
                Api.valueOf(values.text("api").toUpperCase(Locale.ROOT)), values.texts("regions"),
                values.group("domain").map(domain -> new Domain(domain.text("name"), domain.text("hosted_zone_id"),
                        domain.text("hosted_zone_name"))),
                new Functions(values.integer("memory_megabytes"), values.text("architecture").equals("arm64"),
                        values.flag("snap_start"), values.optionalWhole("reserved_concurrency").map(Math::toIntExact),
                        values.optionalWhole("authorizer_reserved_concurrency").map(Math::toIntExact),
                        values.integer("provisioned_concurrency")),
                values.group("waf").map(waf -> new Waf(waf.text("mode").equals("block"),
                        waf.integer("requests_per_ip"))),
                new Throttle(values.integer("requests_per_second"), values.integer("burst")),
                values.integer("log_retention_days"), values.text("alarm_email"),
                values.text("removal").equals("retain"));
    }
}
