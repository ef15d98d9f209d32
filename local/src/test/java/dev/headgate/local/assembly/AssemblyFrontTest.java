package dev.headgate.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.event.GatewayLimits;
import dev.headgate.event.PayloadFormat;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.AssemblyFront.Other;
import dev.headgate.local.assembly.ServedApi.Entry;
import dev.headgate.local.assembly.rest.RestApis;
import dev.headgate.local.assembly.rest.Undocumented;
import dev.headgate.local.front.FrontHandler.WireRequest;
import dev.headgate.local.front.HttpFront;
import dev.headgate.local.front.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblyFrontTest {
    private static final String TEMPLATE = """
            {"Resources": {
              "Shop": {"Type": "AWS::ApiGatewayV2::DomainName", "Properties": {"DomainName": "Shop.example"}},
              "All": {"Type": "AWS::ApiGatewayV2::ApiMapping", "Properties": {"DomainName": {"Ref": "Shop"},
                "ApiId": "one", "Stage": "live"}},
              "Old": {"Type": "AWS::ApiGatewayV2::ApiMapping", "Properties": {"DomainName": {"Ref": "Shop"},
                "ApiId": "two", "Stage": "$default", "ApiMappingKey": "old"}},
              "Older": {"Type": "AWS::ApiGatewayV2::ApiMapping", "Properties": {"DomainName": {"Ref": "Shop"},
                "ApiId": "two", "Stage": "test", "ApiMappingKey": "old/1"}},
              "Empty": {"Type": "AWS::ApiGatewayV2::DomainName", "Properties": {"DomainName": "empty.example"}}}}
            """;

    @TempDir
    private Path folder;

    /// Answers with its own id and how it was reached.
    private record Echo(String apiId) implements ServedApi {
        @Override
        public Response answer(Request request, Arrival arrival) {
            String entry = switch (arrival.entry()) {
                case Entry.Endpoint _ -> "endpoint";
                case Entry.Mapping(String stage, String key) -> stage + " " + key;
            };
            return new Response(200, Headers.EMPTY, Body.utf8(apiId + " " + entry));
        }
    }

    private StackReader stack(String region, String template) {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", region, template).read().assembly()
                .orElseThrow();
        return new StackReader(assembly, assembly.stacks().getFirst(), new Findings());
    }

    @ParameterizedTest(name = "{0}{1}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    shop.example                              | /a        | 200 one live
                    SHOP.example:8443                         | /a        | 200 one live
                    shop.example                              | /old      | 200 two $default old
                    shop.example                              | /old/2    | 200 two $default old
                    shop.example                              | /old/1/2  | 200 two test old/1
                    shop.example                              | /older    | 200 one live
                    empty.example                             | /a        | 403 {"message":"Forbidden"}
                    two.execute-api.us-east-1.amazonaws.com   | /old      | 200 two endpoint
                    none.execute-api.us-east-1.amazonaws.com  | /old      | 403 {"message":"Forbidden"}
                    localhost:8000                            | /old      | 200 two test
                    """)
    void the_host_and_the_path_choose_the_API(String host, String path, String expected) {
        StackReader stack = stack("us-east-1", TEMPLATE);
        AssemblyFront front = new AssemblyFront(List.of(new Echo("one"), new Echo("two")), ApiMappings.read(stack),
                new Other(new Echo("two"), "test", PayloadFormat.REST), InstantSource.system());
        assertThat(stack.findings().all()).isEmpty();
        Response response = front.answer(new WireRequest("GET", path, "HTTP/1.1", Headers.of("Host", host),
                Body.EMPTY, "192.0.2.7", 443));
        assertThat(response.status() + " " + response.body().utf8().strip()).isEqualTo(expected.strip());
    }

    @Test
    void what_is_not_known_of_domains_is_refused() {
        StackReader stack = stack("us-east-1", TEMPLATE.replace("\"DomainName\": \"empty.example\"",
                "\"DomainName\": \"empty.example\", \"RoutingMode\": \"ROUTING_RULE_ONLY\"")
                .replace("{\"Ref\": \"Shop\"},\n    \"ApiId\": \"one\"", "\"elsewhere\",\n    \"ApiId\": \"one\""));
        var _ = ApiMappings.read(stack);
        assertThat(stack.findings().all()).extracting(finding -> finding.code() + " " + finding.field())
                .contains("HG0702 RoutingMode", "HG0704 DomainName");
    }

    /// Over the wire, with the template that the CDK app makes of a REST API with a domain.
    @Test
    void the_golden_template_of_a_REST_API_is_served() throws IOException {
        StackReader stack = stack("eu-central-1", AssemblyFolder.golden("rest-3/headgate-eu-central-1"));
        List<String> invoked = new ArrayList<>();
        List<? extends ServedApi> apis = new RestApis(stack, stack.functions(),
                new RestApis.World((arn, _, _) -> {
                    invoked.add(arn.contains("authorizer") ? "authorizer" : "router");
                    return (arn.contains("authorizer")
                            ? "{\"principalId\":\"p\",\"policyDocument\":{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}]}}"
                            : "{\"statusCode\":201,\"body\":\"made\"}").getBytes(StandardCharsets.UTF_8);
                }, call -> {
                    throw new AssertionError(call);
                }, InstantSource.system(), Undocumented.DEFAULT)).read();
        AssemblyFront handler = new AssemblyFront(apis, ApiMappings.read(stack),
                new Other(apis.getFirst(), "live", PayloadFormat.REST), InstantSource.system());
        assertThat(stack.findings().all()).isEmpty();
        try (HttpFront front = HttpFront.start("127.0.0.1", 0, GatewayLimits.PAYLOAD_BYTES_MAX, handler);
                RawClient client = new RawClient(front.port())) {
            client.send("GET /orders HTTP/1.1\nHost: api.example.com\n\n");
            Response response = client.receive();
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.body().utf8()).isEqualTo("made");
            client.send("GET /orders HTTP/1.1\nHost: localhost\n\n");
            assertThat(client.receive().status()).isEqualTo(201);
            client.send("GET /live/orders HTTP/1.1\nHost: " + apis.getFirst().apiId()
                    + ".execute-api.eu-central-1.amazonaws.com\n\n");
            assertThat(client.receive().status()).as("its endpoint is off").isEqualTo(403);
        }
        assertThat(invoked).containsExactly("authorizer", "router", "authorizer", "router");
    }
}
