package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.rest.RestTemplate.Server;
import dev.headgate.local.assembly.rest.Undocumented.DotSegments;
import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Throttles, caches and resource policies, in front of a function that counts, and what becomes of its answers.
class StageTest {
    private final AtomicInteger invocations = new AtomicInteger();
    private String payload = "{\"statusCode\": 200, \"body\": \"COUNT\"}";
    @TempDir
    private Path folder;

    private Server serve(RestTemplate template) {
        return template.serve(call -> {
            throw new AssertionError(call);
        }, Map.of("router", _ -> {
            if (payload.equals("broken")) {
                throw new FunctionFailedException("broken", new IllegalStateException());
            }
            return payload.replace("COUNT", String.valueOf(invocations.incrementAndGet()))
                    .getBytes(StandardCharsets.UTF_8);
        }));
    }

    private RestTemplate template() {
        return new RestTemplate(folder).resource("Proxy", "Root", "{proxy+}")
                .method("ANY", "Root", RestTemplate.function("router"), "")
                .method("ANY", "Proxy", RestTemplate.function("router"), "");
    }

    @Test
    void each_method_has_a_bucket_that_fills_again() {
        RestTemplate template = template().methodSettings("""
                {"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 2}""");
        Server server = serve(template);
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo("200 1");
        assertThat(server.told(RequestKit.of("PUT", "/live/b"))).isEqualTo("200 2");
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo("429 {\"message\":\"Too Many Requests\"}");
        assertThat(server.told(RequestKit.get("/live"))).as("another resource").isEqualTo("200 3");
        template.pass(1);
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo("200 4");
        assertThat(server.told(RequestKit.get("/live/a"))).startsWith("429");
    }

    @Test
    void what_is_said_of_a_method_goes_before_what_is_said_of_all() {
        Server server = serve(template().methodSettings("""
                {"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 1},
                {"HttpMethod": "ANY", "ResourcePath": "/~1{proxy+}", "LoggingLevel": "ERROR"}"""));
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo("200 1");
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo("200 2");
        assertThat(server.told(RequestKit.get("/live"))).isEqualTo("200 3");
        assertThat(server.told(RequestKit.get("/live"))).startsWith("429");
    }

    @ParameterizedTest(name = "after GET /a?page=1 with Accept: json, {0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET  | /live/a?page=1&other=2 | json | 0  | 1
                    GET  | /live/a?page=2         | json | 0  | 2
                    GET  | /live/b?page=1         | json | 0  | 2
                    GET  | /live/a?page=1         | xml  | 0  | 2
                    POST | /live/a?page=1         | json | 0  | 2
                    GET  | /live/a?page=1         | json | 59 | 1
                    GET  | /live/a?page=1         | json | 60 | 2
                    """)
    void the_cache_tells_requests_apart_by_its_key(String method, String target, String accept, int seconds,
            String expected) {
        RestTemplate template = template().stage(", \"CacheClusterEnabled\": true, \"CacheClusterSize\": \"0.5\"")
                .method("GET", "Proxy", RestTemplate.function("router")
                        + ", \"CacheKeyParameters\": [\"method.request.path.proxy\", \"method.request.querystring.page\","
                        + " \"method.request.header.Accept\"]", "")
                .methodSettings("""
                        {"HttpMethod": "GET", "ResourcePath": "/~1{proxy+}", "CachingEnabled": true,
                          "CacheTtlInSeconds": 60}""");
        Server server = serve(template);
        assertThat(server.told(RequestKit.get("/live/a?page=1").header("Accept", "json"))).isEqualTo("200 1");
        template.pass(seconds);
        assertThat(server.told(RequestKit.of(method, target).header("Accept", accept))).isEqualTo("200 " + expected);
    }

    @ParameterizedTest(name = "{1} from {0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    10.1.2.3   | GET  /live/a     | 200
                    10.9.1.1   | GET  /live/a     | 403
                    192.0.2.1  | GET  /live/a     | 403
                    192.0.2.1  | GET  /live/ready | 200
                    192.0.2.1  | POST /live/ready | 403
                    10.1.2.3   | PUT  /live/no    | 403
                    """)
    void a_resource_policy_allows_some(String from, String request, int status) {
        Server server = serve(template().api("""
                , "Policy": {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/live/*", "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8"]},
                      "NotIpAddress": {"aws:SourceIp": "10.9.0.0/16"}}},
                  {"Effect": "Allow", "Principal": "*", "Action": "execute-api:*",
                    "Resource": "execute-api:/live/GET/ready"},
                  {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke",
                    "Resource": ["execute-api:/*/PUT/*"]}]}"""));
        String[] parts = request.split(" +");
        assertThat(server.answer(RequestKit.of(parts[0], parts[1]).from(from)).status()).isEqualTo(status);
    }

    /// "This limits URI length when resource policies are used" (API Gateway developer guide, "Quotas").
    @Test
    void a_resource_policy_takes_no_long_paths() {
        String path = "/live/" + "a".repeat(1_600);
        assertThat(serve(template().api(", \"Policy\": {\"Statement\": []}")).answer(RequestKit.get(path)).status())
                .isEqualTo(414);
        assertThat(serve(template().api("")).answer(RequestKit.get(path)).status()).isNotEqualTo(414);
    }

