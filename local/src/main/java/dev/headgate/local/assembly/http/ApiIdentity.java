package dev.headgate.local.assembly.http;

/// What an API is called.
///
/// @param apiId ten letters and digits
/// @param name as the template gives it
/// @param accountId twelve digits
/// @param region such as `eu-central-1`
record ApiIdentity(String apiId, String name, String accountId, String region) {
    /// The ARN of what the API does, such as `stage/GET/pets` or `authorizers/id`.
    String arn(String part) {
        return "arn:aws:execute-api:" + region + ":" + accountId + ":" + apiId + "/" + part;
    }

    /// The name of the API's own endpoint.
    String endpoint() {
        return apiId + ".execute-api." + region + ".amazonaws.com";
    }
}
