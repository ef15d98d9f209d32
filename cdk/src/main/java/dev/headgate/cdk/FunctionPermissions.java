package dev.headgate.cdk;

import dev.headgate.aws.AwsAccess;
import dev.headgate.config.NormalizedEntity;
import dev.headgate.config.NormalizedFile;
import dev.headgate.model.Gateway;
import dev.headgate.model.SecretName;
import dev.headgate.plugin.lambda.AwsLambda;
import dev.headgate.plugin.lambda.FunctionCall;
import dev.headgate.schema.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What a configuration makes the functions do in AWS beside their tables, as statements of their roles: each names its
/// action and its resources.
///
/// @param stack whose Region, account and partition ARNs without their own are of
record FunctionPermissions(Stack stack) {
    /// For reading the configuration: the secrets that vault references name.
    List<PolicyStatement> secrets(Gateway gateway) {
        List<PolicyStatement> statements = new ArrayList<>();
        for (SecretName name : gateway.secrets()) {
            switch (name) {
                case SecretName.Variable _ -> {
                }
                case SecretName.ManagedSecret(SecretName.Origin origin, String id, String _) ->
                        statements.add(asked(origin, "secretsmanager:GetSecretValue", managedSecret(origin, id)));
                case SecretName.Parameter(SecretName.Origin origin, String id) ->
                        statements.add(asked(origin, "ssm:GetParameter", parameter(origin, id)));
            }
        }
        return statements;
    }

    /// A secret in the Region's Secrets Manager.
    PolicyStatement secret(String name) {
        return allow("secretsmanager:GetSecretValue", List.of(arn("secretsmanager", "", secretOf(name))));
    }

    /// For serving requests: functions that are called, models that are asked.
    List<PolicyStatement> calls(Gateway gateway, NormalizedFile file) {
        List<PolicyStatement> statements = new ArrayList<>();
        gateway.plugins().stream().filter(plugin -> plugin.enabled()).forEach(plugin -> {
            if (plugin.config() instanceof AwsLambda lambda) {
                access(lambda.call().access(), "lambda:InvokeFunction", functions(lambda.call()))
                        .ifPresent(statements::add);
            }
        });
        file.entities().stream().filter(entity -> entity.list().equals("plugins")).map(this::model)
                .forEach(model -> model.ifPresent(statements::add));
        return statements;
    }

    private PolicyStatement asked(SecretName.Origin origin, String action, String resource) {
        return origin.roleArn().isEmpty()
                ? allow(action, List.of(resource))
                : allow("sts:AssumeRole", List.of(origin.roleArn()));
    }

    private Optional<PolicyStatement> access(AwsAccess access, String action, List<String> resources) {
        return switch (access) {
            case AwsAccess.Environment _ -> Optional.of(allow(action, resources));
            case AwsAccess.AssumedRole(String roleArn, var _, var _, AwsAccess.Environment _) ->
                    Optional.of(allow("sts:AssumeRole", List.of(roleArn)));
            // A key of its own brings its own permissions.
            case AwsAccess.Keys _,AwsAccess.AssumedRole _ -> Optional.empty();
        };
    }

    private String managedSecret(SecretName.Origin origin, String id) {
        return isArn(id) ? id : arn("secretsmanager", origin.region(), secretOf(id));
    }

    /// Secrets Manager puts six characters of its own behind a secret's name.
    private static String secretOf(String name) {
        return "secret:" + name + "-??????";
    }

    private String parameter(SecretName.Origin origin, String name) {
        return isArn(name) ? name : arn("ssm", origin.region(), "parameter/" + name.replaceFirst("^/", ""));
    }

    private List<String> functions(FunctionCall call) {
        String name = call.functionName();
        String function = isArn(name) ? name : arn("lambda", call.endpoint().region(), "function:" + name);
        return call.qualifier().isEmpty() ? List.of(function) : List.of(function + ":" + call.qualifier());
    }

    /// A model of Amazon Bedrock, where a plugin asks one as the function itself.
    private Optional<PolicyStatement> model(NormalizedEntity plugin) {
        Optional<Datum.Members> config = members(plugin.fields(), "config");
        Optional<Datum.Members> model = config.flatMap(members -> members(members, "model"))
                .or(() -> config.flatMap(members -> members(members, "llm")).flatMap(llm -> members(llm, "model")));
        boolean isBedrock = model.filter(members -> text(members, "provider").equals("bedrock")).isPresent();
        if (!isBedrock) {
            return Optional.empty();
        }
        String region = model.flatMap(members -> members(members, "options"))
                .flatMap(options -> members(options, "bedrock")).map(bedrock -> text(bedrock, "aws_region")).orElse("");
        return Optional.of(allow("bedrock:InvokeModel", List.of("arn:" + stack.getPartition() + ":bedrock:"
                + (region.isEmpty() ? stack.getRegion() : region) + "::foundation-model/"
                + model.map(members -> text(members, "name")).filter(name -> !name.isEmpty()).orElse("*"))));
    }

    private static Optional<Datum.Members> members(Datum.Members of, String name) {
        return of.member(name).filter(Datum.Members.class::isInstance).map(Datum.Members.class::cast);
    }

    private static String text(Datum.Members of, String name) {
        return of.member(name).orElse(null) instanceof Datum.Text(String text, boolean _) ? text : "";
    }

    private static boolean isArn(String name) {
        return name.startsWith("arn:");
    }

    private String arn(String service, String region, String resource) {
        return "arn:" + stack.getPartition() + ":" + service + ":" + (region.isEmpty() ? stack.getRegion() : region)
                + ":" + stack.getAccount() + ":" + resource;
    }

    static PolicyStatement allow(String action, List<String> resources) {
        return PolicyStatement.Builder.create().actions(List.of(action)).resources(resources).build();
    }
}
