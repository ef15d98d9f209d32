package dev.headgate.cdk;

import dev.headgate.event.GatewayResponse;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.event.GatewayResponses;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the REST API answers by itself: the same list that the local gateway renders.
final class RestResponses {
    private RestResponses() {}

    /// @param sources the policy whose refusals are to look like ip-restriction's
    static List<GatewayResponse> all(Optional<SourcePolicy> sources) {
        return GatewayResponses.configured().stream()
                .map(response -> response.type() == GatewayResponseType.ACCESS_DENIED
                        ? sources.map(SourcePolicy::refusal).orElse(response)
                        : response)
                .toList();
    }

    static Map<String, String> templates(GatewayResponse response) {
        return Map.of("application/json", response.template());
    }
}
