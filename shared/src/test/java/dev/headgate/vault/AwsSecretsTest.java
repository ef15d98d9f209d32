package dev.headgate.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.model.SecretName;
import dev.headgate.vault.Secrets.Answer;
import dev.headgate.web.JdkWebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against an endpoint on loopback that answers as the two services and STS do.
class AwsSecretsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-07-10T20:19:05Z"));

    private final List<String> requests = new ArrayList<>();
    private final Deque<String> replies = new ArrayDeque<>();
    private final JdkWebClient web = new JdkWebClient();
    private HttpServer server;
    private String endpoint;

    @BeforeAll
    static void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKID");
        System.setProperty("aws.secretAccessKey", "hunter2");
    }

    @AfterAll
    static void takeCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        web.close();
        server.stop(0);
    }

    /// Writes down what matters of a request, and answers with the next reply: a status, a blank, a body.
    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String scope = authorization.replaceFirst(
                "^AWS4-HMAC-SHA256 Credential=(AK[A-Z]+)/20260710/([^/]+/[^/]+)/aws4_request, SignedHeaders=[a-z0-9;-]+, "
                        + "Signature=[0-9a-f]{64}$",
                "$1 $2");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + scope + " "
                + exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String[] reply = replies.remove().split(" ", 2);
        byte[] body = reply[1].getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(reply[0]), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private AwsSecrets secrets(Map<String, String> variables) {
        return new AwsSecrets(new SdkAwsSigner(variables, web, CLOCK), web);
    }

    private AwsSecrets secrets() {
        return secrets(Map.of("AWS_REGION", "eu-west-1"));
    }

    private SecretName.Origin origin(String region, String role) {
        return new SecretName.Origin(region, endpoint, role, "KongVault", endpoint);
    }

    private SecretName secret() {
        return new SecretName.ManagedSecret(origin("", ""), "orders", "AWSCURRENT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            region    | name     | stage       | reply                                   | value     | request
                      | orders   | AWSCURRENT  | {"Name":"orders","SecretString":"s3cr"} | s3cr      | eu-west-1/secretsmanager secretsmanager.GetSecretValue {"SecretId":"orders","VersionStage":"AWSCURRENT"}
            us-east-2 | a/b"c    | AWSPREVIOUS | {"SecretString":"{\\"p\\":\\"x\\"}"}      | {"p":"x"} | us-east-2/secretsmanager secretsmanager.GetSecretValue {"SecretId":"a/b\\"c","VersionStage":"AWSPREVIOUS"}
                      | binary   | AWSCURRENT  | {"SecretBinary":"w7w="}                 | ü         | eu-west-1/secretsmanager secretsmanager.GetSecretValue {"SecretId":"binary","VersionStage":"AWSCURRENT"}
                      | /prod/db |             | {"Parameter":{"Name":"x","Value":"p"}}  | p         | eu-west-1/ssm AmazonSSM.GetParameter {"Name":"/prod/db","WithDecryption":true}
            """)
    void secrets_and_parameters_are_read_with_a_signature(String region, String name, String stage, String reply,
            String value, String request) {
        replies.add("200 " + reply);
        SecretName.Origin origin = origin(region == null ? "" : region, "");
        SecretName secret = stage == null
                ? new SecretName.Parameter(origin, name)
                : new SecretName.ManagedSecret(origin, name, stage);
        assertThat(secrets().secret(secret)).isEqualTo(new Answer.Found(value));
        assertThat(requests).containsExactly("POST / AKID " + request);
    }

    @Test
    void a_role_is_assumed_where_the_vault_names_one() {
        replies.add("200 <AssumeRoleResponse><AccessKeyId>AKROLE</AccessKeyId><SecretAccessKey>x</SecretAccessKey>"
                + "<SessionToken>t</SessionToken><Expiration>2026-07-10T21:00:00Z</Expiration></AssumeRoleResponse>");
        replies.add("200 {\"SecretString\":\"s\"}");
        SecretName.Origin origin = origin("", "arn:aws:iam::123456789012:role/reader");
        assertThat(secrets().secret(new SecretName.ManagedSecret(origin, "orders", "AWSCURRENT")))
                .isEqualTo(new Answer.Found("s"));
        assertThat(requests).first().asString().contains("/sts null Action=AssumeRole")
                .contains("RoleSessionName=KongVault");
        assertThat(requests).last().asString().startsWith("POST / AKROLE eu-west-1/secretsmanager ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            reply                                                            | problem
            400 {"__type":"ResourceNotFoundException","Message":"no s3cr"}   | Secrets Manager has no secret orders in eu-west-1.
            400 {"__type":"com.amazonaws#AccessDeniedException"}             | the secret orders cannot be read: AccessDeniedException.
            400 {"__type":"InvalidRequestException","Message":"to be deleted"} | the secret orders cannot be read: InvalidRequestException.
            403 <html>                                                       | the secret orders cannot be read: status 403.
            200 {}                                                           | the answer of Secrets Manager holds no value of the secret orders.
            200 <html>                                                       | the answer of Secrets Manager holds no value of the secret orders.
            200 {"SecretBinary":"%"}                                         | the answer of Secrets Manager holds no value of the secret orders.
            500 {}, 500 {}                                                   | the secret orders cannot be read: status 500.
            400 {"__type":"ThrottlingException"}, 503 {}                     | the secret orders cannot be read: status 503.
            """)
    void failures_are_named(String reply, String problem) {
        replies.addAll(List.of(reply.split(", ")));
        assertThat(secrets().secret(secret())).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.problem()).isEqualTo(problem));
        assertThat(replies).isEmpty();
    }

    @Test
    void a_call_that_fails_is_made_once_more() {
        replies.addAll(List.of("503 {}", "200 {\"SecretString\":\"x\"}"));
        assertThat(secrets().secret(secret())).isEqualTo(new Answer.Found("x"));
    }

    @Test
    void a_service_that_is_not_there_is_named() {
        server.stop(0);
        assertThat(secrets().secret(secret())).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.problem()).startsWith("the secret orders cannot be read: http://127.0.0.1:")
                        .doesNotContain("hunter2"));
    }

    @Test
    void without_a_region_nobody_is_asked() {
        assertThat(secrets(Map.of()).secret(secret())).isEqualTo(new Answer.Failed("the secret orders is in no Region.",
                "Write the vault's region, or set AWS_REGION."));
        assertThat(requests).isEmpty();
    }
}
