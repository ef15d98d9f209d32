package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentFieldsTest {
    private static DeploymentFields.Reading read(String headgate) {
        String file = "{\"app\": \"cdk/app\", \"context\": {\"headgate\": {" + headgate + "}}}";
        return DeploymentFields.read("cdk.json", file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothing_has_to_be_said() {
        DeploymentSettings settings = DeploymentFields.read("cdk.json",
                "{\"app\": \"cdk/app\"}".getBytes(StandardCharsets.UTF_8)).settings().orElseThrow();
        assertThat(settings).isEqualTo(read("").settings().orElseThrow());
        assertThat(settings.name()).isEqualTo("headgate");
        assertThat(settings.config()).containsExactly("kong.yaml");
        assertThat(settings.regions()).containsExactly("us-east-1");
        assertThat(settings.api()).isEqualTo(DeploymentSettings.Api.HTTP);
        assertThat(settings.domain()).isEmpty();
        assertThat(settings.waf()).isEmpty();
        assertThat(settings.keepData()).isTrue();
    }

    @Test
    void everything_can_be_said() {
        DeploymentSettings settings = read("""
                "name": "shop", "config": ["a.yaml", "b"], "regions": ["eu-central-1"],
                "variables": {"DECK_A": "a"}, "plugins": ["p.jar"],
                "memory_megabytes": 2048, "architecture": "x86_64", "snap_start": false, "reserved_concurrency": 50,
                "authorizer_reserved_concurrency": 10, "provisioned_concurrency": 5,
                "requests_per_second": 10, "burst": 20, "log_retention_days": 7, "alarm_email": "me@b.example",
                "removal": "destroy"
                """).settings().orElseThrow();
        assertThat(settings).hasToString(
                "DeploymentSettings[name=shop, config=[a.yaml, b], variables={DECK_A=a}, plugins=[p.jar], api=HTTP, "
                        + "regions=[eu-central-1], domain=Optional.empty, cloudFront=false, originSecretVersion=1, waf=Optional.empty, "
                        + "stageCache=Optional.empty, resourcePolicy=false, cognito=Optional.empty, networks=[], "
                        + "functions=FunctionSettings[memoryMegabytes=2048, isArm=false, snapStart=false, aotCache=, "
                        + "reservedConcurrency=Optional[50], authorizerReservedConcurrency=Optional[10], "
                        + "provisionedConcurrency=5, rollout=CANARY_10PERCENT_5MINUTES], "
                        + "throttle=Throttle[requestsPerSecond=10, burst=20], "
                        + "monitoring=MonitoringSettings[logRetentionDays=7, alarmEmail=me@b.example, availabilityPercent=99.9, "
                        + "latencyMillis=3000, tracedPercent=5.0, detailedMetrics=true, routeMetrics=false], keepData=false]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # settings                    | what is said
                    "regoins": []                 | cdk.json:1:45 error HG0601 regoins: unknown field. Did you mean regions?
                    "name": "Head"                | cdk.json:1:53 error HG0601 name: 'Head' is no name: lower-case letters, digits and hyphens, at most 31. Write it like headgate.
                    "name": "aws-shop"            | cdk.json:1:53 error HG0601 name: 'aws-shop': AWS keeps names that begin with aws or ssm for itself. Write another.
                    "name": "shop-data"           | cdk.json:1:53 error HG0601 name: 'shop-data': another deployment's stacks of tables and user pools have such names. Write one that does not end in -data or -identity.
                    "api": "grpc"                 | cdk.json:1:52 error HG0601 api: "grpc": expected one of: http, rest, both.
                    "regions": []                 | cdk.json:1:56 error HG0601 regions: length must be at least 1.
                    "regions": ["europe"]         | cdk.json:1:57 error HG0601 regions[0]: 'europe' is no Region. Write it like eu-central-1.
                    "regions": ["eu-west-1", "us-east-1"] | cdk.json:1:56 error HG0601 regions: several Regions have one name for clients only with a custom domain. Write domain, or one Region.
                    "stage_cache": {}              | cdk.json:1:60 error HG0601 stage_cache: only REST APIs have a cache. Write "api": "rest", or use the plugin proxy-cache.
                    "resource_policy": true        | cdk.json:1:64 error HG0601 resource_policy: only REST APIs have a resource policy. Write "api": "rest", or remove it: the plugin ip-restriction works without.
                    "waf": {}                      | cdk.json:1:52 error HG0601 waf: AWS WAF cannot stand before an HTTP API. Write "cloudfront": true, or "api": "rest", or remove waf.
                    "provisioned_concurrency": 1  | cdk.json:1:72 error HG0601 provisioned_concurrency: Lambda has no provisioned concurrency for functions with SnapStart. Write "snap_start": false, or remove provisioned_concurrency.
                    "log_retention_days": 31      | cdk.json:1:67 error HG0601 log_retention_days: 31: CloudWatch Logs does not offer this. Write one of: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.
                    "traced_percent": 50          | cdk.json:1:63 error HG0601 traced_percent: Lambda itself chooses what X-Ray records of an HTTP API: the first request of each second, and 5 % of the others. Remove it, or write "api": "rest".
                    "alarm_email": "me"           | cdk.json:1:60 error HG0601 alarm_email: 'me' is no e-mail address.
                    """)
    void what_cannot_be_is_refused(String settings, String said) {
        assertThat(read(settings).diagnostics()).extracting(Object::toString).containsExactly(said);
        assertThat(read(settings).settings()).isEmpty();
    }
}
