package dev.headgate.event;

/// The shapes in which API Gateway hands a request to a Lambda function and takes its answer.
///
/// [Payload formats of HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html),
/// [the REST proxy event](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html).
public enum PayloadFormat {
    /// HTTP API, payload format version 2.0.
    HTTP_API_V2,
    /// HTTP API, payload format version 1.0: the members of REST, with a `version`.
    HTTP_API_V1,
    /// REST API, Lambda proxy integration.
    REST
}
