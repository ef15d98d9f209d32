package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.config.ReadingOptions;
import dev.headgate.config.Settings;
import dev.headgate.plugin.OpenIdConnect;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class IdentityStackTest {
    private static final String PREFIX = "\"cognito\": {\"domain_prefix\": \"shop\"";
    private static final String ALL = PREFIX + """
            , "scopes": {"orders.write": "Make orders", "orders.read": "See orders"},
            "callback_urls": ["https://shop.example.com/in"], "logout_urls": ["https://shop.example.com/"]}
            """;
    private static final String REGIONS = "\"regions\": [\"eu-central-1\", \"us-east-1\", \"ap-southeast-2\"], "
            + "\"domain\": {\"name\": \"api.example.com\", \"hosted_zone_id\": \"Z0123456789ABCDEFGHIJ\", "
            + "\"hosted_zone_name\": \"example.com\"}, ";
    private static final String FRANKFURT = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";
    private static final String VIRGINIA = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_JkLmNoPqR";

    @TempDir
    private Path folder;

    private static DeploymentFields.Reading read(String settings) {
        return DeploymentFields.read("cdk.json",
                ("{\"context\": {\"headgate\": {" + settings + "}}}").getBytes(StandardCharsets.UTF_8));
    }

    private static String twoPools(String more) {
        return REGIONS + PREFIX + ", \"regions\": [\"eu-central-1\", \"us-east-1\"], \"scopes\": {\"read\": \"See\"}"
                + more + "}";
    }

    private static Map<?, ?> variables(Template template) {
        Map<?, ?> function = (Map<?, ?>) template.findResources("AWS::Lambda::Function",
                Match.objectLike(Map.of("Properties", Map.of("FunctionName", "headgate-router")))).values().iterator()
                .next().get("Properties");
        return (Map<?, ?>) ((Map<?, ?>) function.get("Environment")).get("Variables");
    }

    @Test
    void a_pool_has_clients_for_machines_and_users() throws IOException {
        DeploymentKit kit = DeploymentKit.in(folder);
        App app = kit.app(ALL, Settings.Auth.EDGE, "");
        Map<String, Template> templates = DeploymentKit.templates(app);
        Template identity = templates.get("headgate-identity-us-east-1");
        identity.hasResource("AWS::Cognito::UserPool", Map.of("DeletionPolicy", "Retain", "UpdateReplacePolicy",
                "Retain", "Properties",
                Match.objectLike(Map.of("DeletionProtection", "ACTIVE", "UserPoolTier", "ESSENTIALS",
                        "UsernameAttributes", List.of("email"), "AutoVerifiedAttributes", List.of("email"),
                        "UsernameConfiguration", Map.of("CaseSensitive", false), "MfaConfiguration", "OPTIONAL",
                        "EnabledMfas", List.of("SOFTWARE_TOKEN_MFA"), "AdminCreateUserConfig",
                        Map.of("AllowAdminCreateUserOnly", true)))));
        identity.hasResourceProperties("AWS::Cognito::UserPool", Map.of("AccountRecoverySetting",
                Map.of("RecoveryMechanisms", List.of(Map.of("Name", "verified_email", "Priority", 1))), "Policies",
                Map.of("PasswordPolicy", Map.of("MinimumLength", 12, "RequireLowercase", true, "RequireUppercase",
                        true, "RequireNumbers", true, "RequireSymbols", true, "TemporaryPasswordValidityDays", 3))));
        identity.hasResourceProperties("AWS::Cognito::UserPoolDomain", Map.of("Domain", "shop-us-east-1",
                "ManagedLoginVersion", 2));
        identity.hasResourceProperties("AWS::Cognito::UserPoolResourceServer", Map.of("Identifier", "api", "Scopes",
                List.of(Map.of("ScopeName", "orders.read", "ScopeDescription", "See orders"),
                        Map.of("ScopeName", "orders.write", "ScopeDescription", "Make orders"))));
        identity.hasResourceProperties("AWS::Cognito::UserPoolClient", Map.of("ClientName", "headgate-machines",
                "GenerateSecret", true, "AllowedOAuthFlows", List.of("client_credentials"), "AccessTokenValidity", 60,
                "PreventUserExistenceErrors", "ENABLED", "EnableTokenRevocation", true, "ExplicitAuthFlows",
                List.of("ALLOW_REFRESH_TOKEN_AUTH"), "AllowedOAuthScopes",
                List.of(Match.anyValue(), Match.anyValue())));
        identity.hasResourceProperties("AWS::Cognito::UserPoolClient", Map.of("ClientName", "headgate-web",
                "GenerateSecret", false, "AllowedOAuthFlows", List.of("code"), "CallbackURLs",
                List.of("https://shop.example.com/in"), "LogoutURLs", List.of("https://shop.example.com/"),
                "AllowedOAuthScopes",
                List.of("openid", "email", "profile", Match.anyValue(), Match.anyValue()),
                "RefreshTokenValidity", 43_200));
        identity.resourceCountIs("AWS::Cognito::ManagedLoginBranding", 1);
        identity.hasOutput("TokenEndpoint",
                Map.of("Value", "https://shop-us-east-1.auth.us-east-1.amazoncognito.com/oauth2/token"));
        assertThat(identity.findOutputs("*").keySet()).containsExactlyInAnyOrder("Issuer", "JwksUrl", "TokenEndpoint",
                "ClientId", "WebClientId");
        assertThat(identity.toJSON().toString()).doesNotContain("ClientSecret");
        for (String name : List.of("ISSUER", "CLIENT_ID", "WEB_CLIENT_ID")) {
            identity.hasResourceProperties("AWS::SSM::Parameter",
                    Map.of("Name", "/headgate/DECK_COGNITO_" + name, "Type", "String"));
        }
        Map<?, ?> variables = variables(templates.get("headgate-us-east-1"));
        assertThat(variables.get("DECK_COGNITO_ISSUER"))
                .isEqualTo("{{resolve:ssm:/headgate/DECK_COGNITO_ISSUER}}");
        assertThat(variables.get("DECK_COGNITO_JWKS"))
                .isEqualTo("{{resolve:ssm:/headgate/DECK_COGNITO_ISSUER}}/.well-known/jwks.json");
        assertThat(variables.get("DECK_COGNITO_CLIENT_ID"))
                .isEqualTo("{{resolve:ssm:/headgate/DECK_COGNITO_CLIENT_ID}}");
        assertThat(variables.get("DECK_COGNITO_WEB_CLIENT_ID"))
                .isEqualTo("{{resolve:ssm:/headgate/DECK_COGNITO_WEB_CLIENT_ID}}");
        assertThat(((Stack) app.getNode().findChild("headgate-us-east-1")).getDependencies())
                .extracting(Stack::getStackName).contains("headgate-identity-us-east-1");
        assertThat(Nag.suppressed(kit.app(ALL, Settings.Auth.EDGE, ""))).containsExactly("AwsSolutions-COG2",
                "AwsSolutions-COG3", "AwsSolutions-IAM5", "Serverless-LambdaDLQ");
    }

    @Test
    void what_is_not_asked_for_is_not_there() throws IOException {
        Template identity = DeploymentKit.templates(DeploymentKit.in(folder).app("\"removal\": \"destroy\", " + PREFIX
                + ", \"mfa\": \"required\", \"self_sign_up\": true, \"scopes\": {\"read\": \"See\"}, "
                + "\"token_minutes\": 5}", Settings.Auth.STRICT, "")).get("headgate-identity-us-east-1");
        identity.resourceCountIs("AWS::Cognito::UserPoolClient", 1);
        identity.resourceCountIs("AWS::Cognito::ManagedLoginBranding", 0);
        identity.hasResource("AWS::Cognito::UserPool", Map.of("DeletionPolicy", "Delete", "Properties",
                Match.objectLike(Map.of("MfaConfiguration", "ON", "DeletionProtection", "INACTIVE",
                        "AdminCreateUserConfig", Map.of("AllowAdminCreateUserOnly", false)))));
        identity.hasResourceProperties("AWS::Cognito::UserPoolClient", Map.of("AccessTokenValidity", 5));
        assertThat(identity.findOutputs("*").keySet()).doesNotContain("WebClientId");
    }

    @Test
    void without_issuers_only_pools_and_tables_are_made_in_several_Regions() throws IOException {
        assertThat(DeploymentKit.templates(DeploymentKit.in(folder).app(twoPools(""), Settings.Auth.EDGE, "")))
                .containsOnlyKeys("headgate-data-eu-central-1", "headgate-data-us-east-1",
                        "headgate-data-ap-southeast-2", "headgate-identity-eu-central-1",
                        "headgate-identity-us-east-1");
    }

    @Test
    void with_issuers_each_Region_trusts_its_own_pool_first() throws IOException {
        Map<String, Template> templates = DeploymentKit.templates(DeploymentKit.in(folder).app(
                twoPools(", \"issuers\": [\"" + FRANKFURT + "\", \"" + VIRGINIA + "\"]"), Settings.Auth.EDGE, ""));
        List<String> issuers = new ArrayList<>();
        for (String region : List.of("eu-central-1", "us-east-1", "ap-southeast-2")) {
            Template gateway = templates.get("headgate-" + region);
            Map<?, ?> variables = variables(gateway);
            issuers.add(variables.get("DECK_COGNITO_ISSUER") + " " + variables.get("DECK_COGNITO_JWKS_2"));
            assertThat(gateway.toJSON().toString()).doesNotContain("resolve:ssm", "Fn::ImportValue");
        }
        assertThat(issuers).containsExactly(FRANKFURT + " " + VIRGINIA + "/.well-known/jwks.json",
                VIRGINIA + " " + FRANKFURT + "/.well-known/jwks.json",
                FRANKFURT + " " + VIRGINIA + "/.well-known/jwks.json");
    }

    @Test
    void the_way_to_several_Regions_is_told() throws IOException {
        Files.writeString(folder.resolve("cdk.json"), "{\"context\": {\"headgate\": {" + twoPools("") + "}}}");
        Files.writeString(folder.resolve("kong.yaml"), snippets().get(1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path libraries = Files.createDirectory(folder.resolve("lib"));
        CdkApp app = new CdkApp(folder.resolve("cdk.json"), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(app.read(Files.createDirectory(folder.resolve("package")), libraries)).isPresent();
        assertThat(out.toString(StandardCharsets.UTF_8).replace(folder + "/", "")).matches("cdk\\.json:1:\\d+ note "
                + "HG0602 cognito: the gateway's stacks are left out, since its functions have to be told the issuers "
                + "of all pools\\. Deploy, and write each identity stack's output Issuer into cognito\\.issuers; then "
                + "deploy again\\.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # more than the prefix  | what is said of cognito
                    ``                      | scopes: without scopes there is no client for machines, and without callback_urls none for users: nobody gets a token. Write scopes, callback_urls, or both.
                    , "scopes": {"a": "A"}, "regions": ["eu-west-1"] | regions[0]: eu-west-1: a pool in a Region without the gateway. Name Regions of the deployment.
                    , "scopes": {"a": "A"}, "logout_urls": ["https://a.example"] | logout_urls: without callback_urls nobody signs in. Write callback_urls.
                    , "scopes": {"a/b": "A"} | scopes.a/b: 'a/b' has a blank, a slash, a quotation mark or a backslash in it, or more than 256 characters.
                    , "scopes": {"a": "A"}, "issuers": ["https://login.example.com"] | issuers[0]: 'https://login.example.com' is no issuer of Cognito. Write it like https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI.
                    , "scopes": {"a": "A"}, "issuers": ["https://cognito-idp.us-east-1.amazonaws.com/us-east-1_A"] | issuers: with one Region the stacks know the issuer. Remove it.
                    , "callback_urls": ["http://shop.example.com"] | callback_urls[0]: 'http://shop.example.com' is no address to which users may be sent. Write an https address without a fragment, or one of http://localhost.
                    , "scopes": {"a": "A"}, "resource_server": "a b" | resource_server: 'a b' has a blank, a quotation mark or a backslash in it, or more than 256 characters.
                    , "scopes": {"a": "A"}, "domain_prefix": "my-aws" | domain_prefix: 'my-aws': Cognito keeps names with aws, amazon or cognito in them for itself.
                    """)
    void pools_that_cannot_be_are_refused(String more, String said) {
        String settings = (PREFIX + more + "}").replaceFirst("\"domain_prefix\": \"shop\"(.*), (\"domain_prefix.*)",
                "$2$1").replaceFirst("(\"domain_prefix\": \"[a-z-]*\")}(.*)", "$1$2}");
        assertThat(read(settings).diagnostics()).singleElement().asString().endsWith(" HG0601 cognito." + said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eu-central-1_A          | cognito.issuers: us-east-1: the issuer of the pool there is not among them. Write what the identity stacks put out as Issuer.
            eu-central-1_A,us-east-1_A,eu-central-1_B | cognito.issuers[2]: https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_B: a second issuer of this Region. Keep one for each pool.
            eu-central-1_A,us-east-1_A,eu-west-1_B | cognito.issuers[2]: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_B: there is no pool in its Region. Write what the identity stacks put out as Issuer.
            """)
    void each_pool_has_one_issuer(String ids, String said) {
        List<String> issuers = new ArrayList<>();
        for (String id : ids.split(",")) {
            issuers.add("\"https://cognito-idp." + id.substring(0, id.indexOf('_')) + ".amazonaws.com/" + id + "\"");
        }
        assertThat(read(twoPools(", \"issuers\": [" + String.join(", ", issuers) + "]")).diagnostics())
                .singleElement().asString().endsWith(" HG0601 " + said);
    }

    @Test
    void several_Regions_need_several_pools_and_their_own_names() {
        assertThat(read(REGIONS + PREFIX + ", \"scopes\": {\"a\": \"A\"}}").diagnostics()).singleElement().asString()
                .endsWith(
                        "cognito.regions: the gateway has 3 Regions, and tokens one issuer, in one of them: when that "
                                + "Region is lost, nobody can sign in. Name two Regions in cognito.regions, or use an issuer "
                                + "outside.");
        assertThat(read(ALL.strip() + ", \"variables\": {\"DECK_COGNITO_CLIENT_ID\": \"a\"}").diagnostics())
                .singleElement().asString().endsWith("variables.DECK_COGNITO_CLIENT_ID: a variable that cognito sets. "
                        + "Remove it, or cognito.");
        assertThat(read(twoPools("") + ", \"variables\": {\"DECK_COGNITO_CLIENT_ID\": \"a\"}").diagnostics())
                .isEmpty();
    }

    @Test
    void the_page_s_Kong_files_are_read_with_the_variables_of_its_pools() throws IOException {
        List<String> snippets = snippets();
        assertThat(snippets).hasSize(3);
        assertThat(openIdConnect(snippets.get(0), ALL).provider().discovery()).hasToString(
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_000000000/.well-known/openid-configuration");
        OpenIdConnect two = openIdConnect(snippets.get(1),
                twoPools(", \"issuers\": [\"" + VIRGINIA + "\", \"" + FRANKFURT + "\"]"));
        assertThat(two.issuersAllowed()).containsExactly(FRANKFURT, VIRGINIA);
        assertThat(two.provider().extraKeySets()).extracting(Object::toString)
                .containsExactly(VIRGINIA + "/.well-known/jwks.json");
        assertThat(openIdConnect(snippets.get(2), "").required()).hasSize(2);
    }

    private static OpenIdConnect openIdConnect(String kong, String settings) {
        DeploymentSettings read = read(settings).settings().orElseThrow();
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN, Secrets.NOT_LOOKED_UP,
                new ReadingOptions(FunctionVariables.forReading(read), ReadingOptions.Placeholders.LITERAL, List.of()))
                .read("kong.yaml", kong);
        assertThat(reading.diagnostics()).isEmpty();
        return (OpenIdConnect) reading.gateway().orElseThrow().plugins().getFirst().config();
    }

    private static List<String> snippets() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("headgate.root"), "docs/identity.md"));
        Matcher matcher = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
