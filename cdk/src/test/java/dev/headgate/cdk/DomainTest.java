package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class DomainTest {
    private static final String DOMAIN = """
            "name": "api.shop.example", "hosted_zone_id": "Z0123456789", "hosted_zone_name": "shop.example"
            """;
    private static final String THREE = """
            "regions": ["eu-central-1", "us-east-1", "ap-southeast-2"]
            """;

    private static final Path AUTHORITIES = Path.of(System.getProperty("headgate.root"),
            "shared/src/test/resources/dev/headgate/identity/certificates/root.pem");

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

    private static String domain(String more) {
        return "\"domain\": {" + DOMAIN + more + "}";
    }

    /// A line for each record: name, type, what it is one of, health check, target.
    private static List<String> records(Template template) {
        List<String> lines = new ArrayList<>();
        template.findResources("AWS::Route53::RecordSet").values().forEach(resource -> {
            Map<?, ?> record = (Map<?, ?>) resource.get("Properties");
            Map<?, ?> target = (Map<?, ?>) record.get("AliasTarget");
            lines.add(String.join(" ", record.get("Name").toString(), record.get("Type").toString(),
                    text(record, "Region") + text(record, "Failover"), text(record, "SetIdentifier"),
                    record.containsKey("HealthCheckId") ? "checked" : "unchecked",
                    target.get("EvaluateTargetHealth").toString()));
        });
        return lines;
    }

    private static String text(Map<?, ?> record, String name) {
        return record.containsKey(name) ? record.get(name).toString() : "";
    }

    @Test
    void one_Region_has_a_certificate_a_domain_and_records_that_more_Regions_can_join() {
        Template gateway = templates(domain("")).get("headgate-us-east-1");
        gateway.hasResourceProperties("AWS::CertificateManager::Certificate", Map.of("DomainName", "api.shop.example",
                "DomainValidationOptions",
                List.of(Map.of("DomainName", "api.shop.example", "HostedZoneId", "Z0123456789"))));
        gateway.resourceCountIs("AWS::ApiGatewayV2::DomainName", 1);
        gateway.hasResourceProperties("AWS::ApiGatewayV2::DomainName", Map.of("DomainName", "api.shop.example",
                "DomainNameConfigurations", List.of(Match.objectLike(Map.of("EndpointType", "REGIONAL",
                        "SecurityPolicy", "TLS_1_2", "IpAddressType", "dualstack")))));
        gateway.hasResourceProperties("AWS::ApiGatewayV2::ApiMapping",
                Map.of("ApiMappingKey", Match.absent(), "ApiId", Match.anyValue(), "Stage", Match.anyValue()));
        gateway.hasResourceProperties("AWS::ApiGatewayV2::Api", Map.of("DisableExecuteApiEndpoint", true));
        gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("FunctionName", "headgate-router", "Environment",
                Map.of("Variables", Match.objectLike(Map.of("HEADGATE_READY_PATH", "/ready")))));
        gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("FunctionName", "headgate-authorizer",
                "Environment", Map.of("Variables", Match.objectLike(Map.of("HEADGATE_READY_PATH", "/ready")))));
        gateway.hasOutput("HttpApiUrl", Map.of("Value", "https://api.shop.example"));
        gateway.resourceCountIs("AWS::Route53::HealthCheck", 0);
        assertThat(records(gateway)).containsExactlyInAnyOrder(
                "api.shop.example A us-east-1 us-east-1 unchecked true",
                "api.shop.example AAAA us-east-1 us-east-1 unchecked true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # after                 | more of the domain
            "api": "rest"           |
            "api": "both"           | , "rest_name": "rest.shop.example"
            """)
    void a_name_keeps_its_domain_when_another_kind_of_API_gets_it(String after, String more) {
        List<String> before = domainsOf("\"api\": \"http\", " + domain(""));
        assertThat(before).hasSize(1);
        assertThat(domainsOf(after + ", " + domain(more == null ? "" : more))).containsAll(before);
    }

    /// Logical ids and names.
    private List<String> domainsOf(String settings) {
        List<String> lines = new ArrayList<>();
        templates(settings).get("headgate-us-east-1").findResources("AWS::ApiGatewayV2::DomainName")
                .forEach((id, resource) -> lines
                        .add(id + " " + ((Map<?, ?>) resource.get("Properties")).get("DomainName")));
        return lines;
    }

    @Test
    void each_of_three_Regions_has_a_name_of_its_own_and_a_health_check_that_asks_there() {
        Map<String, Template> templates = templates(THREE + ", " + domain(", \"health_check_seconds\": 10"));
        assertThat(templates).hasSize(7);
        for (String region : List.of("eu-central-1", "us-east-1", "ap-southeast-2")) {
            Template gateway = templates.get("headgate-" + region);
            gateway.hasResourceProperties("AWS::CertificateManager::Certificate", Map.of("DomainName",
                    "api.shop.example", "SubjectAlternativeNames", List.of(region + ".api.shop.example")));
            gateway.resourceCountIs("AWS::ApiGatewayV2::DomainName", 2);
            gateway.resourceCountIs("AWS::Route53::HealthCheck", 1);
            gateway.hasResourceProperties("AWS::Route53::HealthCheck", Map.of("HealthCheckConfig",
                    Map.of("Type", "HTTPS", "FullyQualifiedDomainName", region + ".api.shop.example", "Port", 443,
                            "ResourcePath", "/ready", "EnableSNI", true, "RequestInterval", 10, "FailureThreshold",
                            3)));
            assertThat(records(gateway)).containsExactlyInAnyOrder(
                    "api.shop.example A " + region + " " + region + " checked true",
                    "api.shop.example AAAA " + region + " " + region + " checked true",
                    region + ".api.shop.example A   unchecked false",
                    region + ".api.shop.example AAAA   unchecked false");
        }
    }

    @Test
    void no_template_speaks_of_what_another_Region_made() {
        App app = kit.app(THREE + ", " + domain(""), Settings.Auth.EDGE, "");
        List<String> foreign = new ArrayList<>();
        DeploymentKit.templates(app).forEach((name, template) -> {
            String text = template.toJSON().toString();
            if (text.contains("Fn::ImportValue") || template.toJSON().containsKey("Parameters")
                    && !template.toJSON().get("Parameters").toString().contains("/cdk-bootstrap/")
                    || text.contains("ExportsReader") || text.contains("ExportsWriter")) {
                foreign.add(name);
            }
        });
        assertThat(foreign).isEmpty();
    }

    @Test
    void the_second_of_two_Regions_can_stand_by() {
        Map<String, Template> templates = templates("\"regions\": [\"eu-west-1\", \"eu-west-2\"], "
                + domain(", \"routing\": \"failover\""));
        assertThat(records(templates.get("headgate-eu-west-1"))).contains(
                "api.shop.example A PRIMARY eu-west-1 checked true");
        assertThat(records(templates.get("headgate-eu-west-2"))).contains(
                "api.shop.example AAAA SECONDARY eu-west-2 checked true");
    }

    @Test
    void clients_can_have_to_show_certificates_but_not_health_checkers() {
        Template gateway = templates("\"regions\": [\"eu-west-1\", \"eu-west-2\"], "
                + domain(", \"truststore\": \"" + AUTHORITIES + "\"")).get("headgate-eu-west-1");
        gateway.hasResourceProperties("AWS::ApiGatewayV2::DomainName", Map.of("DomainName", "api.shop.example",
                "MutualTlsAuthentication", Match.objectLike(Map.of("TruststoreUri", Match.anyValue()))));
        gateway.hasResourceProperties("AWS::ApiGatewayV2::DomainName", Map.of("DomainName",
                "eu-west-1.api.shop.example", "MutualTlsAuthentication", Match.absent()));
        gateway.hasResourceProperties("AWS::ApiGatewayV2::Api", Map.of("Name", "headgate-ready",
                "DisableExecuteApiEndpoint", true));
        assertThat(routesOf(gateway, "headgate-ready")).containsExactly("GET /ready");
        assertThat(apiOf(gateway, "eu-west-1.api.shop.example")).isEqualTo("headgate-ready");
        assertThat(apiOf(gateway, "api.shop.example")).isEqualTo("headgate-http");
        gateway.resourceCountIs("AWS::Route53::HealthCheck", 1);
    }

    @Test
    void cdk_nag_has_nothing_to_say_but_what_is_suppressed_with_a_reason() {
        App app = kit.app("\"regions\": [\"eu-west-1\", \"eu-west-2\"], "
                + domain(", \"truststore\": \"" + AUTHORITIES + "\""), Settings.Auth.EDGE, "");
        assertThat(Nag.suppressed(app)).containsExactly("AwsSolutions-APIG4", "AwsSolutions-IAM5",
                "Serverless-LambdaDLQ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # settings | what is said
                    "domain": {"name": "api.other.example", ZONE} | cdk.json:1:46 error HG0601 domain.name: api.other.example: it does not stand in the zone shop.example. Write a name that ends in .shop.example.
                    "domain": {"name": "notshop.example", ZONE} | cdk.json:1:46 error HG0601 domain.name: notshop.example: it does not stand in the zone shop.example. Write a name that ends in .shop.example.
                    "domain": {"name": "a-name-that-is-so-long-that-no-certificate-can-be-had-for.shop.example", ZONE} | cdk.json:1:46 error HG0601 domain.name: a-name-that-is-so-long-that-no-certificate-can-be-had-for.shop.example: certificates are for names of at most 64 characters. Write a shorter one.
                    "domain": {"name": "api.shop.example", "rest_name": "rest.shop.example", ZONE} | cdk.json:1:37 error HG0601 domain: rest_name is for deployments with both kinds of API. Remove it, or write "api": "both".
                    "domain": {"name": "api.shop.example", "routing": "failover", ZONE} | cdk.json:1:37 error HG0601 domain: failover is between two Regions, and there are 1. Write two Regions, or "routing": "latency".
                    "regions": ["eu-west-1", "eu-west-2", "eu-west-3"], "domain": {"name": "api.shop.example", "routing": "failover", ZONE} | cdk.json:1:89 error HG0601 domain: failover is between two Regions, and there are 3. Write two Regions, or "routing": "latency".
                    "domain": {"name": "api.shop.example", "health_check_seconds": 20, ZONE} | cdk.json:1:90 error HG0601 domain.health_check_seconds: 20: Route 53 does not offer this. Write 10 or 30.
                    "domain": {"name": "api.shop.example", "ready_path": "/", ZONE} | cdk.json:1:80 error HG0601 domain.ready_path: '/' is no path for health checks. Write it like /ready.
                    "domain": {"name": "api.shop.example", "truststore": "clients.jks", ZONE} | cdk.json:1:80 error HG0601 domain.truststore: 'clients.jks' is no PEM file's name. Write it like clients.pem.
                    "domain": {"name": "api.shop.example", "truststore": "nowhere.pem", ZONE} | cdk.json:1:80 error HG0601 domain.truststore: nowhere.pem: this file cannot be read. Name a PEM file, counted from the folder of cdk.json.
                    "domain": {"name": "api.shop.example", "truststore": "empty.pem", ZONE} | cdk.json:1:80 error HG0601 domain.truststore: empty.pem: no certificates, or one that cannot be read. Write the certificates of authorities there, in PEM form.
                    """)
    void what_cannot_be_is_refused(String settings, String said) throws IOException {
        Files.writeString(folder.resolve("empty.pem"), "-----BEGIN CERTIFICATE-----");
        String text = "{\"context\": {\"headgate\": {" + settings.replace("ZONE",
                "\"hosted_zone_id\": \"Z0123456789\", \"hosted_zone_name\": \"shop.example\"") + "}}}";
        assertThat(DeploymentFields.read(folder.resolve("cdk.json").toString(), text.getBytes(StandardCharsets.UTF_8))
                .diagnostics()).extracting(found -> found.toString().replace(folder + "/", "")).containsExactly(said);
    }

    private static List<String> routesOf(Template template, String api) {
        return template.findResources("AWS::ApiGatewayV2::Route").values().stream()
                .map(route -> (Map<?, ?>) route.get("Properties"))
                .filter(route -> nameOf(template, "AWS::ApiGatewayV2::Api", route.get("ApiId")).equals(api))
                .map(route -> route.get("RouteKey").toString()).toList();
    }

    /// What a domain leads to.
    private static String apiOf(Template template, String domain) {
        return template.findResources("AWS::ApiGatewayV2::ApiMapping").values().stream()
                .map(mapping -> (Map<?, ?>) mapping.get("Properties"))
                .filter(mapping -> nameOf(template, "AWS::ApiGatewayV2::DomainName", mapping.get("DomainName"))
                        .equals(domain))
                .map(mapping -> nameOf(template, "AWS::ApiGatewayV2::Api", mapping.get("ApiId"))).findFirst()
                .orElseThrow();
    }

    private static String nameOf(Template template, String type, Object reference) {
        Map<?, ?> resource = template.findResources(type).get(((Map<?, ?>) reference).get("Ref").toString());
        Map<?, ?> properties = (Map<?, ?>) resource.get("Properties");
        return properties.get(type.endsWith("Api") ? "Name" : "DomainName").toString();
    }
}
