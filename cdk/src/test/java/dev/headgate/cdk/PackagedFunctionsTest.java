package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import dev.headgate.local.process.FunctionConfiguration;
import dev.headgate.local.process.ProcessFunction;
import dev.headgate.local.process.ProcessFunctions;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The jars that are deployed are all that the functions need: each runs in a Java process that has nothing else but what
/// Lambda has.
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client is made for Linux")
class PackagedFunctionsTest {
    /// Its `lib` is the package.
    private static final Path PACKAGE = Path.of("../function-package/target");
    private static final Path EVENTS = Path.of("../events");

    @TempDir
    private Path folder;

    private EmbeddedDynamoDb database;
    private HttpServer backend;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        backend.start();
        database = EmbeddedDynamoDb.start(0);
        try (DynamoDbClient client = DynamoDbClient.builder().endpointOverride(database.endpoint())
                .region(Region.US_EAST_1).credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("test", "test")))
                .build()) {
            Tables.named("headgate").create(client);
        }
        Files.writeString(folder.resolve("kong.yaml"), """
                _format_version: "3.0"
                services:
                - name: orders
                  host: 127.0.0.1
                  port: %d
                  routes: [{name: orders, paths: [/orders]}]
                  plugins:
                  - {name: key-auth, config: {key_names: [x-api-key]}}
                  - {name: rate-limiting, config: {minute: 5}}
                consumers: [{username: alice, keyauth_credentials: [{key: not-a-real-key}]}]
                upstreams:
                - name: probed
                  targets: [{target: "127.0.0.1:%d"}]
                  healthchecks: {active: {healthy: {interval: 60, successes: 1}}}
                """.formatted(backend.getAddress().getPort(), backend.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        database.close();
        backend.stop(0);
    }

    /// The function's answer, and then what it logged until its process was gone.
    private String run(String handler, String event) throws IOException, FunctionFailedException {
        List<String> said = new CopyOnWriteArrayList<>();
        Map<String, String> surroundings = Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString());
        try (ProcessFunctions functions = ProcessFunctions.open(surroundings, said::add)) {
            ProcessFunction function = functions.function(new FunctionConfiguration("packaged", PACKAGE, handler, 1_024,
                    Duration.ofMinutes(1), 1, Map.of("HEADGATE_CONFIG", folder.resolve("kong.yaml").toString(),
                            "HEADGATE_KEYS_TABLE", "headgate-keys", "HEADGATE_COUNTERS_TABLE", "headgate-counters",
                            "HEADGATE_CACHE_TABLE", "headgate-cache", "HEADGATE_HEALTH_TABLE", "headgate-health")));
            said.addFirst(new String(function.invoke(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        }
        return String.join("\n", said);
    }

    @Test
    void the_router_goes_the_whole_way() throws IOException, FunctionFailedException {
        String event = Files.readString(EVENTS.resolve("http-v2-get.json")).replace("\"accept\": \"*/*\",",
                "\"accept\": \"*/*\", \"x-api-key\": \"not-a-real-key\",");
        assertThat(run("dev.headgate.functions.RouterHandler", event)).contains("\"statusCode\":204")
                .doesNotContain("SLF4J", "NoClassDefFound", "ClassNotFound", "NoSuchMethod");
    }

    @Test
    void the_authorizer_judges() throws IOException, FunctionFailedException {
        assertThat(run("dev.headgate.authorizer.AuthorizerHandler",
                Files.readString(EVENTS.resolve("authorizer-http-v2.json")))).contains("\"isAuthorized\":true")
                .doesNotContain("SLF4J", "\"level\":\"WARN\"");
    }

    /// ECDSA takes a library of its own.
    @Test
    void the_authorizer_verifies_tokens() throws IOException, FunctionFailedException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\\n" + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\\n-----END PUBLIC KEY-----";
        Path file = folder.resolve("kong.yaml");
        Files.writeString(file, Files.readString(file)
                .replace("{name: key-auth, config: {key_names: [x-api-key]}}", "{name: jwt}")
                .replace("keyauth_credentials: [{key: not-a-real-key}]",
                        "jwt_secrets: [{key: alice, algorithm: ES256, rsa_public_key: \"" + pem + "\"}]"));
        String event = Files.readString(EVENTS.resolve("authorizer-http-v2.json")).replace("\"accept\": \"*/*\",",
                "\"accept\": \"*/*\", \"authorization\": \"Bearer " + token(keys) + "\",");
        assertThat(run("dev.headgate.authorizer.AuthorizerHandler", event)).contains("\"isAuthorized\":true");
    }

    private static String token(KeyPair keys) throws GeneralSecurityException {
        String content = base64("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64("{\"iss\":\"alice\"}".getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return content + "." + base64(signature.sign());
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    @Test
    void the_probes_probe() throws IOException, FunctionFailedException {
        assertThat(run("dev.headgate.functions.HealthProbeHandler", "{}")).doesNotContain("SLF4J", "Exception");
    }
}
