package dev.headgate.local.assembly;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The functions of a stack, found by what APIs name them by, and who may invoke them. An immutable value.
///
/// @param byArn each function under its own ARN and those of its version and aliases
/// @param permissions all statements of the stack
public record AssemblyFunctions(Map<String, FunctionDefinition> byArn, List<InvokePermission> permissions) {
    /// How an API names a function, beside its plain ARN
    /// ([AuthorizerUri](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html)).
    private static final Pattern INVOCATION = Pattern
            .compile("arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations");

    public AssemblyFunctions {
        byArn = Map.copyOf(byArn);
        permissions = List.copyOf(permissions);
    }

    static AssemblyFunctions read(StackReader stack) {
        FunctionReader reader = new FunctionReader(stack.assembly().assets());
        Map<String, FunctionDefinition> functions = new HashMap<>();
        for (ResourceProperties function : stack.ofType("AWS::Lambda::Function")) {
            String arn = stack.attribute(function.resource(), "Arn");
            functions.put(arn, reader.function(function, stack.id(function.resource()), arn));
        }
        Map<String, FunctionDefinition> byArn = new LinkedHashMap<>(functions);
        List<ResourceProperties> aliases = stack.ofType("AWS::Lambda::Alias");
        List<ResourceProperties> versions = stack.ofType("AWS::Lambda::Version");
        aliases.forEach(reader::alias);
        versions.forEach(reader::version);
        Stream.concat(aliases.stream(), versions.stream()).forEach(
                qualified -> Optional.ofNullable(functions.get(functionArn(stack.stack(), qualified)))
                        .ifPresent(function -> byArn.put(stack.id(qualified.resource()), function)));
        return new AssemblyFunctions(byArn, stack.ofType("AWS::Lambda::Permission").stream()
                .map(permission -> reader.permission(permission, functionArn(stack.stack(), permission))).toList());
    }

    /// The ARN of the function that a resource is of, which may name it by its name.
    private static String functionArn(StackTemplate stack, ResourceProperties properties) {
        String name = properties.text("FunctionName");
        return name.startsWith("arn:") || name.isEmpty()
                ? name
                : "arn:aws:lambda:" + stack.region() + ":" + stack.accountId() + ":function:" + name;
    }

    /// The ARN by which an API names a function; empty where it names something else.
    public static Optional<String> invokedArn(String uri) {
        Matcher invocation = INVOCATION.matcher(uri);
        String arn = invocation.matches() ? invocation.group(1) : uri;
        return arn.contains(":lambda:") && arn.contains(":function:") ? Optional.of(arn) : Optional.empty();
    }

    /// The function of that ARN.
    public Optional<FunctionDefinition> of(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /// Whether API Gateway may invoke a function.
    ///
    /// @param arn of the function, as the API names it
    /// @param apiArn of what invokes, such as `arn:aws:execute-api:region:account:api/stage/GET/pets`
    public boolean admitApiGateway(String arn, String apiArn) {
        return permissions.stream().anyMatch(permission -> permission.admitsApiGateway(arn, apiArn));
    }
}
