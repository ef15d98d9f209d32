package dev.headgate.router;

import dev.headgate.answer.Answers;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.proxy.Forwarded;
import dev.headgate.routing.Match;
import dev.headgate.routing.NormalizedPath;
import java.util.Optional;
import java.util.Set;

/// What becomes of a request before any plugin: its route, or an answer at once. The authorizer and the router both ask
/// here, so they agree. Source: kong/runloop/handler.lua, `access.before`.
sealed interface Reception {
    /// The request belongs to a route.
    record Admitted(Match match, Forwarded forwarded) implements Reception {}

    /// The request is answered.
    record Answered(Response response) implements Reception {}

    static Reception of(CompiledGateway gateway, Request request) {
        // nginx refuses these itself, before Kong sees them.
        if (request.method().equals("TRACE") || request.method().equals("CONNECT")) {
            return new Answered(Answers.failure(request, 405));
        }
        if (!NormalizedPath.isWellFormed(request.target().rawPath())) {
            return new Answered(Answers.failure(request, 400));
        }
        Optional<Match> match = gateway.routes().match(request);
        if (match.isEmpty()) {
            return new Answered(Answers.error(request, 404, "no Route matched with those values"));
        }
        Forwarded forwarded = Forwarded.of(request, gateway.clientAddress());
        Route route = match.get().route();
        boolean httpsOnly = route.protocols().equals(Set.of(Protocol.HTTPS));
        return httpsOnly && !forwarded.scheme().equals("https")
                ? new Answered(toHttps(request, forwarded, route.httpsRedirectStatusCode()))
                : new Admitted(match.get(), forwarded);
    }

    private static Response toHttps(Request request, Forwarded forwarded, int status) {
        return status == 426
                ? Answers.error(request, 426, "Please use HTTPS protocol").withHeader("Connection", "Upgrade")
                        .withHeader("Upgrade", "TLS/1.2, HTTP/1.1")
                : Response.of(status).withHeaders(
                        Headers.of("Location", "https://" + forwarded.host() + request.target()));
    }
}
