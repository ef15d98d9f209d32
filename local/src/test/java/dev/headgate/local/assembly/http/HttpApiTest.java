package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.ServedApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpApiTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /pets/{id}       | https://b.example/x/{id}     | /pets/7?a=1       | b.example 443 /x/7?a=1
                    GET /pets/{id}       | http://b.example:81/x/{id}/y | /pets/a%20b       | b.example:81 81 /x/a%20b/y
                    ANY /files/{rest+}   | http://b.example/f/{rest}    | /files/a//b/?q    | b.example 80 /f/a//b/?q
                    GET /pets            | http://b.example             | /pets             | b.example 80 /
                    GET /pets            | http://b.example/x?y=1       | /pets?a=1         | b.example 80 /x?y=1&a=1
                    $default             | http://b.example             | /store/checkout   | b.example 80 /store/checkout
                    $default             | http://b.example/base/       | /store?a=b        | b.example 80 /base/store?a=b
                    """)
    void a_backend_is_asked_for(String routeKey, String uri, String target, String call) {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().http(routeKey, uri));
        assertThat(served.send("GET", target).status()).isEqualTo(200);
        BackendCalls.Call made = served.call();
        assertThat(made.headers().first("Host") + " " + made.port() + " " + made.target()).isEqualTo(call);
    }

    @Test
    void a_backend_gets_the_whole_request_with_what_api_gateway_says_of_it() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().http("ANY /a", "http://b.example/a"));
        Response answer = served.sendBody("POST", "/a", "content", "Content-Type", "text/plain", "X-Mixed-Case", "V",
                "X-Two", "1", "x-two", "2", "Connection", "keep-alive", "X-Forwarded-For", "203.0.113.1", "Via",
                "1.0 proxy", "Content-Length", "7");
        BackendCalls.Call call = served.call();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.body().utf8()).isEqualTo("content");
        assertThat(call.headers().fields()).extracting(field -> field.name() + ": " + field.value()).containsExactly(
                "host: b.example", "content-type: text/plain", "x-mixed-case: V", "x-two: 1", "x-two: 2",
                "forwarded: by=127.0.0.1;for=192.0.2.7;host=api.example.com;proto=https",
                "via: 1.0 proxy, HTTP/1.1 AmazonAPIGateway", "x-forwarded-for: 203.0.113.1, 192.0.2.7",
                "x-forwarded-port: 443", "x-forwarded-proto: https",
                "x-amzn-trace-id: " + call.headers().first("X-Amzn-Trace-Id"));
        assertThat(call.headers().first("X-Amzn-Trace-Id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        assertThat(answer.headers().first("Apigw-Requestid")).isEqualTo(ServedTemplate.API_REQUEST_ID);
    }

    @Test
    void a_fixed_method_is_the_integration_s() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().route("ANY /a", "",
                HttpTemplate.backend("http://b.example/a", "").replace("\"ANY\"", "\"PUT\"")));
        served.send("GET", "/a");
        assertThat(served.call().method()).isEqualTo("PUT");
    }

    @Test
    void an_answer_goes_back_without_the_fields_of_the_connection() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().http("GET /a", "http://b.example"));
        served.backendAnswer = new Response(418, Headers.of("X-A", "1", "Connection", "close", "Transfer-Encoding",
                "chunked", "Set-Cookie", "a=1", "Set-Cookie", "b=2"), Body.utf8("tea"));
        Response answer = served.send("GET", "/a");
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body().utf8()).isEqualTo("tea");
        assertThat(answer.headers()).isEqualTo(Headers.of("X-A", "1", "Set-Cookie", "a=1", "Set-Cookie", "b=2",
                "Apigw-Requestid", ServedTemplate.API_REQUEST_ID));
    }

    @Test
    void a_private_backend_gets_the_stage_in_the_path_and_the_client_s_host() {
        HttpTemplate template = new HttpTemplate().stage("test", "")
                .route("GET /a", "", HttpTemplate.backend("arn:listener",
                        "\"ConnectionType\": \"VPC_LINK\", \"ConnectionId\": {\"Ref\": \"Link\"}"))
                .route("GET /b", "", HttpTemplate.backend("arn:listener",
                        "\"ConnectionType\": \"VPC_LINK\", \"ConnectionId\": {\"Ref\": \"Link\"}, \"RequestParameters\":"
                                + " {\"overwrite:path\": \"$request.path\", \"overwrite:header.Host\": \"inside\"}"))
                .resource("Link", """
                        {"Type": "AWS::ApiGatewayV2::VpcLink", "Properties": {"Name": "link", "SubnetIds": ["a"]}}""");
        ServedTemplate served = ServedTemplate.of(folder, template);
        served.send("GET", "/test/a?x=1");
        served.send("GET", "/test/b");
        assertThat(served.calls).extracting(call -> call.host() + ":" + call.port() + call.target() + " "
                + call.headers().first("Host"))
                .containsExactly("10.0.0.5:8080/test/a?x=1 api.example.com", "10.0.0.5:8080/b inside");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    $default | /a        | 200 /x
                    $default | /test/a   | 404 {"message":"Not Found"}
                    test     | /test/a   | 200 /x
                    test     | /test     | 404 {"message":"Not Found"}
                    test     | /a        | 404 {"message":"Not Found"}
                    test     | /testing/a | 404 {"message":"Not Found"}
                    """)
    void a_path_that_begins_with_a_stage_goes_there(String stage, String target, String answer) {
        ServedTemplate served = ServedTemplate.of(folder,
                new HttpTemplate().stage(stage, "").http("GET /a", "http://b.example/x"));
        Response response = served.send("GET", target);
        assertThat(response.status() + " "
                + (served.calls.isEmpty() ? response.body().utf8() : served.call().target())).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~     | /a         | /a
            v1     | /v1/a      | /a
            v1/pets | /v1/pets  | /
            """)
    void a_domain_s_mapping_stands_in_no_path(String key, String target, String rest) {
        ServedTemplate served = ServedTemplate.of(folder,
                new HttpTemplate().stage("test", "").http("$default", "http://b.example"));
        var _ = served.api().answer(ServedTemplate.request("GET", target, ""), new ServedApi.Arrival(
                new ServedApi.Entry.Mapping("test", key), ServedTemplate.API_REQUEST_ID, ServedTemplate.START));
        assertThat(served.call().target()).isEqualTo(rest);
    }

    @Test
    void a_function_gets_an_event_with_the_route_and_the_stage_s_variables() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().function("pets")
                .stage("test", "\"StageVariables\": {\"color\": \"blue\"}")
                .route("GET /pets/{id}", "", HttpTemplate.invoking("pets", "2.0"))
                .route("GET /old/{id}", "", HttpTemplate.invoking("pets", "1.0")));
        served.functionAnswers.put("pets", "{\"statusCode\": 201, \"body\": \"made\", \"headers\": {\"X-A\": \"1\"}}");
        Response answer = served.send("GET", "/test/pets/7?a=1", "X-B", "2");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().utf8()).isEqualTo("made");
        JsonValue.Members event = served.events.getFirst();
        assertThat(event.text("routeKey")).contains("GET /pets/{id}");
        assertThat(event.text("rawPath")).contains("/test/pets/7");
        assertThat(event.object("pathParameters").text("id")).contains("7");
        assertThat(event.object("stageVariables").text("color")).contains("blue");
        assertThat(event.object("requestContext").text("stage")).contains("test");
        assertThat(served.send("GET", "/test/old/7").status()).isEqualTo(201);
        assertThat(served.events.getLast().text("version")).contains("1.0");
        assertThat(served.events.getLast().text("resource")).contains("/old/{id}");
    }

    @Test
    void a_function_that_fails_is_an_internal_error() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().function("pets").route("GET /pets", "",
                HttpTemplate.invoking("pets", "2.0")));
        served.functionAnswers.put("pets", "!broken");
        Response answer = served.send("GET", "/pets");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().utf8()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void a_throttle_lets_a_burst_through_and_then_its_rate() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().stage("$default", """
                "DefaultRouteSettings": {"ThrottlingBurstLimit": 2, "ThrottlingRateLimit": 1},
                "RouteSettings": {"GET /own": {"ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 0.5}}""")
                .http("GET /a", "http://b.example").http("GET /b", "http://b.example")
                .http("GET /own", "http://b.example"));
        assertThat(IntStream.range(0, 3).map(_ -> served.send("GET", "/a").status())).containsExactly(200, 200, 429);
        assertThat(served.send("GET", "/b").body().utf8()).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(IntStream.range(0, 2).map(_ -> served.send("GET", "/own").status())).containsExactly(200, 429);
        served.pass(Duration.ofSeconds(1));
        assertThat(served.send("GET", "/b").status()).isEqualTo(200);
        assertThat(served.send("GET", "/own").status()).isEqualTo(429);
        served.pass(Duration.ofSeconds(1));
        assertThat(served.send("GET", "/own").status()).isEqualTo(200);
    }

    @Test
    void a_request_above_the_limits_reaches_no_route() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().http("GET /a", "http://b.example"));
        assertThat(served.send("GET", "/a", "X-Long", "x".repeat(10_240)).status()).isEqualTo(431);
        assertThat(served.calls).isEmpty();
    }

    @Test
    void mappings_of_requests_and_answers_are_done() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().route("GET /pets/{id}", "",
                HttpTemplate.backend("http://b.example/pets", """
                        "RequestParameters": {"append:header.X-Pet": "$request.path.id", "overwrite:querystring.a": "2"},
                        "ResponseParameters": {"200": {"ResponseParameters": [
                          {"Destination": "overwrite:statuscode", "Source": "202"},
                          {"Destination": "append:header.x-req", "Source": "${context.requestId} ${response.header.X-B}"},
                          {"Destination": "remove:header.X-B", "Source": ""}]}}""")));
        served.backendAnswer = new Response(200, Headers.of("X-B", "b"), Body.EMPTY);
        Response answer = served.send("GET", "/pets/7?a=1&c=%41");
        assertThat(served.call().target()).isEqualTo("/pets?c=%41&a=2");
        assertThat(served.call().headers().all("x-pet")).containsExactly("7");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().all("x-req")).containsExactly(ServedTemplate.API_REQUEST_ID + " b");
        assertThat(answer.headers().contains("X-B")).isFalse();
    }

    @Test
    void a_renamed_header_takes_its_values_along() {
        ServedTemplate served = ServedTemplate.of(folder, new HttpTemplate().http("GET /a", "http://b.example",
                Map.of("append:header.header2", "$request.header.header1", "remove:header.header1", "")));
        served.send("GET", "/a", "Header1", "v1", "header1", "v2");
        assertThat(served.call().headers().all("header2")).containsExactly("v1,v2");
        assertThat(served.call().headers().contains("header1")).isFalse();
    }
}
