package dev.headgate.ratelimit.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// A network in front of an endpoint on this machine, which does to connections what networks do. Thread-safe.
final class Relay implements AutoCloseable {
    /// What becomes of what passes through from now on.
    enum Behaviour {
        /// It passes.
        PASS,
        /// Half of an answer's content comes, then the connection is reset.
        RESET_IN_ANSWER,
        /// Half of an answer's content comes, then the connection is closed in order.
        END_IN_ANSWER,
        /// Answers stay away until they are released; the endpoint has given them.
        HOLD_ANSWERS,
        /// Requests get lost, and nobody notices: the other end of the connection is gone.
        LOSE_REQUESTS
    }

    private final ServerSocket listening;
    private final URI endpoint;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore answers = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.PASS;

    Relay(URI endpoint) {
        this.endpoint = endpoint;
        try {
            listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    void behave(Behaviour changed) {
        answers.drainPermits();
        behaviour = changed;
    }

    /// Waits until the endpoint has answered one more request since the behaviour was chosen.
    void awaitAnswer() throws InterruptedException {
        answers.acquire();
    }

    /// Lets all answers come that were held back.
    void release() {
        released.countDown();
    }

    /// Closes all connections in order, as an endpoint does that has been idle for long.
    void closeConnections() {
        sockets.forEach(Relay::close);
        sockets.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(endpoint.getHost(), endpoint.getPort());
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> requests(client, server));
                Thread.ofVirtual().start(() -> answers(client, server));
            }
        } catch (IOException _) {
            // Closed, this or the endpoint behind it.
            close(listening);
        }
    }

    private void requests(Socket client, Socket server) {
        try (client; server) {
            byte[] bytes = new byte[65_536];
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (behaviour != Behaviour.LOSE_REQUESTS) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException _) {
            // The other direction closed both.
        }
    }

    private void answers(Socket client, Socket server) {
        try (client; server) {
            byte[] bytes = new byte[65_536];
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                Behaviour chosen = behaviour;
                answers.release();
                switch (chosen) {
                    case PASS,LOSE_REQUESTS -> out.write(bytes, 0, count);
                    case HOLD_ANSWERS -> {
                        released.await();
                        out.write(bytes, 0, count);
                    }
                    case END_IN_ANSWER,RESET_IN_ANSWER -> {
                        int head = headLength(bytes, count);
                        out.write(bytes, 0, head + (count - head) / 2);
                        if (head < count) {
                            client.setSoLinger(chosen == Behaviour.RESET_IN_ANSWER, 0);
                            return;
                        }
                    }
                }
            }
        } catch (IOException _) {
            // The other direction closed both.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// How much of it belongs to the fields.
    private static int headLength(byte[] bytes, int count) {
        int end = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return end < 0 ? 0 : end + 4;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // Nothing is kept in it.
        }
    }

    @Override
    public void close() {
        release();
        close(listening);
        closeConnections();
    }
}
