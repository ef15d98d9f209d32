package dev.headgate.snapshot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Answers every request on the loopback address alike, on as few connections as the client likes: backend and table of a
/// rehearsal.
final class LoopbackServer implements AutoCloseable {
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final String LENGTH = "\r\ncontent-length:";

    private final ServerSocket socket;
    private final byte[] answer;

    /// @param json the content of each answer
    LoopbackServer(String json) throws IOException {
        this.answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII);
        this.socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("headgate-rehearsal").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().name("headgate-rehearsal").start(() -> serve(client));
            } catch (IOException _) {
                // Closed, which the loop sees.
            }
        }
    }

    private void serve(Socket client) {
        try (client; InputStream in = new BufferedInputStream(client.getInputStream())) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                in.skipNBytes(contentLength(head));
                client.getOutputStream().write(answer);
            }
        } catch (IOException _) {
            // The client is the rehearsal, which tells what went wrong.
        }
    }

    /// With the empty line; nothing when the client hung up.
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0 && head.length() < HEAD_BYTES_MAX) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static long contentLength(String head) {
        int field = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        return field < 0
                ? 0
                : Long.parseLong(head.substring(field + LENGTH.length(), head.indexOf('\r', field + 2)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
