package dev.headgate.local.assembly.http;

import dev.headgate.event.PayloadFormat;
import java.time.Duration;
import java.util.Optional;

/// What answers a route: `IntegrationType` with what belongs to it.
sealed interface Integration {
    /// HTTP APIs wait no longer, and this long where the template says nothing
    /// ([quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)).
    Duration TIMEOUT_MAX = Duration.ofSeconds(30);

    /// What is changed in the request before it leaves.
    RequestMapping request();

    /// What is changed in the answer before the client gets it.
    ResponseMapping response();

    /// How long is waited for an answer.
    Duration timeout();

    /// AWS_PROXY with a function.
    ///
    /// @param arn of the function, as the template names it
    /// @param payload the form of its events
    record Function(String arn, PayloadFormat payload, RequestMapping request, ResponseMapping response,
            Duration timeout) implements Integration {}

    /// HTTP_PROXY.
    ///
    /// @param uri of the backend, with variables; the listener's address for a VPC link
    /// @param method fixed; absent where the client's is used
    /// @param isPrivate whether it is reached over a VPC link
    record Http(IntegrationUri uri, Optional<String> method, boolean isPrivate, RequestMapping request,
            ResponseMapping response, Duration timeout) implements Integration {}
}
