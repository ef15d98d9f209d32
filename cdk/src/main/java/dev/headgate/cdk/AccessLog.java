package dev.headgate.cdk;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// What API Gateway writes of every request.
final class AccessLog {
    private AccessLog() {}

    /// A JSON object of variables, each under its own name.
    ///
    /// @param variables of API Gateway's `$context`
    static String format(List<String> variables) {
        return variables.stream().map(name -> "\"" + name + "\":\"$context." + name + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// @param apiName what the group's name ends with
    static LogGroup group(Construct scope, String apiName, DeploymentSettings settings) {
        return KeptLog.make(scope, "AccessLog", "/aws/apigateway/" + apiName, settings);
    }
}
