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
/// mappings. Any other name, such as `localhost`, is as good as a custom domain of one API, so that no path has a stage in it.
///
/// Every request counts as HTTPS, for API Gateway takes nothing else. Safe for use by many threads.
public final class AssemblyFront implements FrontHandler {
    private static final String ENDPOINT = ".execute-api.";
    private static final int HTTPS_PORT = 443;

    private final List<? extends ServedApi> apis;
    private final ApiMappings mappings;
    private final Other other;
    private final InstantSource clock;

    /// What all other names lead to.
    ///
    /// @param stage of the API
    /// @param payload what the API's own answers look like where none can be asked
    public record Other(ServedApi api, String stage, PayloadFormat payload) {}

    /// @param apis all that can be named
    public AssemblyFront(List<? extends ServedApi> apis, ApiMappings mappings, Other other, InstantSource clock) {
        this.apis = List.copyOf(apis);
        this.mappings = mappings;
        this.other = other;
        this.clock = clock;
    }

    @Override
    public Response answer(WireRequest wire) {
        String apiRequestId = UUID.randomUUID().toString();
        return ReceivedRequest.of(wire, apiRequestId).map(request -> answer(overTls(request), apiRequestId))
                .orElseGet(this::malformed);
    }

    private static Request overTls(Request request) {
        return new Request(request.method(), "https", request.host(), HTTPS_PORT, request.target(),
                request.headers(), request.body(), request.client(), request.requestId());
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
            return mappings.of(hostName, rawPath).flatMap(mapping -> api(mapping.apiId()).map(api -> new Target(api,
                    new ServedApi.Entry.Mapping(mapping.stage(), mapping.key()))));
        }
        int endpoint = hostName.indexOf(ENDPOINT);
        return endpoint < 0
                ? Optional.of(new Target(other.api(), new ServedApi.Entry.Mapping(other.stage(), "")))
                : api(hostName.substring(0, endpoint)).map(api -> new Target(api, new ServedApi.Entry.Endpoint()));
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
        return GatewayLimits.contentTooLarge(other.payload());
    }

    @Override
    public Response malformed() {
        return json(400, "Bad Request");
    }
}