    @Test
    void whom_a_policy_denies_is_told_what_it_may_not_invoke() {
        Server server = serve(template().api(", \"Policy\": {\"Statement\": []}"));
        assertThat(server.told(RequestKit.get("/live/a")))
                .matches("403 \\{\"Message\":\"User: anonymous is not authorized"
                        + " to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\\*{8}0000:[0-9a-z]{10}/live/GET/a\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    {"statusCode": "201"}               | 201
                    {"statusCode": 200, "headers": null} | 200
                    {"statusCode": 200, "other": 1}     | 502 {"message":"Internal server error"}
                    {}                                  | 502 {"message":"Internal server error"}
                    "text"                              | 502 {"message":"Internal server error"}
                    broken                              | 502 {"message":"Internal server error"}
                    """)
    void the_functions_answer_is_judged(String answer, String expected) {
        payload = answer;
        assertThat(serve(template()).told(RequestKit.get("/live/a")).strip()).isEqualTo(expected);
    }

    @Test
    void the_answer_for_all_5xx_is_for_a_broken_function_too() {
        payload = "broken";
        Server server = serve(template().declare("Answer", "GatewayResponse",
                "\"ResponseType\": \"DEFAULT_5XX\", \"ResponseTemplates\": {\"application/json\": \"sorry\"}"));
        assertThat(server.told(RequestKit.get("/live/a"))).isEqualTo("502 sorry");
    }

    /// The event comes back as the body.
    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # client   | mapping | path     | requestContext.path | resource  | pathParameters.proxy
                    /live/a/b/ | none    | /a/b/    | /live/a/b/          | /{proxy+} | a/b
                    /a/b       | whole   | /a/b     | /a/b                | /{proxy+} | a/b
                    /v1/a/b    | v1      | /v1/a/b  | /v1/a/b             | /{proxy+} | a/b
                    /v1        | v1      | /v1      | /v1                 | /         |
                    """)
    void a_custom_domain_hides_the_stage_and_shows_its_key(String client, String mapping, String path,
            String contextPath, String resource, String proxy) {
        ServedApi.Entry entry = switch (mapping) {
            case "none" -> new ServedApi.Entry.Endpoint();
            case "whole" -> new ServedApi.Entry.Mapping("live", "");
            default -> new ServedApi.Entry.Mapping("live", mapping);
        };
        List<JsonValue.Members> events = new ArrayList<>();
        Server server = template().serve(call -> {
            throw new AssertionError(call);
        }, Map.of("router", event -> {
            events.add(JsonValue.parseObject(Body.of(event)).orElseThrow());
            return "{\"statusCode\": 200}".getBytes(StandardCharsets.UTF_8);
        }));
        assertThat(server.answer(RequestKit.get(client), entry).status()).isEqualTo(200);
        JsonValue.Members event = events.getFirst();
        assertThat(event.text("path")).contains(path);
        assertThat(event.object("requestContext").text("path")).contains(contextPath);
        assertThat(event.text("resource")).contains(resource);
        assertThat(event.object("pathParameters").text("proxy")).isEqualTo(Optional.ofNullable(proxy));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    /live/b/../a       | nothing | a
                    /live/./a          | nothing | a
                    /live/b/%2E%2e/a   | nothing | a
                    /live/../../live/a | nothing | a
                    /live/a/b/..       | nothing | a
                    /live/a            | a       | a
                    """)
    void dot_segments_may_be_taken_out(String target, String kept, String removed) {
        for (DotSegments dotSegments : DotSegments.values()) {
            Server server = serve(new RestTemplate(folder).undocumented(Undocumented.DEFAULT.with(dotSegments))
                    .resource("A", "Root", "a").method("ANY", "A", RestTemplate.function("router"), ""));
            assertThat(server.answer(RequestKit.get(target)).status() == 200 ? "a" : "nothing").as("%s", dotSegments)
                    .isEqualTo(dotSegments == DotSegments.KEPT ? kept : removed);
        }
    }

    @Test
    void the_method_can_be_overridden_by_a_field() {
        Server server = serve(new RestTemplate(folder).method("DELETE", "Root", RestTemplate.function("router"), ""));
        assertThat(server.told(RequestKit.of("POST", "/live"))).startsWith("403");
        assertThat(server.told(RequestKit.of("POST", "/live").header("X-HTTP-Method-Override", "DELETE")))
                .isEqualTo("200 1");
    }

    @Test
    void answers_of_functions_tell_the_trace() {
        Response response = serve(template()).answer(RequestKit.get("/live/a").header("X-Amzn-Trace-Id", "Root=1"));
        assertThat(response.headers().first("X-Amzn-Trace-Id")).isEqualTo("Root=1");
        assertThat(response.headers().first("x-amzn-RequestId")).isEqualTo(RequestKit.ID);
    }
}
