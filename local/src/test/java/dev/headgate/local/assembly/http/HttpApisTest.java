package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpApisTest {
    private static final String FILE = "gateway.template.json error ";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock = """
                    ~~                             | "RequestParameters": {"append:header.X-Amz-A": "1"}       | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.append:header.X-Amz-A: operations on header X-Amz-A are restricted. Leave the route to the router.
                    ~~                             | "RequestParameters": {"add:header.x": "1"}                | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.add:header.x: "add:header.x" is no key of a mapping of requests.
                    ~~                             | "RequestParameters": {"overwrite:statuscode": "1"}        | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.overwrite:statuscode: "overwrite:statuscode" is no key of a mapping of requests.
                    ~~                             | "RequestParameters": {"append:path": "1"}                 | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.append:path: "append:path" is no key of a mapping of requests.
                    ~~                             | "RequestParameters": {"append:header.x": "$response.header.y"} | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.append:header.x: "$response.header.y" is not to be had for mappings of requests.
                    ~~                             | "RequestParameters": {"append:header.x": "$request.body..y"} | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.append:header.x: "$request.body..y" is no value of a mapping that the emulator knows.
                    ~~                             | "RequestParameters": {"remove:header.x": "y"}             | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters.remove:header.x: "y" stands where something is removed. Write an empty text.
                    ~~                             | "RequestParameters": {"overwrite:header.host": "y"}       | HG0704 AWS::ApiGatewayV2::Integration Integration1 RequestParameters: the Host of a public address is the address's own.
                    ~~                             | "RequestParameters": {"append:header.x": "$request.path.id"} | HG0704 AWS::ApiGatewayV2::Route Route1 Target: the integration uses the variable id, which the route's path has not.
                    ~~                             | "ResponseParameters": {"2xx": {"ResponseParameters": []}} | HG0704 AWS::ApiGatewayV2::Integration Integration1 ResponseParameters.2xx: "2xx" is no status from 200 to 599.
                    ~~                             | "ResponseParameters": {"200": {"ResponseParameters": [{"Destination": "append:header.via", "Source": "x"}]}} | HG0704 AWS::ApiGatewayV2::Integration Integration1 ResponseParameters.200.ResponseParameters[0].Destination: operations on header via are restricted. Leave the route to the router.
                    ~~                             | "ResponseParameters": {"200": {"ResponseParameters": [{"Destination": "append:header.a", "Source": "$request.path"}]}} | HG0704 AWS::ApiGatewayV2::Integration Integration1 ResponseParameters.200.ResponseParameters[0].Destination: "$request.path" is not to be had for mappings of answers.
                    ~~                             | "TimeoutInMillis": 30001                                  | HG0704 AWS::ApiGatewayV2::Integration Integration1 TimeoutInMillis: 30001 is not between 50 and 30000.
                    ~~                             | "TemplateSelectionExpression": "x"                        | HG0702 AWS::ApiGatewayV2::Integration Integration1 TemplateSelectionExpression: the emulator does not know this property. Take it out of the template, or serve the configuration without --assembly.
                    "RouteResponseSelectionExpression": "$default" | "Description": ""                         | HG0702 AWS::ApiGatewayV2::Route Route1 RouteResponseSelectionExpression: the emulator does not know this property. Take it out of the template, or serve the configuration without --assembly.
                    "AuthorizationType": "AWS_IAM" | "Description": ""                                         | HG0704 AWS::ApiGatewayV2::Route Route1 AuthorizationType: "AWS_IAM" is not served with the authorizer that the route names.
                    "AuthorizationScopes": ["a"]   | "Description": ""                                         | HG0704 AWS::ApiGatewayV2::Route Route1 AuthorizationScopes: 1 scopes: a route with a JWT authorizer may have 10.
                    """)
    void a_property_is_refused(String routeMembers, String integrationMembers, String finding) {
        assertThat(ServedTemplate.findings(folder, new HttpTemplate().route("GET /a", routeMembers,
                HttpTemplate.backend("http://b.example", integrationMembers)))).containsExactly(FILE + finding);
    }

    @Test
    void what_is_wrong_with_an_api_is_told_all_at_once() {
        assertThat(ServedTemplate.findings(folder, new HttpTemplate()
                .api("\"CorsConfiguration\": {\"AllowOrigins\": [\"*\"], \"AllowCredentials\": true}, \"Body\": {}")
                .stage("$default", "\"ClientCertificateId\": \"x\"")
                .authorizer("Kept", "\"AuthorizerType\": \"REQUEST\", \"AuthorizerUri\": \"none\","
                        + " \"AuthorizerPayloadFormatVersion\": \"1.0\", \"EnableSimpleResponses\": true,"
                        + " \"AuthorizerResultTtlInSeconds\": 60, \"IdentitySource\": []")
                .http("get /a", "http://b.example").http("GET /a", "ftp://b.example")
                .http("GET /b", "http://b.example/{id}")
                .route("GET /c", "", HttpTemplate.backend("arn:elsewhere",
                        "\"ConnectionType\": \"VPC_LINK\", \"ConnectionId\": \"x\""))
                .http("GET /d", "http://b.example").http("GET /d", "http://b.example")))
                .extracting(finding -> finding.substring(FILE.length())).containsExactly(
                        "HG0704 AWS::ApiGatewayV2::Api Api CorsConfiguration.AllowCredentials: it cannot be true where"
                                + " every origin (*) is allowed.",
                        "HG0702 AWS::ApiGatewayV2::Api Api Body: the emulator does not know this property. Take it out of"
                                + " the template, or serve the configuration without --assembly.",
                        "HG0702 AWS::ApiGatewayV2::Stage Stage ClientCertificateId: the emulator does not know this"
                                + " property. Take it out of the template, or serve the configuration without"
                                + " --assembly.",
                        "HG0704 AWS::ApiGatewayV2::Integration Integration2 IntegrationUri: \"ftp://b.example\" is no"
                                + " http or https address.",
                        "HG0704 AWS::ApiGatewayV2::Integration Integration4 IntegrationUri: \"arn:elsewhere\" stands in a"
                                + " network that is not here. Say where it is: --target"
                                + " arn:elsewhere=http://127.0.0.1:8080",
                        "HG0704 AWS::ApiGatewayV2::Authorizer Kept AuthorizerUri: \"none\" names no function of the"
                                + " stack.",
                        "HG0704 AWS::ApiGatewayV2::Authorizer Kept AuthorizerPayloadFormatVersion: \"1.0\": expected 1.0"
                                + " without simple responses, or 2.0.",
                        "HG0704 AWS::ApiGatewayV2::Authorizer Kept AuthorizerResultTtlInSeconds: 60: expected 0 to 3600,"
                                + " and 0 without an identity source.",
                        "HG0704 AWS::ApiGatewayV2::Route Route1 RouteKey: \"get /a\" is no route key.",
                        "HG0704 AWS::ApiGatewayV2::Route Route3 Target: the integration uses the variable id, which the"
                                + " route's path has not.",
                        "HG0704 AWS::ApiGatewayV2::Route Route6 RouteKey: \"GET /d\" stands twice in the API.");
    }

    @Test
    void a_function_that_the_api_may_not_invoke_is_told_before_the_first_request() {
        HttpTemplate template = new HttpTemplate().function("f").resource("fPermission", """
                {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "f"},
                  "Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com",
                  "SourceArn": {"Fn::Sub": "arn:aws:execute-api:us-east-1:000000000000:${Api}/*/*/b"}}}""")
                .route("GET /a", "", HttpTemplate.invoking("f", "2.0"))
                .route("GET /b", "", HttpTemplate.invoking("f", "2.0"));
        assertThat(ServedTemplate.findings(folder, template)).singleElement().asString()
                .startsWith(FILE + "HG0704 AWS::ApiGatewayV2::Route Route1 Target: no AWS::Lambda::Permission lets API"
                        + " Gateway invoke arn:aws:lambda:us-east-1:000000000000:function:f for"
                        + " arn:aws:execute-api:us-east-1:000000000000:")
                .endsWith("/$default/GET/a.");
    }
}
