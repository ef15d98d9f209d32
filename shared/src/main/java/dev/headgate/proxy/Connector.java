package dev.headgate.proxy;

import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.BackendException.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/// Opens connections to backends. Safe for use by many threads.
final class Connector {
    private static final String HTTP_1_1 = "http/1.1";

    private final TlsSettings tls;

    Connector(TlsSettings tls) {
        this.tls = tls;
    }

    /// The backend speaks TLS and refuses HTTP/1.1 (RFC 7301 §3.2), so it is to be spoken to over HTTP/2.
    static final class Http2OnlyException extends IOException {
        private static final long serialVersionUID = 1L;

        Http2OnlyException(Throwable cause) {
            super("the backend does not speak HTTP/1.1", cause);
        }
    }

    Connection open(Origin origin, TimeLimits limits) throws BackendException, Http2OnlyException {
        // No proxy from system properties: a gateway's backends are where its configuration says.
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(origin.address(), origin.port()), connectMillis(limits));
            return switch (origin.security()) {
                case Origin.Security.Plain _ -> new Connection(origin, socket, socket);
                case Origin.Security.Tls parameters ->
                        new Connection(origin, socket, secured(socket, parameters, limits));
            };
        } catch (IOException | RuntimeException e) {
            close(socket);
            throw failure(origin, e);
        }
    }

    private SSLSocket secured(Socket socket, Origin.Security.Tls parameters, TimeLimits limits) throws IOException {
        SSLSocket secured = (SSLSocket) tls.context(parameters.verify(), parameters.own()).getSocketFactory()
                .createSocket(socket, parameters.serverName(), socket.getPort(), true);
        secured.setSSLParameters(TlsSettings.parameters(parameters, HTTP_1_1));
        secured.setSoTimeout(connectMillis(limits));
        secured.startHandshake();
        return secured;
    }

    private static int connectMillis(TimeLimits limits) throws BackendException {
        return limits.millisLeft(limits.connect(), limits.nowNanos(), Progress.UNSENT, "connecting");
    }

    private static BackendException failure(Origin origin, Exception e) throws Http2OnlyException {
        String where = origin.address().getHostAddress() + " port " + origin.port();
        return switch (e) {
            case BackendException known -> known;
            case SocketTimeoutException _ -> TimeLimits.timeout(Progress.UNSENT, "connecting to " + where);
            case SSLHandshakeException refused when refusesProtocol(refused) -> throw new Http2OnlyException(refused);
            default -> new BackendException(Failure.ERROR, Progress.UNSENT,
                    "no connection to " + where + ": " + e.getMessage(), e);
        };
    }

    private static boolean refusesProtocol(SSLHandshakeException e) {
        return e.getMessage() != null && e.getMessage().contains("no_application_protocol");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // The reason for giving up is worth more.
        }
    }
}
