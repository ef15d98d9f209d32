package dev.headgate.local.assembly;

import dev.headgate.event.GatewayLimits;
import dev.headgate.event.PayloadFormat;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.front.FrontHandler;
import dev.headgate.local.front.ReceivedRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Hands requests to the API that their Host names: by its own endpoint (`ID.execute-api.…`) or by a custom domain and its
/// mappings. Any other name, such as `localhost`, stands for the first API: for the domain that leads to all of it where
/// there is one, for its endpoint otherwise.
///
/// Safe for use by many threads.
public final class AssemblyFront implements FrontHandler {
    private static final String ENDPOINT = ".execute-api.";

    private final List<? extends ServedApi> apis;
    private final ApiMappings mappings;
    private final InstantSource clock;

    /// @param apis at least one
    public AssemblyFront(List<? extends ServedApi> apis, ApiMappings mappings, InstantSource clock) {
        this.apis = List.copyOf(apis);
        this.mappings = mappings;
        this.clock = clock;
    }

    @Override
    public Response answer(WireRequest wire) {
        String apiRequestId = UUID.randomUUID().toString();
        return ReceivedRequest.of(wire, apiRequestId).map(request -> answer(request, apiRequestId))
                .orElseGet(this::malformed);
    }

    private Response answer(Request request, String apiRequestId) {
        return target(request.hostName().toLowerCase(Locale.ROOT), request.target().rawPath())
                .map(target -> target.api().answer(request,
                        new ServedApi.Arrival(target.entry(), apiRequestId, clock.instant())))
                .orElseGet(() -> json(403, "Forbidden"));
    }

    private record Target(ServedApi api, ServedApi.Entry entry) {}

    private Optional<Target> target(String hostName, String rawPath) {
        if (mappings.isDomain(hostName)) {
            return mappings.of(hostName, rawPath).flatMap(this::mapped);
        }
        int endpoint = hostName.indexOf(ENDPOINT);
        if (endpoint >= 0) {
            return api(hostName.substring(0, endpoint))
                    .map(api -> new Target(api, new ServedApi.Entry.Endpoint()));
        }
        ServedApi first = apis.getFirst();
        return mappings.whole(first.apiId()).flatMap(this::mapped)
                .or(() -> Optional.of(new Target(first, new ServedApi.Entry.Endpoint())));
    }

    private Optional<Target> mapped(ApiMappings.Mapping mapping) {
        return api(mapping.apiId())
                .map(api -> new Target(api, new ServedApi.Entry.Mapping(mapping.stage(), mapping.key())));
    }

    private Optional<ServedApi> api(String apiId) {
        return apis.stream().filter(api -> api.apiId().equals(apiId)).<ServedApi>map(api -> api).findFirst();
    }

    private static Response json(int status, String message) {
        return new Response(status, Headers.of("Content-Type", "application/json"),
                Body.utf8("{\"message\":\"" + message + "\"}"));
    }

    @Override
    public Response tooLarge() {
        return GatewayLimits.contentTooLarge(PayloadFormat.HTTP_API_V2);
    }

    @Override
    public Response malformed() {
        return json(400, "Bad Request");
    }
}
