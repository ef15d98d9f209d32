package dev.headgate.local.assembly.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.assembly.AssemblyFolder;
import dev.headgate.local.assembly.CloudAssembly;
import dev.headgate.local.assembly.Findings;
import dev.headgate.local.assembly.StackReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestApiReaderTest {
    private static final String MOCK = "\"Type\": \"MOCK\", \"RequestTemplates\": {\"application/json\": \"{statusCode: 200}\"}";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    rest-1/headgate-us-east-1    | us-east-1    | 1 | true
                    both-1/headgate-us-east-1    | us-east-1    | 1 | true
                    native-rest-1/headgate-us-east-1 | us-east-1 | 1 | true
                    rest-3/headgate-eu-central-1 | eu-central-1 | 1 | false
                    both-3/headgate-eu-central-1 | eu-central-1 | 1 | false
                    http-1/headgate-us-east-1    | us-east-1    | 0 | true
                    """)
    void what_the_cdk_app_makes_is_read_to_the_last_property(String golden, String region, int apis,
            boolean hasEndpoint) {
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", region, AssemblyFolder.golden(golden))
                .read().assembly().orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        List<RestApi> read = new RestApiReader(stack, stack.functions(), Undocumented.DEFAULT).read();
        assertThat(findings.all()).isEmpty();
        assertThat(read).hasSize(apis).allMatch(api -> api.hasEndpoint() == hasEndpoint)
                .allMatch(api -> api.stages().keySet().equals(Set.of("live")));
    }

    /// Where a snippet stands: in the API, its stage, settings of methods, a method, its integration, an answer of that, an
    /// authorizer, or a gateway response.
    private RestTemplate with(String place, String snippet) {
        RestTemplate template = new RestTemplate(folder);
        return switch (place) {
            case "api" -> template.api(", " + snippet);
            case "stage" -> template.stage(", " + snippet);
            case "settings" -> template.methodSettings("{" + snippet + "}");
            case "method" -> template.method("GET", "Root", MOCK, ", " + snippet);
            case "integration" -> template.method("GET", "Root", snippet, "");
            case "mock" -> template.method("GET", "Root", MOCK + ", " + snippet, "");
            case "answer" -> template.method("GET", "Root", MOCK + ", \"IntegrationResponses\": [{" + snippet + "}]",
                    ", \"MethodResponses\": [{\"StatusCode\": \"200\"}]");
            case "lambda" -> template.method("GET", "Root", RestTemplate.function("router") + ", " + snippet, "");
            case "proxy" -> template.method("GET", "Root",
                    "\"Type\": \"HTTP_PROXY\", \"IntegrationHttpMethod\": \"GET\", " + snippet, "");
            case "authorizer" -> template.declare("A", "Authorizer",
                    "\"AuthorizerUri\": \"" + RestTemplate.uri("authorizer") + "\", " + snippet);
            case "response" -> template.declare("R", "GatewayResponse", snippet);
            case "resource" -> template.declare("P", "Resource", snippet);
            default -> throw new IllegalArgumentException(place);
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    api         | "Body": {}                                        | HG0702 Body
                    api         | "MinimumCompressionSize": 0                       | HG0702 MinimumCompressionSize
                    api         | "ApiKeySourceType": "AUTHORIZER"                  | HG0704 ApiKeySourceType
                    api         | "Policy": {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "123"}}]} | HG0704 Policy
                    api         | "Policy": {"Statement": {"Effect": "Allow", "Principal": "*", "Condition": {"Bool": {}}}} | HG0704 Policy
                    stage       | "Variables": {"a": "b"}                           | HG0702 Variables
                    stage       | "CanarySetting": {"PercentTraffic": 10}           | HG0702 CanarySetting
                    settings    | "HttpMethod": "*", "ResourcePath": "/~1a"         | HG0704 MethodSettings[0].ResourcePath
                    settings    | "HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 1 | HG0704 MethodSettings[0].ThrottlingRateLimit
                    method      | "ApiKeyRequired": true                            | HG0704 ApiKeyRequired
                    method      | "RequestValidatorId": "v"                         | HG0702 RequestValidatorId
                    method      | "RequestModels": {"application/json": "M"}        | HG0702 RequestModels
                    method      | "AuthorizationType": "AWS_IAM"                    | HG0704 AuthorizationType
                    method      | "AuthorizationType": "CUSTOM", "AuthorizerId": "x" | HG0704 AuthorizerId
                    integration | "Type": "AWS", "Uri": "x"                         | HG0704 Integration.Type
                    integration | "Type": "HTTP", "Uri": "x"                        | HG0704 Integration.Type
                    integration | "Type": "AWS_PROXY", "IntegrationHttpMethod": "GET", "Uri": "arn:aws:lambda:r:a:function:f" | HG0704 Integration.IntegrationHttpMethod
                    lambda      | "Credentials": "arn"                              | HG0702 Integration.Credentials
                    lambda      | "TimeoutInMillis": 30000                          | HG0704 Integration.TimeoutInMillis
                    lambda      | "ResponseTransferMode": "STREAM"                  | HG0704 Integration.ResponseTransferMode
                    lambda      | "RequestParameters": {"a": "b"}                   | HG0702 Integration.RequestParameters
                    proxy       | "Uri": "https://b.example/{id}"                   | HG0704 Integration.Uri
                    proxy       | "Uri": "https://${stageVariables.host}/"          | HG0704 Integration.Uri
                    proxy       | "Uri": "ftp://b.example/"                         | HG0704 Integration.Uri
                    proxy       | "Uri": "http://b_c.example/"                      | HG0704 Integration.Uri
                    proxy       | "Uri": "http://b.example/", "ConnectionType": "VPC_LINK" | HG0704 Integration.ConnectionId
                    proxy       | "Uri": "https://b.example/", "RequestParameters": {"integration.request.header.A": "method.request.header.B"} | HG0704 Integration.RequestParameters.integration.request.header.A
                    proxy       | "Uri": "https://b.example/", "RequestParameters": {"integration.request.header.A": "method.request.body.b"} | HG0704 Integration.RequestParameters.integration.request.header.A
                    proxy       | "Uri": "https://b.example/", "RequestTemplates": {"a/b": "c"} | HG0702 Integration.RequestTemplates
                    mock        | "PassthroughBehavior": "SOMETIMES"                | HG0704 Integration.PassthroughBehavior
                    mock        | "ContentHandling": "CONVERT_TO_BINARY"            | HG0704 Integration.ContentHandling
                    answer      | "StatusCode": "404"                               | HG0704 Integration.IntegrationResponses[0].StatusCode
                    answer      | "StatusCode": "200", "SelectionPattern": "["      | HG0704 Integration.IntegrationResponses[0].SelectionPattern
                    answer      | "StatusCode": "200", "ResponseParameters": {"method.response.header.A": "'b'"} | HG0704 Integration.IntegrationResponses[0].ResponseParameters.method.response.header.A
                    answer      | "StatusCode": "200", "ResponseTemplates": {"application/json": "#foreach"} | HG0704 Integration.IntegrationResponses[0].ResponseTemplates.application/json
                    authorizer  | "Type": "COGNITO_USER_POOLS", "ProviderARNs": []  | HG0704 Type
                    authorizer  | "Type": "REQUEST"                                 | HG0704 IdentitySource
                    authorizer  | "Type": "TOKEN"                                   | HG0704 IdentitySource
                    authorizer  | "Type": "REQUEST", "IdentitySource": "method.request.path.id" | HG0704 IdentitySource
                    authorizer  | "Type": "REQUEST", "AuthorizerResultTtlInSeconds": 3601, "IdentitySource": "context.identity.sourceIp" | HG0704 AuthorizerResultTtlInSeconds
                    response    | "ResponseType": "TEAPOT"                          | HG0704 ResponseType
                    response    | "ResponseType": "THROTTLED", "ResponseTemplates": {"text/plain": "a"} | HG0704 ResponseTemplates.text/plain
                    response    | "ResponseType": "THROTTLED", "ResponseTemplates": {"application/json": "$context.unknown"} | HG0704 ResponseTemplates.application/json
                    response    | "ResponseType": "THROTTLED", "ResponseParameters": {"gatewayresponse.header.A": "b"} | HG0704 ResponseParameters.gatewayresponse.header.A
                    resource    | "ParentId": "elsewhere", "PathPart": "a"          | HG0704 ParentId
                    resource    | "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}, "PathPart": "{a}b" | HG0704 PathPart
                    """)
    void what_is_not_known_is_refused_by_name(String place, String snippet, String expected) {
        String[] codeAndProperty = expected.split(" ");
        assertThat(with(place, snippet).findings()).anySatisfy(
                finding -> assertThat(finding).contains(codeAndProperty[0]).contains(" " + codeAndProperty[1] + ":"));
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource({"REGIONAL, EDGE, EndpointConfiguration.Types", "*/*, image/png, BinaryMediaTypes",
            "apigateway.amazonaws.com, sns.amazonaws.com, no AWS::Lambda::Permission lets API Gateway invoke",
            "function:router, function:other, the stack has no function",
            "GETRoot\"], Elsewhere\"], it does not wait for GETRoot"})
    void an_API_that_the_emulator_cannot_be_is_refused(String written, String changed, String named) {
        String template = new RestTemplate(folder).deployment("GETRoot")
                .method("GET", "Root", RestTemplate.function("router"), "")
                .template();
        CloudAssembly assembly = new AssemblyFolder(folder)
                .with("gateway", "us-east-1", template.replace(written, changed)).read().assembly().orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        var _ = new RestApiReader(stack, stack.functions(), Undocumented.DEFAULT).read();
        assertThat(findings.all()).anySatisfy(finding -> assertThat(finding.toString()).contains(named));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Model            | Api       | HG0704 AWS::ApiGateway::Model Part: the emulator does not validate requests.
            RequestValidator | Api       | HG0704 AWS::ApiGateway::RequestValidator Part: the emulator does not validate requests.
            Resource         | Elsewhere | HG0704 AWS::ApiGateway::Resource Part RestApiId: it names no REST API of the stack.
            """)
    void parts_that_belong_to_nothing_known_are_refused(String type, String api, String expected) {
        String template = new RestTemplate(folder).declare("Part", type, "\"Name\": \"a\"").template()
                .replace("{\"Ref\": \"Api\"}, \"Name\"",
                        api.equals("Api") ? "{\"Ref\": \"Api\"}, \"Name\"" : "\"other\", \"Name\"");
        CloudAssembly assembly = new AssemblyFolder(folder).with("gateway", "us-east-1", template).read().assembly()
                .orElseThrow();
        Findings findings = new Findings();
        StackReader stack = new StackReader(assembly, assembly.stacks().getFirst(), findings);
        var _ = new RestApis(stack, stack.functions(), new RestApis.World((_, event, _) -> event, call -> {
            throw new AssertionError(call);
        }, InstantSource.system(), Undocumented.DEFAULT)).read();
        assertThat(findings.all()).anySatisfy(finding -> assertThat(finding.toString()).contains(expected));
    }
}
