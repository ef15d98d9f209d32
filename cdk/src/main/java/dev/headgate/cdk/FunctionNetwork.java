package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;

/// Puts functions into a private network, whose ids are taken as they stand: nothing is looked up.
final class FunctionNetwork {
    /// What Lambda does with a function's role to attach it (AWS Lambda developer guide, "Giving Lambda functions access to
    /// resources in an Amazon VPC").
    private static final List<String> ACTIONS = List.of("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");

    private FunctionNetwork() {}

    /// Lets Lambda attach a function, and the function's own code do nothing of it, as that page advises.
    static void allow(Role role, String functionName) {
        String function = Stack.of(role).formatArn(ArnComponents.builder().service("lambda").resource("function")
                .resourceName(functionName).arnFormat(ArnFormat.COLON_RESOURCE_NAME).build());
        role.addToPolicy(PolicyStatement.Builder.create().actions(ACTIONS).resources(List.of("*")).build());
        role.addToPolicy(PolicyStatement.Builder.create().effect(Effect.DENY).actions(ACTIONS).resources(List.of("*"))
                .conditions(Map.of("ArnEquals", Map.of("lambda:SourceFunctionArn", function))).build());
        NagSuppressions.addResourceSuppressions(role, List.of(NagPackSuppression.builder().id("AwsSolutions-IAM5")
                .appliesTo(List.of("Resource::*"))
                .reason("Lambda makes network interfaces whose names nobody knows before; the function's own code is "
                        + "denied the same actions.")
                .build()), true);
    }

    static void attach(Function function, NetworkSettings network) {
        ((CfnFunction) function.getNode().getDefaultChild()).setVpcConfig(CfnFunction.VpcConfigProperty.builder()
                .subnetIds(network.subnetIds()).securityGroupIds(network.securityGroupIds()).build());
    }
}
