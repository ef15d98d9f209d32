package dev.headgate.delivery;

import java.io.IOException;
import java.time.Duration;

/// Sends bytes without HTTP. Safe for use by many threads.
public interface Sockets {
    /// Who listens.
    ///
    /// @param host a name or an IP address
    /// @param timeout for connecting, more than zero
    record Listener(String host, int port, Duration timeout) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// Whether a connection is encrypted.
    sealed interface Security {
        /// It is not.
        record Plain() implements Security {}

        /// It is, with a server that need not prove who it is, as Kong's logging plugins do it.
        ///
        /// @param serverName the TLS server name (SNI); empty for the host's own
        record Tls(String serverName) implements Security {}
    }

    /// Sends one UDP datagram. Nobody says whether it arrives.
    ///
    /// @throws IOException when the name leads nowhere, or the datagram is too large
    void datagram(Listener to, byte[] content) throws IOException;

    /// Sends all content over a TCP connection of its own, whose end says that it is complete.
    ///
    /// @throws IOException when it could not be handed over
    void stream(Listener to, Security security, byte[] content) throws IOException;
}
