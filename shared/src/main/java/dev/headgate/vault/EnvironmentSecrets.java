package dev.headgate.vault;

import dev.headgate.model.SecretName;
import java.util.Map;

/// Secrets in environment variables; those of AWS are looked up by others. Safe for use by many threads.
///
/// @param variables all of the environment
/// @param aws looks up what stands in AWS
public record EnvironmentSecrets(Map<String, String> variables, Secrets aws) implements Secrets {
    public EnvironmentSecrets {
        variables = Map.copyOf(variables);
    }

    @Override
    public Answer secret(SecretName name) {
        return switch (name) {
            case SecretName.Variable(String variable) -> variables.containsKey(variable)
                    ? new Answer.Found(variables.get(variable))
                    : new Answer.Failed("the environment variable " + variable + " is not set.",
                            "Set it where Headgate runs: for functions, under variables in cdk.json.");
            case SecretName.ManagedSecret secret -> aws.secret(secret);
            case SecretName.Parameter parameter -> aws.secret(parameter);
        };
    }

    /// Without the variables, which hold secrets.
    @Override
    public String toString() {
        return "EnvironmentSecrets[***]";
    }
}
