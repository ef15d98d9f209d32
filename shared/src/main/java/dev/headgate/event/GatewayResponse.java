package dev.headgate.event;

import java.util.Map;
import java.util.OptionalInt;

/// A customised response of a REST API, as CloudFormation's `AWS::ApiGateway::GatewayResponse` describes it.
///
/// @param type the occasion
/// @param status the status to answer with; absent to keep the occasion's own. It is fixed: no variable can set it
/// @param headers header names with their mapping expressions (`gatewayresponse.header.NAME`): `'literal'`,
///        `context.requestId`, `context.authorizer.property`, `method.request.header.Name`. A field whose source is
///        absent is left out
/// @param template the body for `application/json`: text in which `$context.…` is replaced. It is no VTL: neither
///        conditions nor functions
///        ([gateway responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html))
public record GatewayResponse(
        GatewayResponseType type,
        OptionalInt status,
        Map<String, String> headers,
        String template) {
    public GatewayResponse {
        headers = Map.copyOf(headers);
    }
}
