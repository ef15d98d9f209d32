package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.SecretName;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The field table of vaults (kong/db/schema/entities/vaults.lua, kong/vaults/env; for aws
/// developer.konghq.com/gateway/entities/vault/aws).
final class VaultFields {
    /// Vaults of Kong's paid edition that Headgate lacks.
    static final Set<String> OTHER_VAULTS = Set.of("azure", "azure-certs", "conjur", "fs", "gcp", "hcv", "konnect");
    private static final Set<String> VAULTS = Set.of("aws", "env");
    private static final double TTL_MAX = 1e8;

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]*[a-z0-9]");
    private static final List<Rule<String>> PREFIX_RULES = List.of(
            new Rule<>(prefix -> PREFIX.matcher(prefix).matches(),
                    "invalid value: %s", "Write lower-case letters, digits and hyphens, at least two."),
            new Rule<>(prefix -> !VAULTS.contains(prefix) && !OTHER_VAULTS.contains(prefix),
                    "%s: must not be one of: aws, azure, azure-certs, conjur, env, fs, gcp, hcv, konnect.",
                    "Take a name of your own, such as my-env."));
    private static final Pattern VARIABLE_PREFIX = Pattern.compile("[A-Za-z_-][A-Za-z0-9_-]*");
    private static final Pattern URL = Pattern.compile("https?://[^/?#\\s]+/?");
    private static final Rule<String> URL_RULE = new Rule<>(url -> URL.matcher(url).matches(),
            "%s: no http or https address.",
            "Write it like https://vpce-1.secretsmanager.eu-west-1.vpce.amazonaws.com.");
    private static final String ONCE = "Secrets are read when a function starts, so that a new environment has the new ones.";

    private static final RecordSchema CONFIG = RecordSchema.of(
            optional("prefix",
                    FieldType.text(new Rule<>(prefix -> VARIABLE_PREFIX.matcher(prefix).matches(),
                            "invalid value: %s", "Write a part of a variable's name.")),
                    "Of env: what stands before the names of environment variables."),
            defaulted("base64_decode", FieldType.flag(), false, "Whether the secrets are written in Base64."),
            optional("region", FieldType.text(), "Of aws: the Region; else the one in which Headgate runs."),
            optional("endpoint_url", FieldType.text(URL_RULE),
                    "Of aws: where the service is asked, for a VPC endpoint."),
            optional("assume_role_arn", FieldType.text(), "Of aws: a role that is assumed to read them."),
            optional("role_session_name", FieldType.text(), "Of aws: what its session is called; else KongVault."),
            optional("sts_endpoint_url", FieldType.text(URL_RULE), "Of aws: where that role is asked for."),
            ttl("ttl", "For how many seconds Kong keeps a secret."),
            ttl("neg_ttl", "For how many seconds Kong keeps that there is none."),
            ttl("resurrect_ttl", "For how many seconds Kong keeps one that cannot be read any more."));

    static final RecordSchema TABLE = CommonFields.table(
            required("prefix", FieldType.text(PREFIX_RULES), "What references name it by: {vault://prefix/…}."),
            required("name", FieldType.text(), "The kind of vault: env or aws."),
            optional("description", FieldType.text(), "For people; not read."),
            optional("config", FieldType.group(CONFIG), "Where its secrets are."))
            .check(VaultFields::checkName).check(VaultFields::checkConfig);

    private VaultFields() {}

    private static Field ttl(String name, String doc) {
        return optional(name, FieldType.decimal(0, TTL_MAX), "Of aws: " + doc).withoutEffect(ONCE);
    }

    private static void checkName(Values vault, Entity entity) {
        String name = vault.text("name");
        if (OTHER_VAULTS.contains(name)) {
            entity.report(Code.HG0205, vault.location("name"), "name",
                    name + ": Headgate reads the vaults env and aws.", "Put the secrets into AWS Secrets Manager.");
        } else if (!VAULTS.contains(name)) {
            entity.report(Code.HG0107, vault.location("name"), "name",
                    "vault '" + name + "' is not installed: expected one of: aws, env.", "Write env or aws.");
        }
    }

    private static void checkConfig(Values vault, Entity entity) {
        Map<String, List<String>> others = Map.of(
                "env", List.of("region", "endpoint_url", "assume_role_arn", "role_session_name", "sts_endpoint_url",
                        "ttl", "neg_ttl", "resurrect_ttl"),
                "aws", List.of("prefix"));
        String name = vault.text("name");
        vault.group("config").ifPresent(config -> others.getOrDefault(name, List.of()).stream()
                .filter(config::isWritten).forEach(field -> entity.report(Code.HG0104, config.location(field),
                        "config." + field, "unknown field.", "The vault " + name + " has no such setting.")));
    }

    /// Where the aws vault of this configuration is asked.
    static SecretName.Origin origin(Values config) {
        return new SecretName.Origin(config.text("region"), config.text("endpoint_url"),
                config.text("assume_role_arn"),
                config.has("role_session_name")
                        ? config.text("role_session_name")
                        : SecretName.Origin.ENVIRONMENT.roleSessionName(),
                config.text("sts_endpoint_url"));
    }
}
