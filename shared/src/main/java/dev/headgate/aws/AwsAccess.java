package dev.headgate.aws;

import java.net.URI;
import java.util.Optional;

/// Whose credentials a call is signed with. Immutable; nothing prints a secret.
public sealed interface AwsAccess {
    /// Those of the process: the function's role in Lambda; environment, profile or container on a laptop, in the SDK's
    /// order.
    record Environment() implements AwsAccess {}

    /// A fixed access key.
    record Keys(String keyId, String secretKey) implements AwsAccess {
        @Override
        public String toString() {
            return "Keys[***]";
        }
    }

    /// Those of a role that is assumed (AWS STS, AssumeRole) and assumed again before they run out.
    ///
    /// @param roleArn the role
    /// @param sessionName names the session in CloudTrail
    /// @param endpoint where STS is called; absent for the service's endpoint in the Region of the call
    /// @param by who assumes it
    record AssumedRole(String roleArn, String sessionName, Optional<URI> endpoint, AwsAccess by) implements AwsAccess {}
}
