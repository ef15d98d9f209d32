package dev.headgate.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.RecordingServer;
import dev.headgate.web.WebCall;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkAwsSignerTest {
    private static final Duration SECOND = Duration.ofSeconds(30);
    private static final AwsAccess KEYS = new AwsAccess.Keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private final JdkWebClient web = new JdkWebClient();
    private Instant now = Instant.parse("2015-08-30T12:36:00Z");

    @AfterEach
    void close() {
        web.close();
    }

    private SdkAwsSigner signer(Map<String, String> variables) {
        return new SdkAwsSigner(variables, web, InstantSource.fixed(now));
    }

    @Test
    void a_call_is_signed_as_aws_wants_it() throws IOException {
        WebCall signed = signer(Map.of()).sign(WebCall.get(URI.create("https://example.amazonaws.com/"), SECOND),
                new AwsScope("service", "us-east-1", KEYS));
        assertThat(signed.headers().first("X-Amz-Date")).isEqualTo("20150830T123600Z");
        assertThat(signed.headers().first("Authorization")).isEqualTo(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
                        + "Signature=726c5c4879a6b4ccbbd3b24edbd6b8826d34f87450fbbf4e85546fc7ba9c1642");
        assertThat(signed.headers().contains("Host")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                       | -                       | lambda          | eu-central-1   | https://lambda.eu-central-1.amazonaws.com
            -                       | -                       | lambda          | cn-north-1     | https://lambda.cn-north-1.amazonaws.com.cn
            -                       | -                       | bedrock-runtime | us-east-1      | https://bedrock-runtime.us-east-1.amazonaws.com
            AWS_ENDPOINT_URL_LAMBDA | http://localhost:9001   | lambda          | eu-central-1   | http://localhost:9001
            AWS_ENDPOINT_URL_LAMBDA | http://localhost:9001   | sts             | eu-central-1   | https://sts.eu-central-1.amazonaws.com
            AWS_ENDPOINT_URL_SSM    | http://localhost:9001   | ssm             | eu-central-1   | http://localhost:9001
            AWS_ENDPOINT_URL_BEDROCK_RUNTIME | http://localhost:9001 | bedrock-runtime | eu-west-1 | http://localhost:9001
            AWS_ENDPOINT_URL_SECRETS_MANAGER | http://localhost:9001 | secretsmanager  | eu-west-1 | http://localhost:9001
            AWS_ENDPOINT_URL_SECRETSMANAGER  | http://localhost:9001 | secretsmanager  | eu-west-1 | https://secretsmanager.eu-west-1.amazonaws.com
            AWS_ENDPOINT_URL        | http://localhost:4566   | bedrock-runtime | eu-central-1   | http://localhost:4566
            """)
    void an_endpoint_is_the_public_one_or_what_the_environment_says(String variable, String value, String service,
            String region, URI endpoint) throws IOException {
        Map<String, String> variables = variable == null ? Map.of() : Map.of(variable, value);
        assertThat(signer(variables).endpoint(service, region)).isEqualTo(endpoint);
    }

    @Test
    void endpoints_of_the_environment_can_be_switched_off() throws IOException {
        assertThat(signer(Map.of("AWS_ENDPOINT_URL", "http://localhost:1", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                "true")).endpoint("sts", "eu-west-1")).hasToString("https://sts.eu-west-1.amazonaws.com");
    }

    @Test
    void the_region_is_that_of_the_environment() {
        assertThat(signer(Map.of("AWS_REGION", "a", "AWS_DEFAULT_REGION", "b")).region()).contains("a");
        assertThat(signer(Map.of("AWS_DEFAULT_REGION", "b")).region()).contains("b");
        assertThat(signer(Map.of()).region()).isEmpty();
    }

    @Test
    void a_role_is_assumed_once_and_again_before_its_session_ends() throws IOException {
        try (RecordingServer sts = RecordingServer.answering(_ -> session())) {
            AwsAccess role = new AwsAccess.AssumedRole("arn:aws:iam::123456789012:role/caller", "kong",
                    Optional.of(sts.address()), KEYS);
            InstantSource clock = () -> now;
            SdkAwsSigner signer = new SdkAwsSigner(Map.of(), web, clock);
            WebCall call = WebCall.get(URI.create("https://lambda.eu-central-1.amazonaws.com/"), SECOND);
            AwsScope scope = new AwsScope("lambda", "eu-central-1", role);
            WebCall signed = signer.sign(call, scope);
            assertThat(signed.headers().first("X-Amz-Security-Token")).isEqualTo("a-token");
            assertThat(signed.headers().first("Authorization")).contains("Credential=ASIAROLE/20150830/eu-central-1");
            signer.sign(call, scope);
            assertThat(sts.requests()).hasSize(1);
            assertThat(sts.requests().getFirst().body().utf8()).isEqualTo("Action=AssumeRole&Version=2011-06-15"
                    + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fcaller&RoleSessionName=kong");
            assertThat(sts.requests().getFirst().headers().first("Authorization"))
                    .contains("Credential=AKIDEXAMPLE/20150830/eu-central-1/sts/aws4_request");
            now = now.plus(Duration.ofMinutes(58));
            signer.sign(call, scope);
            assertThat(sts.requests()).hasSize(2);
        }
    }

    private static Response session() {
        return new Response(200, Headers.of("Content-Type", "text/xml"), Body.utf8("""
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                  <AssumedRoleUser><AssumedRoleId>X:kong</AssumedRoleId></AssumedRoleUser>
                  <Credentials>
                    <AccessKeyId>ASIAROLE</AccessKeyId>
                    <SecretAccessKey>a-secret</SecretAccessKey>
                    <SessionToken>a-token</SessionToken>
                    <Expiration>2015-08-30T13:36:00Z</Expiration>
                  </Credentials>
                </AssumeRoleResult></AssumeRoleResponse>"""));
    }

    @Test
    void a_role_that_may_not_be_assumed_is_named() {
        try (RecordingServer sts = RecordingServer.answering(_ -> new Response(403, Headers.EMPTY,
                Body.utf8("<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>")))) {
            AwsAccess role = new AwsAccess.AssumedRole("arn:aws:iam::123456789012:role/other", "kong",
                    Optional.of(sts.address()), KEYS);
            assertThatThrownBy(() -> signer(Map.of()).sign(WebCall.get(URI.create("https://a.test/"), SECOND),
                    new AwsScope("lambda", "eu-central-1", role)))
                    .isInstanceOf(IOException.class).hasMessage(
                            "STS does not let arn:aws:iam::123456789012:role/other be assumed: 403 AccessDenied");
        }
    }

    @Test
    void a_secret_is_not_printed() {
        assertThat(KEYS.toString() + new AwsAccess.AssumedRole("arn", "kong", Optional.empty(), KEYS))
                .doesNotContain("AKID").doesNotContain("wJal");
    }
}
