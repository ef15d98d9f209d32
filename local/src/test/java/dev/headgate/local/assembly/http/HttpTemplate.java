package dev.headgate.local.assembly.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a template with one HTTP API, `Api`, and functions that it may invoke.
final class HttpTemplate {
    private final Map<String, String> resources = new LinkedHashMap<>();
    private String apiProperties = "";
    private String stageProperties = "";
    private String stageName = "$default";
    private int routes;

    /// More properties of the API, as JSON members.
    HttpTemplate api(String members) {
        apiProperties = ", " + members;
        return this;
    }

    /// The stage's name, and more of its properties.
    HttpTemplate stage(String name, String members) {
        stageName = name;
        stageProperties = members.isEmpty() ? "" : ", " + members;
        return this;
    }

    /// A function that lets the API invoke it.
    HttpTemplate function(String name) {
        resources.put(name, """
                {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "%s", "Handler": "a.Handler",
                  "Runtime": "java25", "Code": {"S3Bucket": "assets", "S3Key": "0a.zip"}}}""".formatted(name));
        resources.put(name + "Permission", """
                {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Fn::GetAtt": ["%s", "Arn"]},
                  "Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com"}}""".formatted(name));
        return this;
    }

    /// An authorizer, by its properties.
    HttpTemplate authorizer(String id, String members) {
        resources.put(id, """
                {"Type": "AWS::ApiGatewayV2::Authorizer", "Properties": {"ApiId": {"Ref": "Api"}, "Name": "%s", %s}}"""
                .formatted(id, members));
        return this;
    }

    /// An authorizer that asks a function.
    HttpTemplate lambdaAuthorizer(String id, String function, String members) {
        return authorizer(id, """
                "AuthorizerType": "REQUEST", "AuthorizerUri": {"Fn::Sub":
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${%s.Arn}/invocations"}, %s"""
                .formatted(function, members));
    }

    /// A route to a backend.
    HttpTemplate http(String routeKey, String uri) {
        return route(routeKey, "", backend(uri, ""));
    }

    /// A route to a backend with mappings of requests.
    HttpTemplate http(String routeKey, String uri, Map<String, String> requestParameters) {
        List<String> members = new ArrayList<>();
        requestParameters.forEach((key, value) -> members.add("\"%s\": \"%s\"".formatted(key, value)));
        return route(routeKey, "", backend(uri, "\"RequestParameters\": {" + String.join(", ", members) + "}"));
    }

    /// The properties of an integration with a backend.
    static String backend(String uri, String members) {
        return """
                "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "IntegrationUri": "%s",
                "PayloadFormatVersion": "1.0"%s""".formatted(uri, members.isEmpty() ? "" : ", " + members);
    }

    /// The properties of an integration with a function.
    static String invoking(String function, String payload) {
        return """
                "IntegrationType": "AWS_PROXY", "IntegrationUri": {"Fn::GetAtt": ["%s", "Arn"]},
                "PayloadFormatVersion": "%s\"""".formatted(function, payload);
    }

    /// A route with more of its own properties, and those of its integration.
    HttpTemplate route(String routeKey, String routeMembers, String integrationMembers) {
        routes++;
        resources.put("Integration" + routes, """
                {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"ApiId": {"Ref": "Api"}, %s}}"""
                .formatted(integrationMembers));
        resources.put("Route" + routes, """
                {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"ApiId": {"Ref": "Api"}, "RouteKey": "%s",
                  "Target": {"Fn::Join": ["", ["integrations/", {"Ref": "Integration%d"}]]}%s}}"""
                .formatted(routeKey, routes, routeMembers.isEmpty() ? "" : ", " + routeMembers));
        return this;
    }

    /// Another resource.
    HttpTemplate resource(String id, String json) {
        resources.put(id, json);
        return this;
    }

    String text() {
        List<String> all = new ArrayList<>();
        all.add("""
                "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "api", "ProtocolType": "HTTP"%s}}"""
                .formatted(apiProperties));
        all.add("""
                "Stage": {"Type": "AWS::ApiGatewayV2::Stage", "Properties": {"ApiId": {"Ref": "Api"},
                  "StageName": "%s", "AutoDeploy": true%s}}""".formatted(stageName, stageProperties));
        resources.forEach((id, json) -> all.add("\"" + id + "\": " + json));
        return "{\"Resources\": {" + String.join(",\n", all) + "}}";
    }
}
