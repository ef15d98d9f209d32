package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaAuthorizerTest {
    private static final String SIMPLE = "\"AuthorizerPayloadFormatVersion\": \"2.0\", \"EnableSimpleResponses\": true";
    private static final String POLICY = "\"AuthorizerPayloadFormatVersion\": \"2.0\"";
    private static final String POLICY_1 = "\"AuthorizerPayloadFormatVersion\": \"1.0\"";
    private static final String ALLOWED = "{\"isAuthorized\": true, \"context\": {\"who\": \"me\"}}";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    {"isAuthorized": true}     | 200
                    {"isAuthorized": false}    | 403 {"message":"Forbidden"}
                    {"isAuthorized": "false"}  | 500 {"message":"Internal Server Error"}
                    {}                         | 500 {"message":"Internal Server Error"}
                    no JSON                    | 500 {"message":"Internal Server Error"}
                    !Unauthorized              | 401 {"message":"Unauthorized"}
                    !broken                    | 500 {"message":"Internal Server Error"}
                    """)
    void a_simple_response_decides(String returned, String answer) {
        ServedTemplate served = served(SIMPLE);
        served.functionAnswers.put("judge", returned);
        assertThat(answer(served.send("GET", "/a"))).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    Allow | arn:aws:execute-api:us-east-1:000000000000:API/$default/GET/a   | 200
                    Allow | arn:aws:execute-api:*:*:API/*/GET/*                            | 200
                    Allow | arn:aws:execute-api:us-east-1:000000000000:API/$default/GET/b  | 403
                    Deny  | arn:aws:execute-api:us-east-1:000000000000:API/*               | 403
                    """)
    void a_policy_is_held_against_the_request(String effect, String resource, int status) {
        for (String form : new String[]{POLICY, POLICY_1}) {
            ServedTemplate served = served(form);
            served.functionAnswers.put("judge", policy(effect, resource.replace("API", served.api().apiId())));
            assertThat(served.send("GET", "/a").status()).isEqualTo(status);
        }
    }

    @Test
    void what_the_authorizer_says_reaches_functions_and_mappings() {
        ServedTemplate served = served(SIMPLE);
        served.functionAnswers.put("judge", ALLOWED);
        served.send("GET", "/f");
        served.send("GET", "/m");
        JsonValue.Members authorizer = served.events.get(1).object("requestContext").object("authorizer");
        assertThat(authorizer.object("lambda").text("who")).contains("me");
        assertThat(served.call().headers().all("x-who")).containsExactly("me");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    "$request.header.X-Key"                                | /a       | KEY | 200 1 ["k"]
                    "$request.header.X-Key"                                | /a       | -   | 401 0
                    "$request.header.X-Key"                                | /a       | ~~  | 401 0
                    "$request.querystring.key"                             | /a?key=q | -   | 200 1 ["q"]
                    "$request.header.X-Key", "$request.querystring.key"    | /a?key=q | KEY | 200 1 ["k","q"]
                    "$request.header.X-Key", "$request.querystring.key"    | /a       | KEY | 401 0
                    "$context.routeKey", "$request.header.X-Key"           | /a       | KEY | 200 1 ["GET /a","k"]
                    """)
    void all_identity_sources_have_to_be_there(String sources, String target, String key, String outcome) {
        ServedTemplate served = served(SIMPLE + ", \"IdentitySource\": [" + sources + "]");
        served.functionAnswers.put("judge", ALLOWED);
        Response answer = key.equals("-")
                ? served.send("GET", target)
                : served.send("GET", target, "X-Key", key.equals("KEY") ? "k" : "");
        String given = served.events.isEmpty()
                ? ""
                : " " + served.events.getFirst().member("identitySource").orElseThrow().document();
        assertThat(answer.status() + " " + served.events.size() + given).isEqualTo(outcome);
    }

    @Test
    void a_result_is_kept_for_its_time_and_for_all_routes() {
        ServedTemplate served = served(SIMPLE + ", \"AuthorizerResultTtlInSeconds\": 300,"
                + " \"IdentitySource\": [\"$request.header.X-Key\"]");
        served.functionAnswers.put("judge", ALLOWED);
        served.send("GET", "/a", "X-Key", "k");
        served.send("GET", "/b", "X-Key", "k");
        assertThat(served.events).hasSize(1);
        served.send("GET", "/a", "X-Key", "other");
        assertThat(served.events).hasSize(2);
        served.functionAnswers.put("judge", "{\"isAuthorized\": false}");
        served.pass(Duration.ofSeconds(299));
        assertThat(served.send("GET", "/a", "X-Key", "k").status()).isEqualTo(200);
        served.pass(Duration.ofSeconds(1));
        assertThat(served.send("GET", "/a", "X-Key", "k").status()).isEqualTo(403);
        assertThat(served.send("GET", "/b", "X-Key", "k").status()).isEqualTo(403);
        assertThat(served.events).hasSize(3);
    }

    @Test
    void a_kept_policy_is_held_against_each_request() {
        ServedTemplate served = served(POLICY + ", \"AuthorizerResultTtlInSeconds\": 300,"
                + " \"IdentitySource\": [\"$request.header.X-Key\"]");
        served.functionAnswers.put("judge", policy("Allow", "*/GET/a"));
        assertThat(served.send("GET", "/a", "X-Key", "k").status()).isEqualTo(200);
        assertThat(served.send("GET", "/b", "X-Key", "k").status()).isEqualTo(403);
        assertThat(served.events).hasSize(1);
    }

    @Test
    void a_route_key_among_the_sources_keeps_results_per_route() {
        ServedTemplate served = served(SIMPLE + ", \"AuthorizerResultTtlInSeconds\": 300,"
                + " \"IdentitySource\": [\"$request.header.X-Key\", \"$context.routeKey\"]");
        served.functionAnswers.put("judge", ALLOWED);
        served.send("GET", "/a", "X-Key", "k");
        served.send("GET", "/b", "X-Key", "k");
        served.send("GET", "/b", "X-Key", "k");
        assertThat(served.events).hasSize(2);
    }

    @Test
    void a_failure_is_not_kept() {
        ServedTemplate served = served(SIMPLE + ", \"AuthorizerResultTtlInSeconds\": 300,"
                + " \"IdentitySource\": [\"$request.header.X-Key\"]");
        for (String failure : new String[]{"!broken", "[]", "{}"}) {
            served.functionAnswers.put("judge", failure);
            assertThat(served.send("GET", "/a", "X-Key", "k").status()).isEqualTo(500);
        }
        served.functionAnswers.put("judge", ALLOWED);
        assertThat(served.send("GET", "/a", "X-Key", "k").status()).isEqualTo(200);
    }

    private static String answer(Response response) {
        return response.status() == 200 ? "200" : response.status() + " " + response.body().utf8();
    }

    private static String policy(String effect, String resource) {
        return """
                {"principalId": "me", "policyDocument": {"Version": "2012-10-17", "Statement": [
                  {"Action": "execute-api:Invoke", "Effect": "%s", "Resource": "%s"}]}}""".formatted(effect, resource);
    }

    private ServedTemplate served(String members) {
        String route = "\"AuthorizationType\": \"CUSTOM\", \"AuthorizerId\": {\"Ref\": \"Asked\"}";
        String backend = HttpTemplate.backend("http://b.example", "");
        ServedTemplate served = ServedTemplate.of(folder,
                new HttpTemplate().function("judge").function("f").lambdaAuthorizer("Asked", "judge", members)
                        .route("GET /a", route, backend).route("GET /b", route, backend)
                        .route("GET /f", route, HttpTemplate.invoking("f", "2.0"))
                        .route("GET /m", route, HttpTemplate.backend("http://b.example",
                                "\"RequestParameters\": {\"append:header.x-who\": \"$context.authorizer.who\"}")));
        served.functionAnswers.put("f", "{}");
        return served;
    }
}
