package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.BackendCalls;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.ServedApi;
import dev.headgate.local.assembly.StackReader;
import dev.headgate.local.front.LambdaFunction;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A template with one REST API, whose stage is `live`, and the server that it makes.
final class RestTemplate {
    private static final List<String> FUNCTIONS = List.of("router", "authorizer");

    private final Path folder;
    private final Findings findings = new Findings();
    private String api = "";
    private String methodSettings = "";
    private String stage = "";
    private final StringBuilder resources = new StringBuilder();
    private Undocumented undocumented = Undocumented.DEFAULT;
    private Instant now = Instant.parse("2026-07-10T19:19:05Z");

    RestTemplate(Path folder) {
        this.folder = folder;
    }

    /// More properties of the API, each with a comma before it.
    RestTemplate api(String properties) {
        api = properties;
        return this;
    }

    /// Settings of the stage's methods.
    RestTemplate methodSettings(String settings) {
        methodSettings = settings;
        return this;
    }

    /// More properties of the stage, each with a comma before it.
    RestTemplate stage(String properties) {
        stage = properties;
        return this;
    }

    RestTemplate undocumented(Undocumented changed) {
        undocumented = changed;
        return this;
    }

    /// A resource of the API below another, or below `Root`.
    RestTemplate resource(String id, String parent, String part) {
        return declare(id, "Resource", "\"ParentId\": " + reference(parent) + ", \"PathPart\": \"" + part + "\"");
    }

    private static String reference(String id) {
        return id.equals("Root")
                ? "{\"Fn::GetAtt\": [\"Api\", \"RootResourceId\"]}"
                : "{\"Ref\": \"" + id + "\"}";
    }

    /// A method of a resource.
    ///
    /// @param rest further properties, each with a comma before it
    RestTemplate method(String method, String resource, String integration, String rest) {
        return declare(method + resource, "Method", "\"HttpMethod\": \"" + method + "\", \"ResourceId\": "
                + reference(resource) + ", \"Integration\": {" + integration + "}" + rest);
    }

    /// Any other part of the API.
    RestTemplate declare(String id, String type, String properties) {
        resources.append(", \"").append(id).append("\": {\"Type\": \"AWS::ApiGateway::").append(type)
                .append("\", \"Properties\": {\"RestApiId\": {\"Ref\": \"Api\"}, ").append(properties).append("}}");
        return this;
    }

    /// A deployment that waits for a resource.
    RestTemplate deployment(String awaited) {
        resources.append(", \"Deployment\": {\"Type\": \"AWS::ApiGateway::Deployment\", \"DependsOn\": [\"")
                .append(awaited)
                .append("\"], \"Properties\": {\"RestApiId\": {\"Ref\": \"Api\"}}}");
        return this;
    }

    /// An integration with a function that is named so.
    static String function(String name) {
        return "\"Type\": \"AWS_PROXY\", \"IntegrationHttpMethod\": \"POST\", \"Uri\": \"" + uri(name) + "\"";
    }

    /// How an API names a function.
    static String uri(String name) {
        return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:"
                + name + "/invocations";
    }

    String template() {
        return """
                {"Resources": {
                  "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a",
                    "EndpointConfiguration": {"Types": ["REGIONAL"]}, "BinaryMediaTypes": ["*/*"]%s}},
                  "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"},
                    "StageName": "live", "MethodSettings": [%s]%s}}%s%s}}
                """.formatted(api, methodSettings, stage, resources, functions());
    }

    private static String functions() {
        return FUNCTIONS.stream().map(name -> """
                , "%1$sFunction": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "%1$s",
                  "Runtime": "java25", "Handler": "a.B", "Role": "r", "Code": {"S3Bucket": "b", "S3Key": "a1.zip"}}},
                "%1$sPermission": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": "%1$s",
                  "Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com"}}
                """.formatted(name)).collect(Collectors.joining());
    }

    List<RestApi> read() {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", "us-east-1", template()).read().assembly()
                .orElseThrow();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        return new RestApiReader(stack, stack.functions(), undocumented).read();
    }

    List<String> findings() {
        var _ = read();
        return findings.all().stream().map(Diagnostic::toString).toList();
    }

    /// The server of the API. Functions are found by the ends of their ARNs; its clock stands still.
    Server serve(BackendCalls backends, Map<String, LambdaFunction> functions) {
        List<RestApi> apis = read();
        if (findings.hasErrors()) {
            throw new IllegalStateException(findings.all().toString());
        }
        InstantSource clock = () -> now;
        return new Server(new RestApiServer(apis.getFirst(),
                (arn, event, patience) -> functions.get(arn.substring(arn.lastIndexOf(':') + 1)).invoke(event,
                        patience),
                backends, clock));
    }

    /// Lets time pass.
    void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    /// A server that is asked at the API's own endpoint.
    record Server(ServedApi api) {
        Response answer(RequestKit request) {
            return answer(request, new ServedApi.Entry.Endpoint());
        }

        Response answer(RequestKit request, ServedApi.Entry entry) {
            return api.answer(request.request(),
                    new ServedApi.Arrival(entry, RequestKit.ID, RequestKit.ENVELOPE.time()));
        }

        /// Status and body, without line ends.
        String told(RequestKit request) {
            Response response = answer(request);
            return response.status() + " " + response.body().utf8().replace("\n", "");
        }
    }
}
