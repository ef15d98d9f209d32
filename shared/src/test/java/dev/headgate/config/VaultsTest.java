package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.SecretName;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.plugin.StandardWebhooks;
import dev.headgate.vault.EnvironmentSecrets;
import dev.headgate.vault.Secrets;
import dev.headgate.vault.Secrets.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Vault references in files: what they stand for, and what is said of those that stand for nothing.
class VaultsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("WEBHOOK_KEY", "whsec_1", "WEBHOOK_KEY_PREVIOUS",
            "whsec_0", "MY_KEY", "whsec_2", "PG", "{\"key\":\"whsec_3\",\"port\":5432}", "ENCODED", "d2hzZWNfNA==");
    private static final String VAULTS = """
            _format_version: "3.0"
            vaults:
            - {name: env, prefix: mine, config: {prefix: my_}}
            - {name: env, prefix: encoded, config: {base64_decode: true}}
            - {name: aws, prefix: eu, config: {region: eu-west-1, endpoint_url: 'http://localhost:4566', assume_role_arn: 'arn:r'}}
            """;

    /// The secrets that AWS was asked for.
    private final List<SecretName> asked = new ArrayList<>();

    private Answer aws(SecretName name) {
        asked.add(name);
        return new Answer.Found("{\"key\":\"in aws\"}");
    }

    private Reading read(String text) {
        Secrets secrets = new EnvironmentSecrets(ENVIRONMENT, this::aws);
        return new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, secrets, ReadingOptions.DEFAULT)
                .read("kong.yaml",
                        VAULTS + text);
    }

    private static String plugin(String reference) {
        return "plugins: [{name: standard-webhooks, config: {secret_v1: '" + reference + "'}}]";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            reference                                 | secret          | where
            {vault://env/webhook-key}                 | whsec_1         | Variable[name=WEBHOOK_KEY]
            {vault://env/Webhook_key#2}               | whsec_0         | Variable[name=WEBHOOK_KEY_PREVIOUS]
            {vault://mine/key}                        | whsec_2         | Variable[name=MY_KEY]
            {vault://env/key?prefix=my-}              | whsec_2         | Variable[name=MY_KEY]
            {vault://env/pg/key}                      | whsec_3         | Variable[name=PG]
            {vault://encoded/encoded}                 | whsec_4         | Variable[name=ENCODED]
            {vault://aws/prod/db/key}                 | in aws          | ManagedSecret[origin=Origin[region=, endpoint=, roleArn=, roleSessionName=KongVault, stsEndpoint=], id=prod/db, stage=AWSCURRENT]
            {vault://eu/prod/key#2}                   | in aws          | ManagedSecret[origin=Origin[region=eu-west-1, endpoint=http://localhost:4566, roleArn=arn:r, roleSessionName=KongVault, stsEndpoint=], id=prod, stage=AWSPREVIOUS]
            {vault://aws/prod/?region=us-east-1}      | {"key":"in aws"} | ManagedSecret[origin=Origin[region=us-east-1, endpoint=, roleArn=, roleSessionName=KongVault, stsEndpoint=], id=prod, stage=AWSCURRENT]
            {vault://aws/ssm:/prod/db/key}            | {"key":"in aws"} | Parameter[origin=Origin[region=, endpoint=, roleArn=, roleSessionName=KongVault, stsEndpoint=], name=/prod/db/key]
            {vault://aws/ssm:key}                     | {"key":"in aws"} | Parameter[origin=Origin[region=, endpoint=, roleArn=, roleSessionName=KongVault, stsEndpoint=], name=key]
            {vault://eu/arn:aws:ssm:eu-west-1:123456789012:parameter/prod/key} | {"key":"in aws"} | Parameter[origin=Origin[region=eu-west-1, endpoint=http://localhost:4566, roleArn=arn:r, roleSessionName=KongVault, stsEndpoint=], name=arn:aws:ssm:eu-west-1:123456789012:parameter/prod/key]
            """)
    void a_reference_stands_for_a_secret(String reference, String secret, String where) {
        Reading reading = read(plugin(reference));
        assertThat(reading.diagnostics()).isEmpty();
        assertThat(reading.gateway().orElseThrow().plugins()).singleElement().satisfies(
                plugin -> assertThat(plugin.config()).isInstanceOfSatisfying(StandardWebhooks.class,
                        webhooks -> assertThat(webhooks.secret()).isEqualTo(secret)));
        assertThat(reading.gateway().orElseThrow().secrets().toString()).isEqualTo("[" + where + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            reference                       | finding
            {vault://env/other}             | HG0112 the environment variable OTHER is not set. Set it where Headgate runs: for functions, under variables in cdk.json.
            {vault://env/pg/user}           | HG0112 subfield user not found in JSON secret. A secret with members is a flat JSON object of texts.
            {vault://env/pg/port}           | HG0112 unexpected value in JSON secret for subfield port. A secret with members is a flat JSON object of texts.
            {vault://env/webhook-key/a}     | HG0112 unable to json decode value: the secret has no subfield a. A secret with members is a flat JSON object of texts. End the reference with a slash where the last part belongs to the secret's name.
            {vault://encoded/my-key}        | HG0112 the secret is not Base64, as base64_decode says. Give secrets in Base64 a vault of their own.
            {vault://my/key}                | HG0110 vault not found (my). Declare it in vaults with this prefix, or use env or aws.
            {vault://hcv/key}               | HG0205 hcv: Headgate reads the vaults env and aws. Put the secret into AWS Secrets Manager.
            {vault://env/key?region=x}      | HG0205 a reference overrides only prefix of env and region of aws. Declare a vault of its own with these settings.
            {vault://aws/ssm:/key#2}        | HG0205 parameters have no earlier version here. Remove #2.
            {vault://env}                   | HG0105 reference url is missing path. Write it like {vault://env/api-key} or {vault://aws/orders/password}.
            """)
    void a_reference_that_stands_for_nothing_is_an_error(String reference, String finding) {
        assertThat(read(plugin(reference)).diagnostics())
                .extracting(found -> found.code() + " " + found.message() + " " + found.hint())
                .containsExactly(finding);
    }

    @Test
    void a_secret_is_looked_up_once() {
        Reading reading = read("plugins: [{name: openid-connect, config: {issuer: 'https://a.test', auth_methods: "
                + "[bearer], issuers_allowed: ['{vault://aws/a/key}', '{vault://aws/a/key}', '{vault://aws/a/}']}}]");
        assertThat(reading.gateway()).isPresent();
        assertThat(asked).hasSize(1);
    }

    @Test
    void no_message_quotes_a_secret() {
        Reading reading = read("plugins: [{name: openid-connect, config: {auth_methods: [bearer], "
                + "issuer: '{vault://env/my-key}', extra_jwks_uris: ['{vault://env/webhook-key}']}}]");
        assertThat(reading.diagnostics()).isNotEmpty();
        assertThat(reading.diagnostics().stream().map(Diagnostic::toString).collect(Collectors.joining()))
                .doesNotContain("whsec").contains("***");
    }

    @Test
    void where_nothing_is_looked_up_references_are_checked_all_the_same() {
        KongReader reader = new KongReader(InstantSource.fixed(Instant.EPOCH));
        Reading sound = reader.read("kong.yaml", VAULTS + plugin("{vault://env/other}"));
        assertThat(sound.diagnostics()).isEmpty();
        assertThat(sound.gateway().orElseThrow().secrets()).containsExactly(new SecretName.Variable("OTHER"));
        assertThat(reader.read("kong.yaml", VAULTS + plugin("{vault://my/key}")).diagnostics())
                .extracting(Diagnostic::code).containsExactly(Code.HG0110);
        assertThat(reader.read("kong.yaml", VAULTS + "plugins: [{name: openid-connect, config: {auth_methods: [bearer],"
                + " issuer: '{vault://env/other}'}}]").gateway()).isPresent();
    }

    @Test
    void a_field_without_effect_needs_no_secret() {
        Reading reading = read("plugins: [{name: rate-limiting, config: {minute: 5, policy: redis, redis: "
                + "{host: a, password: '{vault://env/other}'}}}]");
        assertThat(reading.gateway()).isPresent();
        assertThat(reading.gateway().orElseThrow().secrets()).isEmpty();
        assertThat(reading.diagnostics()).extracting(Diagnostic::code).contains(Code.HG0305)
                .doesNotContain(Code.HG0112, Code.HG0311);
    }
}
