package dev.headgate.plugin;

import dev.headgate.model.Protocol;
import dev.headgate.model.Service;

/// Another backend than the route's service says, as Kong's `kong.service.set_target` names it: a note of an [Exchange].
/// Time limits, tries and checks of certificates stay the service's.
///
/// @param protocol what it speaks
/// @param host a DNS name or an IP address
/// @param port 1..65535
public record UpstreamTarget(Protocol protocol, String host, int port) {
    /// What is called for a service.
    public Service insteadOf(Service service) {
        return new Service(service.id(), service.name(), protocol, host, port, service.path(), service.retries(),
                service.connectTimeout(), service.writeTimeout(), service.readTimeout(), service.enabled(),
                service.tlsVerify(), service.tls(), service.tags(), service.location());
    }
}
