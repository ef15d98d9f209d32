package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class CloudFrontTest {
    private static final String ZONE = "\"hosted_zone_id\": \"Z0123456789\", \"hosted_zone_name\": \"shop.example\"";
    private static final String DOMAIN = "\"domain\": {\"name\": \"api.shop.example\", " + ZONE + "}";
    private static final String CLOUDFRONT = DOMAIN + ", \"cloudfront\": true";

    @TempDir
    private Path folder;

    private DeploymentKit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = DeploymentKit.in(folder);
    }

    private Map<String, Template> templates(String settings) {
        return DeploymentKit.templates(kit.app(settings, Settings.Auth.EDGE, ""));
    }

    private static Stream<String> names(Template template) {
        return template.findResources("AWS::Route53::RecordSet").values().stream()
                .map(resource -> (Map<?, ?>) resource.get("Properties"))
                .map(record -> record.get("Name") + " " + record.get("Type"));
    }

    @Test
    void requests_go_through_uncached_as_they_came_with_a_secret() {
        Template edge = templates(CLOUDFRONT).get("headgate-edge");
        edge.hasResourceProperties("AWS::CloudFront::Distribution",
                Map.of("DistributionConfig", Match.objectLike(Map.of(
                        "Aliases", List.of("api.shop.example"), "HttpVersion", "http2and3", "IPV6Enabled", true,
                        "WebACLId",
                        Match.absent(), "ViewerCertificate",
                        Match.objectLike(Map.of("MinimumProtocolVersion", "TLSv1.2_2021")),
                        "DefaultCacheBehavior", Match.objectLike(Map.of("ViewerProtocolPolicy", "https-only",
                                // Amazon's CachingDisabled and AllViewer.
                                "CachePolicyId", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "OriginRequestPolicyId",
                                "216adef6-5c7f-47e4-b989-5492eafa07d3")),
                        "Origins", List.of(Match.objectLike(Map.of("DomainName", "origin.api.shop.example",
                                "CustomOriginConfig", Match.objectLike(Map.of("OriginProtocolPolicy", "https-only",
                                        "OriginSSLProtocols", List.of("TLSv1.2"))),
                                "OriginCustomHeaders", List.of(Map.of("HeaderName", "x-headgate-origin", "HeaderValue",
                                        Match.objectLike(Map.of("Fn::Join", Match.anyValue())))))))))));
        edge.hasResourceProperties("AWS::CloudFront::Distribution",
                Map.of("DistributionConfig", Match.objectLike(Map.of(
                        "CustomErrorResponses",
                        Match.arrayWith(List.of(Map.of("ErrorCode", 404, "ErrorCachingMinTTL", 0)))))));
        assertThat(edge.toJSON().toString()).contains("{{resolve:secretsmanager:", ":SecretString:current::}}");
        edge.hasResourceProperties("AWS::Logs::DeliverySource", Map.of("LogType", "ACCESS_LOGS"));
        assertThat(edge.findResources("AWS::Logs::Delivery").toString()).contains("cs-uri-stem")
                .doesNotContain("cs-uri-query", "Cookie", "Referer");
        assertThat(names(edge)).containsExactlyInAnyOrder("api.shop.example A", "api.shop.example AAAA");
    }

    @Test
    void each_Region_has_what_it_needs_to_know_CloudFront_by() {
        Map<String, Template> templates = templates("\"regions\": [\"eu-central-1\", \"us-east-1\"], " + CLOUDFRONT);
        templates.get("headgate-edge").hasResourceProperties("AWS::SecretsManager::Secret", Map.of("Name",
                "headgate-origin", "ReplicaRegions", List.of(Map.of("Region", "eu-central-1"))));
        for (String region : List.of("eu-central-1", "us-east-1")) {
            Template gateway = templates.get("headgate-" + region);
            gateway.hasResourceProperties("AWS::CertificateManager::Certificate", Map.of("DomainName",
                    "api.shop.example", "SubjectAlternativeNames",
                    List.of("origin.api.shop.example", region + ".api.shop.example")));
            gateway.hasResourceProperties("AWS::ApiGatewayV2::DomainName", Map.of("DomainName", "api.shop.example"));
            gateway.hasResourceProperties("AWS::ApiGatewayV2::Api", Map.of("Name", "headgate-ready"));
            assertThat(names(gateway)).containsExactlyInAnyOrder("origin.api.shop.example A",
                    "origin.api.shop.example AAAA", region + ".api.shop.example A", region + ".api.shop.example AAAA");
            for (String function : List.of("router", "authorizer")) {
                gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("FunctionName", "headgate-" + function,
                        "Environment", Map.of("Variables", Match.objectLike(
                                Map.of("HEADGATE_ORIGIN_SECRET", "headgate-origin")))));
            }
            assertThat(gateway.findResources("AWS::IAM::Policy").values().stream()
                    .flatMap(policy -> DeploymentKit.statements(policy).stream())
                    .filter(statement -> statement.get("Action").equals("secretsmanager:GetSecretValue"))
                    .map(statement -> DeploymentKit.plain(statement.get("Resource"))))
                    .hasSize(2).containsOnly("arn:AWS::Partition:secretsmanager:" + region
                            + ":AWS::AccountId:secret:headgate-origin-??????");
        }
    }

    @Test
    void a_web_ACL_stands_before_CloudFront_and_cdk_nag_agrees() {
        App app = kit.app("\"regions\": [\"eu-central-1\", \"eu-west-1\"], \"waf\": {}, " + CLOUDFRONT,
                Settings.Auth.EDGE, "");
        assertThat(Nag.suppressed(app)).contains("AwsSolutions-CFR1", "AwsSolutions-CFR3", "AwsSolutions-SMG4",
                "AwsSolutions-APIG4").doesNotContain("AwsSolutions-CFR2");
        Template edge = Template.fromStack((Stack) app.getNode().findChild("headgate-edge"));
        edge.hasResourceProperties("AWS::WAFv2::WebACL", Map.of("Scope", "CLOUDFRONT"));
        edge.hasResourceProperties("AWS::CloudFront::Distribution", Map.of("DistributionConfig",
                Match.objectLike(Map.of("WebACLId", Match.anyValue()))));
        edge.hasResourceProperties("AWS::SecretsManager::Secret", Map.of("ReplicaRegions",
                List.of(Map.of("Region", "eu-central-1"), Map.of("Region", "eu-west-1"))));
    }

    @Test
    void cdk_nag_is_told_that_there_is_no_web_ACL() {
        assertThat(Nag.suppressed(kit.app(CLOUDFRONT, Settings.Auth.STRICT, ""))).contains("AwsSolutions-CFR2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # settings | what is said
                    "api": "both", "cloudfront": true, "domain": {"name": "api.shop.example", "rest_name": "rest.shop.example", ZONE} | cdk.json:1:56 error HG0601 cloudfront: the functions ask each request for CloudFront's secret, and those of the REST API do not come through it. Make two deployments, each with one kind of API.
                    "waf": {} | cdk.json:1:34 error HG0601 waf: AWS WAF cannot stand before an HTTP API. Write "cloudfront": true, or "api": "rest", or remove waf.
                    "cloudfront": true | cdk.json:1:41 error HG0601 cloudfront: CloudFront needs a custom domain. Write domain.
                    "cloudfront": true, "domain": {"name": "api.shop.example", "truststore": "kong.pem", ZONE} | cdk.json:1:41 error HG0601 cloudfront: clients' TLS ends at CloudFront, which shows API Gateway no certificate of theirs. Remove domain.truststore, or cloudfront.
                    """)
    void what_cannot_be_is_refused(String settings, String said) throws IOException {
        Files.copy(Path.of(System.getProperty("headgate.root"),
                "shared/src/test/resources/dev/headgate/identity/certificates/root.pem"), folder.resolve("kong.pem"));
        String text = "{\"context\": {\"headgate\": {" + settings.replace("ZONE", ZONE) + "}}}";
        assertThat(DeploymentFields.read(folder.resolve("cdk.json").toString(), text.getBytes(StandardCharsets.UTF_8))
                .diagnostics()).extracting(found -> found.toString().replace(folder + "/", "")).contains(said);
    }
}
