package dev.headgate.plugin.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.http.Body;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Collectors on this machine that keep what they are sent.
final class Receivers {
    private static final int PATIENCE_SECONDS = 30;
    private static final int DATAGRAM_BYTES_MAX = 65_536;

    private Receivers() {}

    /// One that takes datagrams.
    static final class Udp implements AutoCloseable {
        private final DatagramSocket socket;

        Udp() throws IOException {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
        }

        int port() {
            return socket.getLocalPort();
        }

        /// The next datagram.
        String next() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES_MAX], DATAGRAM_BYTES_MAX);
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), UTF_8);
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /// One that takes connections.
    static final class Tcp implements AutoCloseable {
        private final ServerSocket server;
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        Tcp(ServerSocket server) {
            this.server = server;
            Thread.ofVirtual().start(this::accept);
        }

        Tcp() throws IOException {
            this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    received.add(new String(socket.getInputStream().readAllBytes(), UTF_8));
                } catch (IOException _) {
                    // Closed at the end of the test.
                }
            }
        }

        /// All that came over the next connection.
        String next() throws InterruptedException {
            String next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nobody connected");
            }
            return next;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /// One that takes requests.
    static final class Http implements AutoCloseable {
        private final HttpServer server;
        private final List<Received> received = new CopyOnWriteArrayList<>();
        private final AtomicInteger status = new AtomicInteger(200);

        /// A request.
        ///
        /// @param head method, target and the fields that tests look at
        record Received(String head, Body body) {
            String text() {
                return body.utf8();
            }
        }

        Http(String... fields) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                StringBuilder head = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                for (String field : fields) {
                    head.append(" + ").append(field).append(": ").append(exchange.getRequestHeaders().getFirst(field));
                }
                received.add(new Received(head.toString(), Body.of(exchange.getRequestBody().readAllBytes())));
                exchange.sendResponseHeaders(status.get(), -1);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        void answer(int with) {
            status.set(with);
        }

        List<Received> received() {
            return received;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
