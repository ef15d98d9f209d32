package dev.headgate.aws;

import dev.headgate.web.WebCall;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// Signs calls to services of AWS with Signature Version 4.
///
/// Implementations are safe for use by many threads.
public interface AwsSigner {
    /// The call with the fields that prove who makes it. A signature is good for five minutes and for this call only: its
    /// address, its fields and its content must not be changed any more, while fields may be added.
    ///
    /// @throws IOException when there are no credentials, or those of a role cannot be had; the message holds no secret
    WebCall sign(WebCall call, AwsScope scope) throws IOException;

    /// The Region that the process runs in, where the environment says so (`AWS_REGION`, `AWS_DEFAULT_REGION`).
    Optional<String> region();

    /// Where a service is called: what the environment says (`AWS_ENDPOINT_URL_LAMBDA` and so on, `AWS_ENDPOINT_URL`), or
    /// the service's public endpoint in the Region.
    ///
    /// @param service as endpoints name it: `lambda`, `sts`, `bedrock-runtime`
    /// @throws IOException when the environment's address is malformed
    URI endpoint(String service, String region) throws IOException;
}
