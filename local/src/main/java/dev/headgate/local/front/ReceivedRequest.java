package dev.headgate.local.front;

import dev.headgate.event.RequestIds;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.local.front.FrontHandler.WireRequest;
import java.util.Optional;

/// Reads what came over the wire as API Gateway does: one host, a target in origin or absolute form.
public final class ReceivedRequest {
    private ReceivedRequest() {}

    /// The request; empty where it is none that API Gateway takes.
    ///
    /// @param apiRequestId API Gateway's own name for it
    public static Optional<Request> of(WireRequest wire, String apiRequestId) {
        Optional<AbsoluteForm> absolute = AbsoluteForm.of(wire.target());
        String target = absolute.map(AbsoluteForm::target).orElse(wire.target());
        if (!hasOneHost(wire) || !target.startsWith("/")) {
            return Optional.empty();
        }
        Headers headers = absolute.map(form -> wire.headers().with("Host", form.host())).orElse(wire.headers());
        return Optional.of(new Request(wire.method(), "http", headers.first("Host"), wire.port(),
                RequestTarget.parse(target), headers, wire.body(), new Request.Client(wire.clientAddress(), ""),
                RequestIds.of(apiRequestId)));
    }

    /// What two servers could take for two hosts is refused (RFC 9112 §3.2).
    private static boolean hasOneHost(WireRequest wire) {
        int hosts = wire.headers().all("Host").size();
        return hosts == 1 || hosts == 0 && wire.protocol().equals("HTTP/1.0");
    }
}
