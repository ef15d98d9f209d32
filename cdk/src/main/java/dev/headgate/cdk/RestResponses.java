package dev.headgate.cdk;

import dev.headgate.event.GatewayResponse;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.event.GatewayResponses;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/// What the REST API answers by itself: the same list that the local gateway renders.
final class RestResponses {
    private RestResponses() {}

    /// Has the API answer so.
    static void addAll(RestApi api) {
        GatewayResponses.configured().forEach(response -> add(api, response));
    }

    /// Has the API answer so, but for what a policy refuses.
    ///
    /// @param sources the policy, which is added too
    static void addAll(RestApi api, SourcePolicy sources, Optional<String> readyPath) {
        GatewayResponses.configured().forEach(response -> {
            if (response.type() == GatewayResponseType.ACCESS_DENIED) {
                sources.addTo(api, RestApiGateway.STAGE, readyPath);
            } else {
                add(api, response);
            }
        });
    }

    static void add(RestApi api, GatewayResponse response) {
        GatewayResponseOptions.Builder options = GatewayResponseOptions.builder()
                .type(ResponseType.of(response.type().name())).responseHeaders(new TreeMap<>(response.headers()))
                .templates(Map.of("application/json", response.template()));
        OptionalInt status = response.status();
        status.ifPresent(code -> options.statusCode(String.valueOf(code)));
        api.addGatewayResponse(response.type().name(), options.build());
    }
}
