package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.event.GatewayResponses;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class RestApiTest {
    @TempDir
    private Path folder;

    private DeploymentKit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = DeploymentKit.in(folder);
    }

    private Template template(String settings, Settings.Auth auth, String kong) {
        return DeploymentKit.templates(kit.app(settings, auth, kong)).get("headgate-us-east-1");
    }

    @Test
    void every_request_goes_to_the_authorizer_and_the_router() {
        Template template = template("\"api\": \"rest\", \"requests_per_second\": 70, \"burst\": 30",
                Settings.Auth.EDGE, "");
        template.resourceCountIs("AWS::ApiGatewayV2::Api", 0);
        template.hasResourceProperties("AWS::ApiGateway::RestApi", Map.of("Name", "headgate-rest",
                "BinaryMediaTypes", List.of("*/*"), "DisableExecuteApiEndpoint", false,
                "EndpointConfiguration", Map.of("Types", List.of("REGIONAL"), "IpAddressType", "dualstack"),
                "MinimumCompressionSize", Match.absent(), "Policy", Match.absent()));
        template.resourcePropertiesCountIs("AWS::ApiGateway::Method", Map.of("HttpMethod", "ANY",
                "AuthorizationType", "CUSTOM", "Integration", Match.objectLike(Map.of("Type", "AWS_PROXY"))), 2);
        template.hasResourceProperties("AWS::ApiGateway::Authorizer", Map.of("Type", "REQUEST",
                "AuthorizerResultTtlInSeconds", 0, "IdentitySource", Match.absent()));
        template.hasResourceProperties("AWS::ApiGateway::Stage", Map.of("StageName", "live", "TracingEnabled", true,
                "MethodSettings", List.of(Map.of("HttpMethod", "*", "ResourcePath", "/*", "LoggingLevel", "ERROR",
                        "DataTraceEnabled", false, "MetricsEnabled", true, "ThrottlingRateLimit", 70,
                        "ThrottlingBurstLimit", 30)),
                "CacheClusterEnabled", Match.absent()));
        template.resourceCountIs("AWS::WAFv2::WebACL", 0);
        assertThat(DeploymentKit.plain(template.findOutputs("RestApiUrl").get("RestApiUrl").get("Value")))
                .matches("https://\\w+\\.execute-api\\.us-east-1\\.AWS::URLSuffix/\\w+/");
        assertThat(template.findOutputs("*")).containsOnlyKeys("RestApiUrl");
    }

    /// Neither another API nor another stage may invoke the functions.
    @Test
    void functions_are_invoked_by_this_API_only() {
        Template template = template("\"api\": \"rest\"", Settings.Auth.EDGE, "");
        List<String> sources = template.findResources("AWS::Lambda::Permission").values().stream()
                .map(permission -> DeploymentKit.plain(((Map<?, ?>) permission.get("Properties")).get("SourceArn"))
                        .replaceAll("Rest(Api|Authorizer)\\w*?([0-9A-F]{8})", "<$1>"))
                .sorted().toList();
        assertThat(sources).containsExactly(
                "arn:AWS::Partition:execute-api:us-east-1:AWS::AccountId:<Api>/<Api>/*/",
                "arn:AWS::Partition:execute-api:us-east-1:AWS::AccountId:<Api>/<Api>/*/*",
                "arn:AWS::Partition:execute-api:us-east-1:AWS::AccountId:<Api>/authorizers/<Authorizer>");
    }

    @Test
    void what_the_API_answers_itself_is_Kongs() {
        Template template = template("\"api\": \"rest\"", Settings.Auth.EDGE, "");
        template.resourceCountIs("AWS::ApiGateway::GatewayResponse", GatewayResponses.configured().size());
        template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", Map.of("ResponseType", "ACCESS_DENIED",
                "StatusCode", "401", "ResponseParameters",
                Map.of("gatewayresponse.header.WWW-Authenticate", "context.authorizer.wwwAuthenticate",
                        "gatewayresponse.header.X-Kong-Request-Id", "context.requestId"),
                "ResponseTemplates", Map.of("application/json", "$context.authorizer.body")));
        template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", Map.of("ResponseType",
                "MISSING_AUTHENTICATION_TOKEN", "StatusCode", "404"));
        template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", Map.of("ResponseType", "DEFAULT_5XX",
                "StatusCode", Match.absent()));
    }

    @Test
    void logs_are_kept_as_long_as_the_settings_say() {
        Template template = template("\"api\": \"rest\", \"log_retention_days\": 7", Settings.Auth.STRICT, "");
        template.hasResourceProperties("AWS::Logs::LogGroup", Map.of("LogGroupName", "/aws/apigateway/headgate-rest",
                "RetentionInDays", 7));
        template.hasResourceProperties("AWS::Logs::LogGroup", Map.of("LogGroupName", Map.of("Fn::Join", List.of("",
                List.of("API-Gateway-Execution-Logs_", Match.anyValue(), "/live"))), "RetentionInDays", 7));
        template.hasResource("AWS::ApiGateway::Account", Map.of("DeletionPolicy", "Retain"));
        template.hasResource("AWS::IAM::Role", Map.of("DeletionPolicy", "Retain", "Properties",
                Match.objectLike(Map.of("AssumeRolePolicyDocument", Match.objectLike(Map.of("Statement",
                        List.of(Match.objectLike(Map.of("Principal",
                                Map.of("Service", "apigateway.amazonaws.com"))))))))));
        Object format = ((Map<?, ?>) ((Map<?, ?>) template.findResources("AWS::ApiGateway::Stage").values().iterator()
                .next().get("Properties")).get("AccessLogSetting")).get("Format");
        assertThat(format.toString()).startsWith("{\"requestId\":\"$context.requestId\",").endsWith("}");
    }

    @Test
    void strict_authentication_has_no_authorizer() {
        Template template = template("\"api\": \"both\"", Settings.Auth.STRICT, "");
        template.resourceCountIs("AWS::ApiGatewayV2::Api", 1);
        template.resourceCountIs("AWS::ApiGateway::RestApi", 1);
        template.resourceCountIs("AWS::ApiGateway::Authorizer", 0);
        template.allResourcesProperties("AWS::ApiGateway::Method", Map.of("AuthorizationType", "NONE"));
        assertThat(template.findOutputs("*")).containsOnlyKeys("HttpApiUrl", "RestApiUrl");
    }

    @Test
    void the_web_ACL_stands_before_the_stage() {
        Template template = template("\"api\": \"rest\", \"waf\": {\"common\": \"count\"}", Settings.Auth.EDGE, "");
        template.hasResourceProperties("AWS::WAFv2::WebACL", Map.of("Name", "headgate-rest", "Scope", "REGIONAL"));
        Map<?, ?> association = (Map<?, ?>) template.findResources("AWS::WAFv2::WebACLAssociation").values().iterator()
                .next().get("Properties");
        assertThat(DeploymentKit.plain(association.get("ResourceArn")))
                .matches("arn:AWS::Partition:apigateway:us-east-1::/restapis/RestApi\\w+/stages/RestApi\\w+");
    }

    @Test
    void the_cache_knows_requests_by_what_the_settings_name() {
        Template template = template("\"api\": \"rest\", \"stage_cache\": {\"gigabytes\": \"1.6\", \"seconds\": 60, "
                + "\"query\": [\"page\"], \"headers\": [\"Accept\"]}", Settings.Auth.EDGE, "");
        List<String> key = List.of("method.request.path.proxy", "method.request.querystring.page",
                "method.request.header.Accept");
        template.hasResourceProperties("AWS::ApiGateway::Method", Map.of("HttpMethod", "GET", "AuthorizationType",
                "CUSTOM", "RequestParameters",
                Map.of(key.get(0), true, key.get(1), false, key.get(2), false),
                "Integration", Match.objectLike(Map.of("CacheKeyParameters", key))));
        template.resourcePropertiesCountIs("AWS::ApiGateway::Method", Map.of("HttpMethod", "ANY", "Integration",
                Match.objectLike(Map.of("CacheKeyParameters", Match.absent()))), 2);
        template.hasResourceProperties("AWS::ApiGateway::Stage", Map.of("CacheClusterEnabled", true,
                "CacheClusterSize", "1.6", "MethodSettings", Match.arrayWith(List.of(
                        Match.objectLike(Map.of("HttpMethod", "*", "ResourcePath", "/*", "CachingEnabled",
                                Match.absent())),
                        Match.objectLike(Map.of("HttpMethod", "GET", "ResourcePath", "/~1{proxy+}", "CachingEnabled",
                                true, "CacheTtlInSeconds", 60, "CacheDataEncrypted", true, "LoggingLevel", "ERROR",
                                "MetricsEnabled", true, "ThrottlingRateLimit", 1_000))))));
    }

    @Test
    void a_resource_policy_refuses_as_the_plugin_would() {
        Template template = template("\"api\": \"rest\", \"resource_policy\": true", Settings.Auth.STRICT,
                "plugins: [{name: ip-restriction, config: {allow: [10.0.0.0/8, '2001:db8::/32'], deny: [10.1.1.1]}}]\n");
        template.hasResourceProperties("AWS::ApiGateway::RestApi", Map.of("Policy", Map.of("Version", "2012-10-17",
                "Statement", List.of(Map.of("Effect", "Allow", "Principal", Map.of("AWS", "*"), "Action",
                        "execute-api:Invoke", "Resource", "execute-api:/live/*", "Condition",
                        Map.of("IpAddress", Map.of("aws:SourceIp", List.of("10.0.0.0/8", "2001:db8:0:0:0:0:0:0/32")),
                                "NotIpAddress", Map.of("aws:SourceIp", List.of("10.1.1.1/32"))))))));
        template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", Map.of("ResponseType", "ACCESS_DENIED",
                "StatusCode", "403", "ResponseTemplates", Map.of("application/json", """
                        {
                          "message":"IP address not allowed: $context.identity.sourceIp",
                          "request_id":"$context.requestId"
                        }""")));
    }

    @Test
    void native_keys_have_the_policy_that_the_plan_says() {
        Template template = template("\"api\": \"rest\"", DeploymentKit.headgate(Settings.Auth.STRICT,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED)), """
                        services: [{name: s, url: 'https://one.example.com', routes: [{name: r, paths: [/]}]}]
                        plugins: [{name: ip-restriction, config: {deny: [10.1.1.1], status: 404, message: gone}}]
                        """);
        template.resourcePropertiesCountIs("AWS::ApiGateway::Method", Map.of("HttpMethod", "ANY", "Integration",
                Match.objectLike(Map.of("Type", "HTTP_PROXY"))), 2);
        template.hasResourceProperties("AWS::ApiGateway::RestApi", Map.of("Policy", Match.objectLike(Map.of("Statement",
                List.of(Match.objectLike(Map.of("Resource", "execute-api:/live/*", "Condition",
                        Map.of("NotIpAddress", Map.of("aws:SourceIp", List.of("10.1.1.1/32"))))))))));
        template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", Map.of("ResponseType", "ACCESS_DENIED",
                "StatusCode", "404", "ResponseTemplates", Map.of("application/json",
                        Match.stringLikeRegexp("\"message\":\"gone\""))));
    }

    @Test
    void a_custom_domain_leads_to_the_stage() {
        String domain = "\"domain\": {\"name\": \"api.shop.example\", \"hosted_zone_id\": \"Z0123456789\", "
                + "\"hosted_zone_name\": \"shop.example\"%s}";
        Template rest = template("\"api\": \"rest\", \"resource_policy\": true, " + domain.formatted(""),
                Settings.Auth.STRICT, "plugins: [{name: ip-restriction, config: {deny: [10.0.0.1]}}]\n");
        rest.hasResourceProperties("AWS::ApiGateway::RestApi", Map.of("DisableExecuteApiEndpoint", true, "Policy",
                Match.objectLike(Map.of("Statement", Match.arrayWith(List.of(Map.of("Effect", "Allow", "Principal",
                        Map.of("AWS", "*"), "Action", "execute-api:Invoke", "Resource",
                        "execute-api:/live/GET/ready")))))));
        rest.hasResourceProperties("AWS::ApiGatewayV2::ApiMapping", Map.of("ApiId",
                Map.of("Ref", Match.stringLikeRegexp("RestApi.*")), "Stage",
                Map.of("Ref", Match.stringLikeRegexp("RestApi.*Stagelive.*")), "ApiMappingKey", Match.absent()));
        assertThat(rest.findOutputs("RestApiUrl").get("RestApiUrl")).containsEntry("Value",
                "https://api.shop.example");

        Template both = template("\"api\": \"both\", "
                + domain.formatted(", \"rest_name\": \"rest.shop.example\""), Settings.Auth.EDGE, "");
        both.hasResourceProperties("AWS::ApiGatewayV2::DomainName", Map.of("DomainName", "api.shop.example"));
        both.hasResourceProperties("AWS::ApiGatewayV2::DomainName", Map.of("DomainName", "rest.shop.example"));
        assertThat(both.findOutputs("RestApiUrl").get("RestApiUrl")).containsEntry("Value",
                "https://rest.shop.example");
    }

    /// A stage goes on serving its deployment until there is a new one.
    @Test
    void a_change_of_the_API_makes_a_new_deployment() {
        String settings = "\"api\": \"rest\", \"resource_policy\": true";
        String kong = "plugins: [{name: ip-restriction, config: {deny: [10.0.0.1], message: %s}}]\n";
        String first = deployment(template(settings, Settings.Auth.STRICT, kong.formatted("Go")));
        assertThat(deployment(template(settings, Settings.Auth.STRICT, kong.formatted("Go")))).isEqualTo(first);
        assertThat(deployment(template(settings, Settings.Auth.STRICT, kong.formatted("Stop")))).isNotEqualTo(first);
        assertThat(deployment(template(settings, Settings.Auth.STRICT,
                kong.formatted("Go").replace("10.0.0.1", "10.0.0.2")))).isNotEqualTo(first);
    }

    @Test
    void a_change_of_the_plan_makes_a_new_deployment() {
        String kong = "services: [{name: s, url: 'https://%s.example.com', routes: [{name: r, paths: ['~/a$']}]}]\n";
        Settings balanced = DeploymentKit.headgate(Settings.Auth.EDGE,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED));
        String settings = "\"api\": \"rest\"";
        String first = deployment(template(settings, balanced, kong.formatted("one")));
        assertThat(deployment(template(settings, balanced, kong.formatted("one")))).isEqualTo(first);
        assertThat(deployment(template(settings, balanced, kong.formatted("two")))).isNotEqualTo(first);
        assertThat(deployment(template(settings, Settings.Auth.EDGE, kong.formatted("one")))).isNotEqualTo(first);
    }

    @Test
    void nobody_is_asked_where_API_Gateway_serves_all() {
        String kong = "services: [{name: s, url: 'https://one.example.com', routes: [{name: r, paths: [/]}]}]\n";
        Template template = template("\"api\": \"rest\"", DeploymentKit.headgate(Settings.Auth.EDGE,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED)), kong);
        template.resourceCountIs("AWS::ApiGateway::Authorizer", 0);
        template.resourcePropertiesCountIs("AWS::ApiGateway::Method", Map.of("HttpMethod", "ANY", "Integration",
                Match.objectLike(Map.of("Type", "HTTP_PROXY"))), 2);
    }

    private Template template(String settings, Settings headgate, String kong) {
        return DeploymentKit.templates(kit.app(settings, headgate, kong)).get("headgate-us-east-1");
    }

    private static String deployment(Template template) {
        return template.findResources("AWS::ApiGateway::Deployment").keySet().iterator().next();
    }
}
