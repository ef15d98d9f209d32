package dev.headgate.local.front;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An HTTP/1.1 client that sends exactly the bytes it is given, as no well-behaved client would, and reads answers with a
/// Content-Length.
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Sends text; `\n` alone ends a line, as in a text block.
    public void send(String text) throws IOException {
        send(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /// The next answer on this connection.
    public Response receive() throws IOException {
        return receive(true);
    }

    /// The next answer, without a body whatever its Content-Length says.
    public Response receiveHead() throws IOException {
        return receive(false);
    }

    private Response receive(boolean withBody) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.add(new Headers.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Headers headers = Headers.of(fields);
        String length = headers.first("Content-Length");
        byte[] body = withBody && !length.isEmpty() ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
        return new Response(status, headers, Body.of(body));
    }

    /// Whether the server has closed the connection; waits for it to say something.
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection after \"" + line + "\"");
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
