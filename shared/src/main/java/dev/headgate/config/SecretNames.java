package dev.headgate.config;

import dev.headgate.model.SecretName;
import dev.headgate.vault.VaultReference;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which secret a vault reference names.
final class SecretNames {
    /// What a parameter of Systems Manager is told from a secret by: names of secrets have no colon.
    private static final String PARAMETER = "ssm:";
    private static final Pattern PARAMETER_ARN = Pattern.compile("arn:aws[a-z-]*:ssm:.*");

    private SecretNames() {}

    /// The environment variable that Kong would read (kong/vaults/env): in capitals, with `_` for `-`.
    static SecretName variable(VaultReference reference, String prefix) {
        String name = (prefix + reference.resource()).replace('-', '_').toUpperCase(Locale.ROOT);
        return new SecretName.Variable(reference.version() == 2 ? name + "_PREVIOUS" : name);
    }

    /// Whether a reference to the aws vault names a parameter.
    static boolean isParameter(VaultReference reference) {
        String first = reference.path().getFirst();
        return first.startsWith(PARAMETER) || PARAMETER_ARN.matcher(first).matches();
    }

    /// The secret or parameter. All of the path is a parameter's name: `ssm:/prod/key` is `/prod/key`, `ssm:key` is `key`.
    static SecretName inAws(VaultReference reference, SecretName.Origin origin) {
        if (!isParameter(reference)) {
            return new SecretName.ManagedSecret(origin, reference.resource(),
                    reference.version() == 2 ? "AWSPREVIOUS" : "AWSCURRENT");
        }
        String path = String.join("/", reference.path());
        return new SecretName.Parameter(origin,
                path.startsWith(PARAMETER) ? path.substring(PARAMETER.length()) : path);
    }
}
