package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the CDK app makes of a plan does what the plan says.
class PlannedRestTemplateTest {
    private final List<String> done = new ArrayList<>();
    private RestApiServer api;

    @BeforeEach
    void serve(@TempDir Path folder) {
        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", AssemblyFolder.golden("native-rest-1/headgate-us-east-1")).read()
                .assembly().orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        api = new RestApis(stack, stack.functions(), new RestApis.World((arn, _, _) -> {
            boolean isRouter = arn.contains("router");
            done.add(isRouter ? "router" : "authorizer");
            return (isRouter ? "{\"statusCode\": 204}" : """
                    {"principalId": "anonymous", "policyDocument": {"Version": "2012-10-17", "Statement": [
                      {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}]}}""")
                    .getBytes(StandardCharsets.UTF_8);
        }, call -> {
            done.add(call.method() + " " + call.scheme() + "://" + call.host() + call.target() + " for "
                    + call.headers().first("X-Real-IP"));
            return new Response(200, Headers.EMPTY, Body.utf8("backend"));
        }, InstantSource.system(), Undocumented.DEFAULT)).read().getFirst();
        assertThat(findings.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /orders          | GET https://shop.example.com/api for 192.0.2.7
            POST /orders         | router
            DELETE /orders/7     | DELETE https://shop.example.com/api/orders/7 for 192.0.2.7
            GET /orders/7/lines  | router
            GET /orders/special  | router
            GET /catalogue/a/b?c=d | GET https://shop.example.com/api/a/b?c=d for 192.0.2.7
            PUT /catalogue/a/b   | router
            GET /files/a         | GET https://shop.example.com/api/files/a for 192.0.2.7
            GET /filesystem      | authorizer, router
            GET /members/keys    | authorizer, router
            POST /limited        | POST https://limited.example.com/ for 192.0.2.7
            GET /                | authorizer, router
            GET /gone            |
            """)
    void requests_go_where_the_plan_says(String request, String expected) {
        String[] words = request.split(" ");
        send(words[0], words[1], "");
        assertThat(String.join(", ", done)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /gone  |                                   | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | application/json                  | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | application/x-www-form-urlencoded | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | text/plain; charset=utf-8         | 410 application/json; charset=utf-8 {"message":"Gone"}
            POST /gone | image/png                         | 415 application/json {"message":"Unsupported media type"}
            GET /page  |                                   | 503 text/html <h1>Soon</h1>
            """)
    void answers_are_made_by_the_API_itself(String request, String contentType, String expected) {
        String[] words = request.split(" ");
        Response answer = send(words[0], words[1], contentType == null ? "" : contentType);
        assertThat(answer.status() + " " + answer.headers().first("Content-Type") + " "
                + answer.body().utf8().replaceAll(",?\\s*\"request_id\":\"[^\"]*\"", "").replaceAll("\\n\\s*", ""))
                .isEqualTo(expected);
        assertThat(done).isEmpty();
    }

    private Response send(String method, String target, String contentType) {
        RequestKit request = RequestKit.of(method, "/live" + target);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType).body("text");
        }
        return api.answer(request.request(),
                new ServedApi.Arrival(new ServedApi.Entry.Endpoint(), RequestKit.ID, RequestKit.ENVELOPE.time()));
    }
}
