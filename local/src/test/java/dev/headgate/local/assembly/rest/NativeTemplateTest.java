package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The template that the CDK app makes of a plan with native methods: who answers what.
class NativeTemplateTest {
    private final List<String> reached = new ArrayList<>();
    @TempDir
    private Path folder;

    private RestApiServer served() {
        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", AssemblyFolder.golden("native-rest-1/headgate-us-east-1")).read()
                .assembly().orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        RestApiServer served = new RestApis(stack, stack.functions(), new RestApis.World((arn, _, _) -> {
            boolean isAuthorizer = arn.contains("authorizer");
            reached.add(isAuthorizer ? "authorizer" : "router");
            return (isAuthorizer
                    ? "{\"principalId\":\"me\",\"policyDocument\":{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}]}}"
                    : "{\"statusCode\":200,\"body\":\"router\"}").getBytes(StandardCharsets.UTF_8);
        }, call -> {
            reached.add(call.method() + " " + call.scheme() + "://" + call.host() + call.target());
            return Response.of(204);
        }, InstantSource.system(), Undocumented.DEFAULT)).read().getFirst();
        assertThat(findings.all()).isEmpty();
        return served;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # client                          | answer | who was reached
                    GET    /live/orders               | 204    | GET https://shop.example.com/api
                    POST   /live/orders               | 200    | router
                    GET    /live/orders/7?a=b         | 204    | GET https://shop.example.com/api/orders/7?a=b
                    DELETE /live/orders/7             | 204    | DELETE https://shop.example.com/api/orders/7
                    GET    /live/orders/special       | 200    | router
                    GET    /live/orders/special/x     | 200    | router
                    GET    /live/orders/7/x           | 200    | router
                    HEAD   /live/catalogue            | 204    | HEAD https://shop.example.com/api
                    GET    /live/catalogue/a/b        | 204    | GET https://shop.example.com/api/a/b
                    PUT    /live/catalogue/a/b        | 200    | router
                    GET    /live/files/a/b            | 204    | GET https://shop.example.com/api/files/a/b
                    POST   /live/limited              | 204    | POST https://limited.example.com/
                    GET    /live/gone                 | 410    |
                    GET    /live/gone/x               | 200    | router
                    GET    /live/page                 | 503    |
                    GET    /live/                     | 200    | authorizer, router
                    GET    /live/elsewhere            | 200    | authorizer, router
                    """)
    void each_method_leads_where_the_plan_says(String request, int status, String expected) {
        String[] parts = request.split(" +");
        Response response = served().answer(RequestKit.of(parts[0], parts[1]).request(), new ServedApi.Arrival(
                new ServedApi.Entry.Endpoint(), RequestKit.ID, RequestKit.ENVELOPE.time()));
        assertThat(response.status()).isEqualTo(status);
        assertThat(String.join(", ", reached)).isEqualTo(expected == null ? "" : expected);
    }
}
