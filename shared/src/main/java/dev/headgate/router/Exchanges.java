package dev.headgate.router;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.model.Route;
import dev.headgate.model.Route.PathHandling;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.TimeLeft;
import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.proxy.ClientAddress;
import dev.headgate.proxy.Forwarded;
import dev.headgate.proxy.HopByHop;
import dev.headgate.routing.Match;
import dev.headgate.routing.UpstreamPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the exchanges that plugins begin with.
final class Exchanges {
    /// Stands in for a route where there is none. No plugin can be scoped to it.
    private static final Route NO_ROUTE = new Route("", "", Optional.empty(), Set.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), 426, 0, false, PathHandling.V0, false, true, true, 0, List.of(), Location.of(""));

    private Exchanges() {}

    /// A request that belongs to a route.
    static Exchange of(Request received, Match match, Forwarded forwarded, Attestation attested, TimeLeft timeLeft) {
        Request request = by(received, forwarded.clientAddress());
        return new Exchange(request, match, upstream(request, match), attested, timeLeft);
    }

    /// A request that belongs to none.
    static Exchange unmatched(Request received, ClientAddress clientAddress) {
        Request request = by(received, clientAddress.of(received));
        Match match = new Match(NO_ROUTE, request.target().rawPath(), "", Match.Captures.NONE);
        return new Exchange(request, match, new UpstreamRequest(request.method(), "", request.target().rawPath(),
                request.target().rawQuery(), request.headers(), request.body()), Attestation.NONE);
    }

    private static UpstreamRequest upstream(Request request, Match match) {
        Headers headers = HopByHop.withoutNamedByConnection(request.headers());
        return new UpstreamRequest(request.method(), preservedHost(request, match.route()),
                UpstreamPath.of(match).path(), request.target().rawQuery(), headers, request.body());
    }

    /// The client's Host for the backend; what TLS was asked for, where a client of HTTP/1.0 sent none.
    private static String preservedHost(Request request, Route route) {
        if (!route.preserveHost()) {
            return "";
        }
        return request.host().isEmpty() ? request.client().serverName() : request.host();
    }

    private static Request by(Request request, String clientAddress) {
        return request.client().address().equals(clientAddress)
                ? request
                : new Request(request.method(), request.scheme(), request.host(), request.port(), request.target(),
                        request.headers(), request.body(),
                        request.client().withAddress(clientAddress), request.requestId());
    }
}
