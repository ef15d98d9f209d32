package dev.headgate.proxy;

import dev.headgate.model.BackendTls;
import java.net.InetAddress;

/// What a connection leads to. Two requests may share a connection when these are equal.
///
/// @param address of the machine
/// @param port 0..65535
/// @param security how the connection is protected
record Origin(InetAddress address, int port, Security security) {
    /// How a connection is protected.
    sealed interface Security {
        /// Not at all.
        record Plain() implements Security {}

        /// By TLS.
        ///
        /// @param serverName what the client asks for (SNI) and what the certificate has to be for: the Host without its
        ///        port, as Kong does it (`proxy_ssl_name $upstream_host`)
        /// @param verify whether the certificate is checked
        /// @param own what the service has of its own
        record Tls(String serverName, boolean verify, BackendTls own) implements Security {}
    }
}
