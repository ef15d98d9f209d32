package dev.headgate.model;

/// Where a secret stands that a vault reference of the configuration names. What functions need to be allowed to read
/// follows from it. No member is null, and none is secret.
public sealed interface SecretName {
    /// An environment variable.
    record Variable(String name) implements SecretName {}

    /// A secret of AWS Secrets Manager.
    ///
    /// @param id the secret's name or ARN
    /// @param stage `AWSCURRENT` or `AWSPREVIOUS`
    record ManagedSecret(Origin origin, String id, String stage) implements SecretName {}

    /// A parameter of AWS Systems Manager Parameter Store.
    ///
    /// @param name the parameter's name or ARN
    record Parameter(Origin origin, String name) implements SecretName {}

    /// Where, and as whom, AWS is asked. What is empty is left to the environment in which the gateway runs.
    ///
    /// @param region such as `eu-west-1`
    /// @param endpoint where the service is asked, an http or https URL
    /// @param roleArn the role that is assumed for it
    /// @param roleSessionName what that session is called; never empty
    /// @param stsEndpoint where the role is asked for, an http or https URL
    record Origin(String region, String endpoint, String roleArn, String roleSessionName, String stsEndpoint) {
        /// Left to the environment but for the session's name, which is Kong's.
        public static final Origin ENVIRONMENT = new Origin("", "", "", "KongVault", "");

        /// The same in another Region.
        public Origin in(String otherRegion) {
            return new Origin(otherRegion, endpoint, roleArn, roleSessionName, stsEndpoint);
        }
    }
}
