package dev.headgate.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A backend on the loopback address that does to the letter what a test says, proper HTTP or not. Connections are served
/// by the scripts in turn, those after the last one by the last one.
public final class ScriptedBackend implements AutoCloseable {
    private final ServerSocket server;
    private final List<Script> scripts;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    /// What is said and heard on one connection. It is closed at the end.
    @FunctionalInterface
    public interface Script {
        void serve(Conversation conversation) throws Exception;
    }

    private ScriptedBackend(ServerSocket server, List<Script> scripts) {
        this.server = server;
        this.scripts = scripts;
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedBackend serving(Script... scripts) {
        try {
            return over(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// On a socket of the test's own, such as one that speaks TLS.
    public static ScriptedBackend over(ServerSocket server, Script... scripts) {
        return new ScriptedBackend(server, List.of(scripts));
    }

    /// Answers every request alike, on as few connections as the client likes.
    public static ScriptedBackend answering(String answer) {
        return serving(conversation -> {
            while (!conversation.readHead().isEmpty()) {
                conversation.send(answer);
            }
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Every request's head so far, lines ended by LF.
    public List<String> heads() {
        return heads;
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Script script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
                Thread.ofVirtual().start(() -> serve(script, socket));
            } catch (IOException _) {
                // Closed at the end of the test, or a client of TLS that went away.
            }
        }
    }

    private void serve(Script script, Socket socket) {
        try (socket) {
            script.serve(new Conversation(socket));
        } catch (Exception _) {
            // What the client makes of it is what the test looks at.
        }
    }

    @Override
    public void close() {
        end.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection, as its script sees it.
    public final class Conversation {
        private final Socket socket;

        private Conversation(Socket socket) {
            this.socket = socket;
        }

        /// The next request's head, with LF for CRLF; empty when the client hung up.
        public String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    return "";
                }
                head.append((char) octet);
            }
            String lines = head.toString().replace("\r\n", "\n");
            heads.add(lines);
            return lines;
        }

        public byte[] readBody(int bytes) throws IOException {
            return socket.getInputStream().readNBytes(bytes);
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        /// Says and does nothing until the test is over.
        public void holdOn() throws InterruptedException {
            end.await();
        }

        /// Says and does nothing, while time goes by on a clock of the test's.
        public void holdOn(ManualTicker ticker) throws InterruptedException {
            while (!end.await(2, TimeUnit.MILLISECONDS)) {
                ticker.advance(Duration.ofMinutes(2));
            }
        }

        /// Ends the connection with a reset instead of a goodbye.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
