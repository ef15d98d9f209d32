package dev.headgate.local.assembly;

import dev.headgate.json.JsonValue;

/// What `Ref` and `Fn::GetAtt` give for the resources that serving needs: names where the template gives some, generated
/// ids otherwise, ARNs of the stack's account and Region. The return values are those of each type's page in the
/// [template reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html).
final class ResourceIdentity {
    private static final int API_ID_LENGTH = 10;
    private static final int ID_LENGTH = 7;
    private static final int POOL_ID_LENGTH = 9;
    private static final int CLIENT_ID_LENGTH = 26;

    private final Intrinsics intrinsics;
    private final StackTemplate stack;
    private final TemplateResource resource;

    ResourceIdentity(Intrinsics intrinsics, StackTemplate stack, TemplateResource resource) {
        this.intrinsics = intrinsics;
        this.stack = stack;
        this.resource = resource;
    }

    String ref() throws UnresolvedException {
        return switch (resource.type()) {
            case "AWS::ApiGatewayV2::Api", "AWS::ApiGateway::RestApi" -> generated(API_ID_LENGTH);
            case "AWS::ApiGatewayV2::Authorizer", "AWS::ApiGatewayV2::Deployment", "AWS::ApiGatewayV2::Integration",
                    "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::VpcLink", "AWS::ApiGatewayV2::ApiMapping",
                    "AWS::ApiGateway::Authorizer", "AWS::ApiGateway::Deployment", "AWS::ApiGateway::RequestValidator",
                    "AWS::ApiGateway::Resource", "AWS::ApiGateway::Account", "AWS::ApiGateway::Method",
                    "AWS::ApiGateway::VpcLink" ->
                    generated(ID_LENGTH);
            case "AWS::ApiGatewayV2::Stage", "AWS::ApiGateway::Stage" -> property("StageName");
            case "AWS::ApiGateway::Model" -> property("Name");
            case "AWS::ApiGatewayV2::DomainName" -> property("DomainName");
            case "AWS::Lambda::Function" -> functionName();
            case "AWS::Lambda::Alias" -> functionArn(property("FunctionName")) + ":" + property("Name");
            case "AWS::Lambda::Version" -> functionArn(property("FunctionName")) + ":1";
            case "AWS::Cognito::UserPool" -> stack.region() + "_" + generated(POOL_ID_LENGTH);
            case "AWS::Cognito::UserPoolClient" -> generated(CLIENT_ID_LENGTH);
            default -> throw new UnresolvedException("the emulator does not know what Ref gives for "
                    + resource.logicalId() + ", a resource of type " + resource.type());
        };
    }

    String attribute(String name) throws UnresolvedException {
        return switch (resource.type() + '.' + name) {
            case "AWS::ApiGatewayV2::Api.ApiEndpoint" ->
                    "https://" + ref() + ".execute-api." + stack.region() + ".amazonaws.com";
            case "AWS::ApiGatewayV2::Api.ApiId", "AWS::ApiGatewayV2::Authorizer.AuthorizerId",
                    "AWS::ApiGatewayV2::Deployment.DeploymentId", "AWS::ApiGatewayV2::Integration.IntegrationId",
                    "AWS::ApiGatewayV2::Route.RouteId", "AWS::ApiGatewayV2::VpcLink.VpcLinkId",
                    "AWS::ApiGatewayV2::ApiMapping.ApiMappingId", "AWS::ApiGateway::RestApi.RestApiId",
                    "AWS::ApiGateway::Authorizer.AuthorizerId", "AWS::ApiGateway::Deployment.DeploymentId",
                    "AWS::ApiGateway::RequestValidator.RequestValidatorId", "AWS::ApiGateway::Resource.ResourceId",
                    "AWS::Cognito::UserPool.UserPoolId", "AWS::Cognito::UserPoolClient.ClientId" -> ref();
            case "AWS::ApiGateway::RestApi.RootResourceId" ->
                    GeneratedIds.of(stack, resource.logicalId() + "/root", ID_LENGTH);
            case "AWS::ApiGatewayV2::DomainName.RegionalDomainName" ->
                    "d-" + generated(API_ID_LENGTH) + ".execute-api." + stack.region() + ".amazonaws.com";
            case "AWS::Lambda::Function.Arn" -> functionArn(functionName());
            case "AWS::Lambda::Alias.AliasArn", "AWS::Lambda::Version.FunctionArn" -> ref();
            case "AWS::Lambda::Version.Version" -> "1";
            case "AWS::Cognito::UserPool.ProviderName" -> providerName();
            case "AWS::Cognito::UserPool.ProviderURL" -> "https://" + providerName();
            default -> throw new UnresolvedException("the emulator does not know the attribute " + name + " of "
                    + resource.logicalId() + ", a resource of type " + resource.type());
        };
    }

    private String providerName() throws UnresolvedException {
        return "cognito-idp." + stack.region() + ".amazonaws.com/" + ref();
    }

    /// A function without a name gets one made of the stack's and its own.
    private String functionName() throws UnresolvedException {
        return resource.properties().member("FunctionName").isPresent()
                ? property("FunctionName")
                : stack.name() + "-" + resource.logicalId() + "-" + generated(API_ID_LENGTH);
    }

    /// Where a function is named, its ARN will do as well.
    private String functionArn(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn
                : "arn:aws:lambda:" + stack.region() + ":" + stack.accountId() + ":function:" + nameOrArn;
    }

    private String property(String name) throws UnresolvedException {
        JsonValue value = resource.properties().member(name)
                .orElseThrow(() -> new UnresolvedException(resource.logicalId() + " has no " + name));
        return intrinsics.text(value);
    }

    private String generated(int length) {
        return GeneratedIds.of(stack, resource.logicalId(), length);
    }
}
