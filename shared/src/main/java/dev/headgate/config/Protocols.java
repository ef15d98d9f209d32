package dev.headgate.config;

import dev.headgate.model.Protocol;
import dev.headgate.schema.FieldType;
import java.util.List;
import java.util.Optional;

/// Kong's protocols, and why most of them have no form behind API Gateway and Lambda.
final class Protocols {
    /// Kong's, with `ws` and `wss` of its paid edition.
    static final List<String> KNOWN = List.of("grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp",
            "ws", "wss");

    static final FieldType TYPE = new FieldType.Choice(KNOWN);

    /// @param reason why not, one sentence
    /// @param hint what to do, one sentence
    record Refusal(String reason, String hint) {}

    private static final Refusal GRPC = new Refusal("gRPC needs HTTP/2 trailers, which Lambda cannot carry.",
            "Serve gRPC from an Application Load Balancer.");
    private static final Refusal STREAM = new Refusal("API Gateway carries HTTP only.",
            "Serve it from a Network Load Balancer.");
    private static final Refusal WEBSOCKET = new Refusal(
            "a WebSocket connection outlives a Lambda invocation, so it cannot be passed through.",
            "Use an API Gateway WebSocket API beside this one.");

    private Protocols() {}

    /// Why a known protocol is not supported; empty for those that are.
    static Optional<Refusal> refusal(String protocol) {
        return switch (protocol) {
            case "http", "https" -> Optional.empty();
            case "grpc", "grpcs" -> Optional.of(GRPC);
            case "ws", "wss" -> Optional.of(WEBSOCKET);
            default -> Optional.of(STREAM);
        };
    }

    /// The protocol of a name that [#refusal] does not refuse.
    static Protocol protocol(String name) {
        return name.equals("https") ? Protocol.HTTPS : Protocol.HTTP;
    }
}
