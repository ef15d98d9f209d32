package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the CDK app makes of a plan does what the plan says. The function `work` stands in no stack, so that the emulator
/// refuses that one and serves the rest.
class PlannedTemplateTest {
    @TempDir
    private Path folder;

    private final Findings findings = new Findings();
    private final List<String> done = new ArrayList<>();

    private HttpApi api() {
        return api("native-http-1", Map.of());
    }

    private HttpApi api(String golden, Map<String, String> targets) {
        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", AssemblyFolder.golden(golden + "/headgate-us-east-1")).read()
                .assembly().orElseThrow();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        return new HttpApis(stack, stack.functions(), new HttpApis.World((arn, _, _) -> {
            boolean isRouter = arn.contains("router");
            done.add(isRouter ? "router" : "authorizer");
            return (isRouter ? "{\"statusCode\": 204}" : """
                    {"isAuthorized": true, "context": {"toldXConsumerID": "alice"}}""")
                    .getBytes(StandardCharsets.UTF_8);
        }, call -> {
            done.add(call(call));
            return new Response(200, Headers.of("X-Secret", "s"), Body.utf8("backend"));
        }, _ -> new byte[0], targets, InstantSource.system(), System::nanoTime, Undocumented.DEFAULT)).read()
                .getFirst();
    }

    private static String call(BackendCalls.Call call) {
        String changed = List.of("X-Forwarded-Prefix", "X-Consumer-ID", "apikey", "X-Old", "X-New").stream()
                .filter(call.headers()::contains).map(name -> " " + name + "=" + call.headers().first(name))
                .reduce("", String::concat);
        String host = call.headers().first("Host");
        return call.method() + " " + call.scheme() + "://" + call.host() + ":" + call.port() + call.target() + changed
                + (host.contains(".internal") ? " " + host : "");
    }

    private Response send(HttpApi api, String method, String target, String... headers) {
        return api.answer(ServedTemplate.request(method, target, "", headers),
                new ServedApi.Arrival(new ServedApi.Entry.Mapping("$default", ""), ServedTemplate.API_REQUEST_ID,
                        ServedTemplate.START));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /orders          | GET https://shop.example.com:443/api X-Forwarded-Prefix=/orders X-Old=1
            POST /orders         | authorizer, router
            DELETE /orders/7     | DELETE https://shop.example.com:443/api/orders/7 X-Old=1
            GET /orders/special  | router
            GET /catalogue/a/b?c | GET https://shop.example.com:443/api/a/b?c X-Forwarded-Prefix=/catalogue X-Old=1
            PUT /catalogue/a/b   | authorizer, router
            GET /files/a         | GET https://shop.example.com:443/api/files/a X-Old=1
            GET /filesystem      | authorizer, router
            GET /members/keys    | authorizer, GET http://members.example.com:8080/ X-Forwarded-Prefix=/members/keys X-Consumer-ID=alice X-Old=1
            GET /members/cached  |
            GET /members/tokens  |
            GET /changed         | GET https://changed.example.com:443/?v=2 X-Forwarded-Prefix=/changed X-New=1
            GET /nowhere         | authorizer, router
            GET /ready           | authorizer, router
            """)
    void requests_go_where_the_plan_says(String request, String expected) {
        String[] words = request.split(" ");
        send(api(), words[0], words[1], "X-Old", "1");
        assertThat(String.join(", ", done)).isEqualTo(expected == null ? "" : expected);
    }

    /// What stands behind each listener, in the place of what AWS has there.
    private static final Map<String, String> TARGETS = Map.of(listener("orders"), "http://10.0.0.1:8001",
            listener("stock"), "https://10.0.0.1:8002", listener("members"), "https://10.0.0.1:8003");

    private static String listener(String name) {
        return "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/" + name
                + "/0123456789abcdef/0123456789abcdef";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /orders          | GET http://10.0.0.1:8001/api X-Forwarded-Prefix=/orders X-Old=1 orders.internal:8080
            POST /orders         | authorizer, router
            DELETE /orders/7     | DELETE http://10.0.0.1:8001/api X-Forwarded-Prefix=/orders/7 X-Old=1 orders.internal:8080
            GET /files           | GET http://10.0.0.1:8001/api X-Forwarded-Prefix=/files X-Old=1 orders.internal:8080
            GET /files/a/b?c     | GET http://10.0.0.1:8001/api/a/b?c X-Forwarded-Prefix=/files X-Old=1 orders.internal:8080
            GET /filesystem      | authorizer, router
            PUT /stock/a         | PUT https://10.0.0.1:8002/stock/a X-Old=1 stock.internal
            GET /keys            | authorizer, GET https://10.0.0.1:8003/ X-Forwarded-Prefix=/keys X-Consumer-ID=alice X-Old=1 members.internal:8443
            GET /shop            | authorizer, router
            """)
    void private_backends_are_called_by_a_VPC_link(String request, String expected) {
        String[] words = request.split(" ");
        HttpApi api = api("native-network-1", TARGETS);
        send(api, words[0], words[1], "X-Old", "1");
        assertThat(findings.all()).isEmpty();
        assertThat(String.join(", ", done)).isEqualTo(expected);
    }

    @Test
    void answers_of_private_backends_are_changed_too() {
        Response changed = send(api("native-network-1", TARGETS), "GET", "/changed");
        assertThat(changed.body().utf8()).isEqualTo("backend");
        assertThat(changed.headers().contains("X-Secret")).isFalse();
    }

    @Test
    void answers_of_the_authorizer_are_kept_by_credential_and_route() {
        HttpApi api = api();
        send(api, "GET", "/members/cached", "apikey", "abc");
        send(api, "GET", "/members/cached", "apikey", "abc");
        send(api, "GET", "/members/cached", "apikey", "def");
        assertThat(done).filteredOn("authorizer"::equals).hasSize(2);
        assertThat(done).contains(
                "GET http://members.example.com:8080/ X-Forwarded-Prefix=/members/cached X-Consumer-ID=alice");
    }

    @Test
    void answers_are_changed_throttled_and_opened_to_browsers() {
        HttpApi api = api();
        Response changed = send(api, "GET", "/changed", "Origin", "https://shop.example.com");
        assertThat(changed.headers().first("X-Seen")).isEqualTo("1");
        assertThat(changed.headers().contains("X-Secret")).isFalse();
        assertThat(changed.headers().first("Access-Control-Allow-Origin")).isEqualTo("https://shop.example.com");
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            passed += send(api, "POST", "/limited").status() == 200 ? 1 : 0;
        }
        assertThat(passed).isBetween(200, 900);
    }

    @Test
    void nothing_but_a_function_elsewhere_is_unknown() {
        assertThat(api().routeKeys()).contains("GET /orders", "ANY /orders/special").doesNotContain("ANY /work");
        assertThat(findings.all()).extracting(finding -> finding.code() + " " + finding.field() + " "
                + finding.message().replaceAll(":\\d{12}:", ":ACCOUNT:")).containsExactly(
                        "HG0704 IntegrationUri \"arn:aws:lambda:us-east-1:ACCOUNT:function:work:live\" names no function of the "
                                + "stack.");
    }
}
