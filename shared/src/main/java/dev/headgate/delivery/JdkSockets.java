package dev.headgate.delivery;

import dev.headgate.web.UncheckedCertificates;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Sends with the JDK's sockets. No connection is kept: one that Lambda's freeze outlived takes entries and loses them.
public final class JdkSockets implements Sockets {
    @Override
    public void datagram(Listener to, byte[] content) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(content, content.length, address(to), to.port()));
        } catch (IOException e) {
            throw new IOException("could not send data to " + to + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void stream(Listener to, Security security, byte[] content) throws IOException {
        int timeoutMillis = Math.toIntExact(Math.min(to.timeout().toMillis(), Integer.MAX_VALUE));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(to), to.port()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            switch (security) {
                case Security.Plain _ -> write(socket, content);
                case Security.Tls(String serverName) -> {
                    try (SSLSocket encrypted = encrypted(socket, to, serverName)) {
                        write(encrypted, content);
                    }
                }
            }
        } catch (IOException e) {
            throw new IOException("failed to send data to " + to + ": " + e.getMessage(), e);
        }
    }

    private static void write(Socket socket, byte[] content) throws IOException {
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
    }

    private static SSLSocket encrypted(Socket socket, Listener to, String serverName) throws IOException {
        SSLSocket encrypted = (SSLSocket) UncheckedCertificates.context().getSocketFactory().createSocket(socket,
                to.host(), to.port(), true);
        if (!serverName.isEmpty()) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
            encrypted.setSSLParameters(parameters);
        }
        encrypted.startHandshake();
        return encrypted;
    }

    private static InetAddress address(Listener to) throws IOException {
        try {
            return InetAddress.getByName(to.host());
        } catch (UnknownHostException e) {
            throw new IOException("the name leads nowhere", e);
        }
    }
}
