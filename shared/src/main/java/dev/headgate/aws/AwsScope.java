package dev.headgate.aws;

/// What a signature is good for.
///
/// @param service as signatures name it: `lambda`, `sts`, `bedrock`
/// @param region such as `eu-central-1`
/// @param access whose credentials it is made with
public record AwsScope(String service, String region, AwsAccess access) {}
