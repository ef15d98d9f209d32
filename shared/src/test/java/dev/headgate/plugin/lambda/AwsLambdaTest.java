package dev.headgate.plugin.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.aws.SdkAwsSigner;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.CallFailedException;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Resources;
import dev.headgate.plugin.Step;
import dev.headgate.plugin.Written;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.Product;
import dev.headgate.proxy.Ticker;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Router;
import dev.headgate.routing.Match;
import dev.headgate.web.JdkWebClient;
import dev.headgate.web.RecordingServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsLambdaTest {
    private static final String KEYS = "aws_region: eu-central-1, aws_key: AKID, aws_secret: s3cret, log_type: None";
    private static final JdkWebClient WEB = new JdkWebClient();
    private static final AtomicReference<Response> ANSWER = new AtomicReference<>();
    private static final RecordingServer LAMBDA = RecordingServer.answering(_ -> ANSWER.get());

    @AfterAll
    static void close() {
        LAMBDA.close();
        WEB.close();
    }

    @BeforeEach
    void forget() {
        LAMBDA.requests().clear();
        ANSWER.set(Written.response("200 + Content-Type: application/json + body: {}"));
    }

    private static Resources resources(URI lambda) {
        Resources still = PluginKit.context(PluginKit.plugin(AwsLambda.TYPE, "{function_name: f, log_type: None}"))
                .resources();
        return still.withWeb(WEB).withAws(new SdkAwsSigner(
                Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL_LAMBDA", lambda.toString()), WEB,
                InstantSource.fixed(PluginKit.NOW)));
    }

    private static AwsLambda plugin(String config) {
        return PluginKit.plugin(AwsLambda.TYPE, "{function_name: shop, " + KEYS + (config.isBlank() ? "" : ", ")
                + config + "}");
    }

    private static Response invoke(AwsLambda plugin, Exchange exchange) {
        Step step = plugin.access(exchange, new PluginContext(PluginKit.instance(plugin),
                resources(LAMBDA.address())));
        return ((Step.Answer) step).response();
    }

    private static Exchange exchange(String request) {
        return PluginKit.exchange(Written.request(request));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                                 | GET /a                                                                     | {}
            -                                 | GET /a?k=1&k=2&flag&x=%20                                                  | {"k":["1","2"],"flag":true,"x":" "}
            -                                 | POST /a?k=1&l=2 + Content-Type: application/json + body: {"l":[3],"m":null} | {"k":"1","l":[3],"m":null}
            -                                 | POST /a + Content-Type: application/json; charset=utf-8 + body: [{}, []]   | [{},[]]
            -                                 | POST /a?k=1 + Content-Type: application/json + body: [7,8]                 | {"k":"1","1":7,"2":8}
            -                                 | POST /a + Content-Type: application/json + body: []                        | {}
            -                                 | POST /a + Content-Type: application/json + body: oops                      | {}
            -                                 | POST /a?k=q + Content-Type: application/x-www-form-urlencoded + body: k=b&l=2 | {"k":"b","l":"2"}
            -                                 | POST /a + Content-Type: text/plain + body: hello                           | {}
            forward_request_method: true      | PUT /a                                                                     | {"request_method":"PUT"}
            forward_request_uri: true         | GET /a/b?k=1&flag                                                          | {"request_uri":"/a/b?k=1&flag","request_uri_args":{"k":"1","flag":true}}
            forward_request_uri: true         | GET /a                                                                     | {"request_uri":"/a","request_uri_args":{}}
            forward_request_headers: true     | GET /a + X-One: 1 + X-Two: a + x-two: b                                    | {"request_headers":{"x-one":"1","x-two":["a","b"]}}
            forward_request_body: true        | POST /a + Content-Type: application/json + body: {"k": 1.50}                | {"request_body":"{\\"k\\": 1.50}","request_body_args":{"k":1.50}}
            forward_request_body: true        | POST /a + Content-Type: application/json + body: {"k":                     | {"request_body":"{\\"k\\":"}
            forward_request_body: true        | POST /a + Content-Type: text/plain + body: hello                           | {"request_body":"hello","request_body_args":{}}
            forward_request_body: true        | POST /a + Content-Type: text/plain; charset=utf-8 + body: hello            | {"request_body_base64":true,"request_body":"aGVsbG8=","request_body_args":{}}
            forward_request_body: true        | POST /a + Content-Type: application/octet-stream + body: 01234             | {"request_body_base64":true,"request_body":"MDEyMzQ=","request_body_args":{}}
            forward_request_body: true, base64_encode_body: false | POST /a + Content-Type: application/octet-stream + body: 01234 | {"request_body":"01234","request_body_args":{}}
            forward_request_body: true        | GET /a                                                                     | {"request_body_base64":true,"request_body":"","request_body_args":{}}
            forward_request_body: true        | POST /a + Content-Type: application/x-www-form-urlencoded + body: a=1&a=2  | {"request_body":"a=1&a=2","request_body_args":{"a":["1","2"]}}
            forward_request_method: true, forward_request_uri: true, forward_request_headers: true, forward_request_body: true | POST /a?q=1 + Content-Type: application/xml + body: <xml/> | {"request_method":"POST","request_headers":{"content-type":"application/xml"},"request_uri":"/a?q=1","request_uri_args":{"q":"1"},"request_body":"<xml/>","request_body_args":{}}
            """)
    void the_function_is_told_of_the_request(String config, String request, String event) {
        invoke(plugin(config == null ? "" : config), exchange(request));
        assertThat(LAMBDA.requests().getFirst().body().utf8()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            true  | POST /a/7?k=1&k=2&flag + Host: Shop.example.com:8000 + X-Two: a + X-Two: b + User-Agent: curl + body: text | {"version":"1.0","resource":"/a","path":"/7","httpMethod":"POST","headers":{"host":"Shop.example.com:8000","x-two":"a","user-agent":"curl"},"multiValueHeaders":{"host":["Shop.example.com:8000"],"x-two":["a","b"],"user-agent":["curl"]},"pathParameters":{"id":"7"},"queryStringParameters":{"k":"1","flag":true},"multiValueQueryStringParameters":{"k":["1","2"],"flag":[true]},"body":"dGV4dA==","isBase64Encoded":true,"requestContext":{"path":"/7","protocol":"HTTP/1.1","httpMethod":"POST","domainName":"shop.example.com","domainPrefix":"shop","identity":{"sourceIp":"203.0.113.7","userAgent":"curl"},"requestId":"0123456789abcdef0123456789abcdef","requestTime":"25/Nov/2026:10:20:30 +0000","requestTimeEpoch":1795602030000,"resourcePath":"/7"}}
            false | GET /a/7 | {"version":"1.0","resource":"/a","path":"/7","httpMethod":"GET","headers":{},"multiValueHeaders":{},"pathParameters":{"id":"7"},"queryStringParameters":{},"multiValueQueryStringParameters":{},"isBase64Encoded":false,"requestContext":{"path":"/7","protocol":"HTTP/1.1","httpMethod":"GET","domainName":"example.com","domainPrefix":"example","identity":{"sourceIp":"203.0.113.7"},"requestId":"0123456789abcdef0123456789abcdef","requestTime":"25/Nov/2026:10:20:30 +0000","requestTimeEpoch":1795602030000,"resourcePath":"/7"}}
            """)
    void an_event_of_api_gateways_has_what_kong_fills_in(boolean base64, String written, String event) {
        Request request = Written.request(written);
        Match match = new Match(PluginKit.route("r"), "/a/7", "/a",
                new Match.Captures(List.of("7"), Map.of("id", "7")));
        Exchange start = PluginKit.exchange(request);
        invoke(plugin("awsgateway_compatible: true, forward_request_method: true, base64_encode_body: " + base64),
                new Exchange(request, match, start.upstream().withPath("/7"), Attestation.NONE));
        assertThat(LAMBDA.requests().getFirst().body().utf8()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                          | POST /2015-03-31/functions/shop/invocations RequestResponse None eu-central-1
            invocation_type: Event     | POST /2015-03-31/functions/shop/invocations Event None eu-central-1
            invocation_type: DryRun    | POST /2015-03-31/functions/shop/invocations DryRun None eu-central-1
            qualifier: $LATEST         | POST /2015-03-31/functions/shop/invocations?Qualifier=%24LATEST RequestResponse None eu-central-1
            qualifier: prod            | POST /2015-03-31/functions/shop/invocations?Qualifier=prod RequestResponse None eu-central-1
            """)
    void the_function_is_called_as_lambdas_api_wants_it(String config, String call) {
        invoke(plugin(config == null ? "" : config), exchange("GET /"));
        assertThat(LAMBDA.requests()).singleElement().satisfies(request -> {
            String query = request.target().rawQuery().isEmpty() ? "" : "?" + request.target().rawQuery();
            assertThat(request.method() + " " + request.target().rawPath() + query + " "
                    + request.headers().first("X-Amz-Invocation-Type") + " "
                    + request.headers().first("X-Amz-Log-Type") + " "
                    + request.headers().first("Authorization").split("/")[2]).isEqualTo(call);
            assertThat(request.headers().first("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20261125/eu-central-1/lambda/aws4_request");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {function_name: 'arn:aws:lambda:us-east-1:123456789012:function:f', aws_key: A, aws_secret: b, log_type: None} | /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af/invocations us-east-1
            {function_name: f, aws_region: eu-west-1, host: 127.0.0.1, port: PORT, disable_https: true, aws_key: A, aws_secret: b, log_type: None} | /2015-03-31/functions/f/invocations eu-west-1
            """)
    void region_and_endpoint_are_the_configurations_or_the_environments(String config, String call) {
        AwsLambda plugin = PluginKit.plugin(AwsLambda.TYPE, config.replace("PORT", "" + LAMBDA.port()));
        invoke(plugin, exchange("GET /"));
        Request request = LAMBDA.requests().getFirst();
        assertThat(request.target().rawPath() + " " + request.headers().first("Authorization").split("/")[2])
                .isEqualTo(call);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                                                 | 200 + Content-Type: application/json + x-amzn-RequestId: foo + body: {"a": 1}  | 200 + Content-type: application/json + X-amzn-requestid: foo + body: {"a": 1}
            -                                                 | 200 + Content-Type: application/json + body: {"a": [], "b": [[]]}              | 200 + Content-type: application/json + body: {"a":{},"b":[{}]}
            empty_arrays_mode: correct                        | 200 + Content-Type: application/json + body: {"a": []}                         | 200 + Content-type: application/json + body: {"a": []}
            -                                                 | 200 + Content-Type: text/plain + body: []                                      | 200 + Content-type: text/plain + body: []
            -                                                 | 200 + Content-Type: application/json + body: "hello"                           | 200 + Content-type: application/json + body: hello
            -                                                 | 200 + Content-Type: application/json + body: null                              | 200 + Content-type: application/json + body: null
            -                                                 | 200 + X-Amz-Function-Error: Unhandled + body: {}                               | 200 + X-amz-function-error: Unhandled + body: {}
            unhandled_status: 412                             | 200 + X-Amz-Function-Error: Unhandled + body: {}                               | 412 + X-amz-function-error: Unhandled + body: {}
            unhandled_status: 412                             | 200 + X-Amz-Function-Error: Handled + body: {}                                 | 200 + X-amz-function-error: Handled + body: {}
            invocation_type: Event                            | 202 + x-amzn-RequestId: foo                                                    | 202 + X-amzn-requestid: foo
            invocation_type: DryRun                           | 204 + x-amzn-RequestId: foo                                                    | 204 + X-amzn-requestid: foo
            is_proxy_integration: true                        | 200 + body: {"statusCode":201}                                                 | 201
            is_proxy_integration: true                        | 200 + body: {"statusCode":"201","body":"hi"}                                   | 201 + body: hi
            is_proxy_integration: true                        | 200 + x-amzn-RequestId: foo + body: {"statusCode":200,"headers":{"X-Amzn-RequestId":"bar","Age":3600,"X-Yes":true}} | 200 + X-Amzn-RequestId: bar + Age: 3600 + X-Yes: true
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"headers":{"Age":"1","set-cookie":"x"},"multiValueHeaders":{"Set-Cookie":["a=1","b=2"]}} | 200 + Age: 1 + set-cookie: a=1 + set-cookie: b=2
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"multiValueHeaders":null}                        | 200
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"headers":{"Transfer-Encoding":"chunked","Content-Length":"99"},"body":"hi"} | 200 + body: hi
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"body":"dGVzdA==","isBase64Encoded":true}        | 200 + body: test
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"body":"dGVzdA==","isBase64Encoded":false}       | 200 + body: dGVzdA==
            is_proxy_integration: true                        | 200 + Content-Type: application/json + body: {"statusCode":200,"body":"[]"}    | 200 + Content-type: application/json + body: []
            is_proxy_integration: true                        | 200 + body: "{\\"statusCode\\":204}"                                           | 204
            is_proxy_integration: true                        | 200 + body: {"foo":"bar"                                                       | 502 the response is not JSON
            is_proxy_integration: true                        | 200                                                                            | 502 the response is not JSON
            is_proxy_integration: true                        | 200 + body: {"errorMessage":"oops"}                                            | 502 statusCode validation failed
            is_proxy_integration: true                        | 200 + body: [200]                                                              | 502 statusCode validation failed
            is_proxy_integration: true                        | 200 + body: {"statusCode":"hello"}                                             | 502 statusCode validation failed
            is_proxy_integration: true                        | 200 + body: {"statusCode":600}                                                 | 502 statusCode validation failed
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"headers":"hello"}                               | 502 headers must be a table
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"headers":null}                                  | 502 headers must be a table
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"body":1234}                                     | 502 body must be a string
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"isBase64Encoded":"abc"}                         | 502 isBase64Encoded must be a boolean
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"body":"%%","isBase64Encoded":true}              | fails: the function's body is said to be base64 and is not
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"headers":{"A":{}}}                              | fails: the function gave a header field that is no text
            is_proxy_integration: true                        | 200 + body: {"statusCode":200,"headers":{"A":"b\\r\\nc: d"}}                   | fails: the function gave a header field that cannot be sent
            """)
    void the_client_gets_what_the_function_answers(String config, String answer, String client) {
        ANSWER.set(Written.response(answer));
        AwsLambda plugin = plugin(config == null ? "" : config);
        if (client.startsWith("fails: ")) {
            assertThatThrownBy(() -> invoke(plugin, exchange("GET /"))).isInstanceOf(CallFailedException.class)
                    .hasMessage(client.substring(7));
            return;
        }
        Response response = invoke(plugin, exchange("GET /"));
        String expected = client.startsWith("502 ")
                ? "502 + Content-Type: application/json; charset=utf-8 + body: {\"message\":\"Bad Gateway\","
                        + "\"error\":\"could not JSON decode Lambda function response: " + client.substring(4) + "\"}"
                : client;
        assertThat(inOrder(response)).isEqualTo(inOrder(Written.response(expected)));
    }

    /// The server of the test dates its answers, and the JDK's client sorts their fields.
    private static String inOrder(Response response) {
        return Written.of(response.withHeaders(Headers.of(response.headers().without("Date").fields().stream()
                .map(field -> new Headers.Field(field.name().toLowerCase(Locale.ROOT), field.value()))
                .sorted(Comparator.comparing(Headers.Field::name)).toList())));
    }

    @Test
    void what_lambda_refuses_is_a_failure_of_the_gateways() {
        ANSWER.set(new Response(403, Headers.of("x-amzn-ErrorType", "AccessDeniedException"),
                Body.utf8("{\"Message\":\"User x is not authorized\"}")));
        assertThatThrownBy(() -> invoke(plugin(""), exchange("GET /"))).isInstanceOf(CallFailedException.class)
                .hasMessage("Lambda does not call shop: 403 AccessDeniedException");
    }

    @Test
    void a_function_is_called_once_and_no_longer_than_the_answer_is_waited_for() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (RecordingServer silent = RecordingServer.answering(_ -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Response.of(200);
        })) {
            AwsLambda plugin = plugin("");
            Exchange start = exchange("GET /");
            Exchange hurried = new Exchange(start.request(), start.match(), start.upstream(), Attestation.NONE,
                    () -> Duration.ofMillis(500));
            assertThatThrownBy(() -> plugin.access(hurried,
                    new PluginContext(PluginKit.instance(plugin), resources(silent.address()))))
                    .isInstanceOf(CallFailedException.class).hasMessageContaining("/functions/shop/invocations ");
            assertThat(silent.requests()).hasSizeLessThanOrEqualTo(1);
            over.countDown();
        }
    }

    @Test
    void the_answer_names_the_gateway_on_its_way() {
        ANSWER.set(Written.response("200 + Via: 1.1 inner + body: {}"));
        ActiveGateway plain = GatewayKit.active("""
                routes: [{name: r, paths: [/]}]
                plugins: [{name: aws-lambda, config: {function_name: f, aws_region: r, aws_key: k, aws_secret: s,
                  host: 127.0.0.1, port: PORT, disable_https: true, log_type: None}}]
                """, LAMBDA.port());
        ActiveGateway active = new ActiveGateway(plain.compiled(), plain.resources().withWeb(WEB), plain.auth());
        try (BackendProxy proxy = BackendProxy.system()) {
            Response response = new Router(proxy).handle(active, GatewayKit.request("GET", "/"), Attestation.NONE,
                    Deadline.in(Duration.ofSeconds(30), Ticker.system())).response();
            assertThat(response.headers().first("Via")).isEqualTo("1.1 inner, 1.1 " + Product.TOKEN);
            assertThat(response.headers().first("Server")).isEqualTo(Product.TOKEN);
            assertThat(response.headers().contains("X-Kong-Response-Latency")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {log_type: None}                                                     | HG0103 config.function_name: required field missing. The function's name, or its whole or partial ARN. Kong reads a configuration without one and then answers every request with 500.
            {function_name: f}                                                   | HG0308 config.log_type: Tail: clients get the last 4 kB of the function's log in X-Amz-Log-Result, as with Kong. Write log_type: None, or Tail if clients may see it.
            {function_name: f, log_type: Tail}                                   | -
            {function_name: f, log_type: None, aws_key: k}                       | HG0108 config: all or none of these fields must be set: 'config.aws_key', 'config.aws_secret'. Write both, or neither for the gateway's own role.
            {function_name: f, log_type: None, aws_secret: k}                    | HG0108 config: all or none of these fields must be set: 'config.aws_key', 'config.aws_secret'. Write both, or neither for the gateway's own role.
            {function_name: f, log_type: None, unhandled_status: 99}             | HG0106 config.unhandled_status: 99: value should be between 100 and 999.
            {function_name: f, log_type: None, unhandled_status: 700}            | HG0205 config.unhandled_status: 700: API Gateway cannot end a request with this status. Write a status from 200 to 599.
            {function_name: f, log_type: None, host: 'my.lambda.host'}           | -
            {function_name: f, log_type: None, host: 'my.lambda.host:443'}       | HG0105 config.host: invalid value: my.lambda.host:443. Write a host without scheme and port: lambda.eu-central-1.amazonaws.com.
            {function_name: f, log_type: None, proxy_url: 'http://squid:3128'}   | HG0202 config.proxy_url: Headgate does not call AWS through a proxy. Give the gateway's function a way to Lambda's API, or a VPC endpoint and name that in host.
            {function_name: f, log_type: None, awsgateway_compatible_payload_version: '2.0'} | HG0202 config.awsgateway_compatible_payload_version: Headgate makes events of payload format 1.0, as Kong's open source does. Remove it; most frameworks take both formats.
            {function_name: f, log_type: None, awsgateway_compatible_payload_version: '1.0'} | -
            {function_name: f, log_type: None, skip_large_bodies: false}         | HG0305 config.skip_large_bodies: No body is kept on disk here, so that every body is sent.
            {function_name: f, log_type: None, keepalive: 1}                     | HG0305 config.keepalive: Connections are kept as long as the environment and Lambda's API keep them.
            {function_name: f, log_type: None, disable_https: true}              | HG0308 config.disable_https: true: requests and answers can be read on their way to Lambda's API. Remove it, unless the API is on this machine.
            {function_name: f, log_type: None, empty_arrays_mode: other}         | HG0107 config.empty_arrays_mode: "other": expected one of: legacy, correct.
            """)
    void what_cannot_be_is_said_when_the_file_is_read(String config, String problem) {
        assertThat(PluginKit.problems(AwsLambda.TYPE, config).stream().map(line -> line
                .replaceFirst("^\\S+ (?:error|warning) (\\S+) plugin aws-lambda ", "$1 ")).toList())
                .isEqualTo(problem.equals("-") ? List.of() : List.of(problem));
    }
}
