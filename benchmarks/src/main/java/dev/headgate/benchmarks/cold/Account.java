package dev.headgate.benchmarks.cold;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What functions find around them: DynamoDB with Headgate's tables, and a backend, both on the loopback interface.
final class Account implements AutoCloseable {
    /// What the backend answers.
    static final String ANSWER = "from the backend";

    private final EmbeddedDynamoDb database;
    private final HttpServer backend;

    private Account(EmbeddedDynamoDb database, HttpServer backend) {
        this.database = database;
        this.backend = backend;
    }

    static Account open() throws IOException {
        HttpServer backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        backend.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        Account account = new Account(EmbeddedDynamoDb.start(0), backend);
        backend.start();
        account.createTables();
        return account;
    }

    private void createTables() {
        try (DynamoDbClient client = DynamoDbClient.builder().region(Region.US_EAST_1)
                .endpointOverride(database.endpoint()).credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create("headgate", "headgate")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
            Tables.DEFAULT.create(client);
        }
    }

    URI backend() {
        return URI.create("http://127.0.0.1:" + backend.getAddress().getPort());
    }

    /// The router's variables, as the CDK app sets them.
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "headgate",
                "AWS_SECRET_ACCESS_KEY", "headgate", "AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString()));
        variables.putAll(Map.of("HEADGATE_CONFIG", "kong.yaml", "HEADGATE_SETTINGS", "headgate.yaml",
                "HEADGATE_NAME", "headgate", "HEADGATE_KEYS_TABLE", Tables.DEFAULT.keys(),
                "HEADGATE_COUNTERS_TABLE", Tables.DEFAULT.counters(), "HEADGATE_CACHE_TABLE",
                Tables.DEFAULT.cache(), "HEADGATE_HEALTH_TABLE", Tables.DEFAULT.health()));
        return variables;
    }

    @Override
    public void close() {
        backend.stop(0);
        database.close();
    }
}
