package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes over the wire, with a plain HTTP client.
class ProtocolTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    private static HttpResponse<String> post(String target, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(ENDPOINT.server().endpoint())
                .header("X-Amz-Target", target).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void answersCarryTheHeadersThatSdksCheck() throws Exception {
        HttpResponse<String> answer = post("DynamoDB_20120810.ListTables", "{\"Limit\": 1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        CRC32 checksum = new CRC32();
        checksum.update(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.headers().firstValue("x-amz-crc32")).contains(Long.toString(checksum.getValue()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # target                         | body               | answer
            DynamoDB_20120810.ListTables     | []                 | {"__type":"com.amazon.coral.service#SerializationException","message":"The request is no JSON object"}
            DynamoDB_20120810.ListTables     | {"Limit": "1"}     | {"__type":"com.amazon.coral.service#SerializationException","message":"ListTables: the value of Limit is no Integer"}
            DynamoDB_20120810.ListTables     | {"Limit": 0}       | {"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"}
            DynamoDB_20120810.ListTables     | {"Foo": 1}         | {"__type":"com.amazon.coral.validate#ValidationException","message":"ListTables: this endpoint does not support the parameter Foo"}
            DynamoDB_20120810.UpdateTable    | {}                 | {"__type":"com.amazon.coral.service#UnknownOperationException","message":"This endpoint does not support the operation UpdateTable"}
            DynamoDB_20111205.ListTables     | {}                 | {"__type":"com.amazon.coral.service#UnknownOperationException","message":"This endpoint takes POST requests with an X-Amz-Target of DynamoDB_20120810.<operation>"}
            """)
    void errorsAreWordedAsJson(String target, String body, String answer) throws Exception {
        HttpResponse<String> actual = post(target, body);
        assertThat(actual.statusCode()).isEqualTo(400);
        assertThat(actual.body()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Limit":
            {"Limit": 1} x
            ``
            """)
    void whatIsNoJsonIsRefused(String body) throws Exception {
        assertThat(post("DynamoDB_20120810.ListTables", body).body())
                .startsWith(
                        "{\"__type\":\"com.amazon.coral.service#SerializationException\",\"message\":\"The request is no JSON");
    }

    /// Parameters of old or of other features: none is skipped in silence.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GetItem            | AttributesToGet                | ["a"]
            GetItem            | ExpressionAttributeValues      | {":x":{"N":"1"}}
            PutItem            | Expected                       | {}
            PutItem            | ConditionalOperator            | "AND"
            DeleteItem         | Expected                       | {}
            UpdateItem         | AttributeUpdates               | {}
            Query              | KeyConditions                  | {}
            Query              | QueryFilter                    | {}
            Scan               | ScanFilter                     | {}
            Scan               | AttributesToGet                | ["a"]
            CreateTable        | LocalSecondaryIndexes          | []
            CreateTable        | StreamSpecification            | {"StreamEnabled":true}
            CreateTable        | DeletionProtectionEnabled      | true
            """, quoteCharacter = '`')
    void parametersThatAreNotImplementedAreRefusedByName(String operation, String parameter, String value)
            throws Exception {
        String table = ENDPOINT.table();
        String others = switch (operation) {
            case "GetItem", "DeleteItem", "UpdateItem" -> "\"Key\":{\"pk\":{\"S\":\"k\"}}";
            case "PutItem" -> "\"Item\":{\"pk\":{\"S\":\"k\"}}";
            case "Query" -> "\"KeyConditionExpression\":\"pk=:x\",\"ExpressionAttributeValues\":{\":x\":{\"S\":\"k\"}}";
            case "CreateTable" -> "\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":"
                    + "[{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"}],"
                    + "\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]";
            default -> "\"Limit\":1";
        };

        String answer = post("DynamoDB_20120810." + operation,
                "{\"TableName\":\"" + table + "\"," + others + ",\"" + parameter + "\":" + value + "}").body();

        assertThat(answer).isEqualTo("{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\""
                + operation + ": this endpoint does not support the parameter " + parameter + "\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # value                            | error
            {}                                 | ValidationException","message":"Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"}
            {"S":"a","N":"1"}                  | ValidationException","message":"Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"}
            {"NULL":false}                     | ValidationException","message":"One or more parameter values were invalid: Null attribute value types must have the value of true"}
            {"X":"a"}                          | ValidationException","message":"Supplied AttributeValue has the unknown datatype X, must contain exactly one of the supported datatypes"}
            {"N":""}                           | ValidationException","message":"The parameter cannot be converted to a numeric value"}
            {"N":1}                            | SerializationException","message":"The value cannot be converted to String"}
            {"BOOL":"true"}                    | SerializationException","message":"The value cannot be converted to Boolean"}
            {"B":"a b"}                        | SerializationException","message":"Only base-64-encoded strings are convertible to bytes"}
            {"L":{}}                           | SerializationException","message":"Unexpected field type"}
            {"M":[]}                           | SerializationException","message":"Unexpected value type in payload"}
            "a"                                | SerializationException","message":"Unexpected value type in payload"}
            """)
    void valuesAreRefused(String value, String error) throws Exception {
        String table = ENDPOINT.table();
        assertThat(post("DynamoDB_20120810.PutItem",
                "{\"TableName\":\"" + table + "\",\"Item\":{\"pk\":{\"S\":\"k\"},\"v\":" + value + "}}").body())
                .endsWith("#" + error);
    }

    @Test
    void itemCollectionMetricsAreRefusedUnlessNone() throws Exception {
        String table = ENDPOINT.table();
        String item = "{\"TableName\":\"" + table
                + "\",\"Item\":{\"pk\":{\"S\":\"k\"}},\"ReturnItemCollectionMetrics\":";
        assertThat(post("DynamoDB_20120810.PutItem", item + "\"NONE\"}").body()).isEqualTo("{}");
        assertThat(post("DynamoDB_20120810.PutItem", item + "\"SIZE\"}").body())
                .contains("does not support ReturnItemCollectionMetrics=SIZE");
    }

    @Test
    void onlyLoopbackIsListenedOn() throws Exception {
        URI endpoint = ENDPOINT.server().endpoint();
        assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void closingLeavesNoThreadsBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        EmbeddedDynamoDb server = EmbeddedDynamoDb.start(0);
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(server.endpoint()).build(), HttpResponse.BodyHandlers.discarding());
        }
        server.close();

        Set<String> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("HTTP-Dispatcher"))
                .map(Thread::getName).collect(Collectors.toSet());
        assertThat(left).isEmpty();
    }
}
