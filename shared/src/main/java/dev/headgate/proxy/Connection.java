package dev.headgate.proxy;

import dev.headgate.http.Response;
import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.BackendException.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// One HTTP/1.1 connection to a backend, for one request at a time.
final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Origin origin;
    private final Socket socket;
    private final InputStream wire;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long idleSinceNanos;

    /// @param wire what carries the bytes
    /// @param socket what is talked to: the same socket, or TLS over it
    Connection(Origin origin, Socket wire, Socket socket) throws IOException {
        this.origin = origin;
        this.socket = socket;
        this.wire = wire.getInputStream();
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    Origin origin() {
        return origin;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void becomesIdle(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    /// Whether nothing has come that was not asked for, as content behind the answer to a HEAD, or one answer too many,
    /// would be: the next request's client would get it for an answer. Takes no time.
    boolean isSilent() {
        try {
            return position == limit && in.available() == 0 && wire.available() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Whether the backend still keeps it open and silent, as far as can be told without asking.
    boolean isAlive() {
        try {
            socket.setSoTimeout(1);
            // A backend that says something, or hangs up, while nobody asks is of no more use.
            return position == limit && in.read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Sends a request and reads its answer.
    ///
    /// @param answerBytesMax larger content is refused
    ExchangeResult exchange(Call call, TimeLimits limits, int answerBytesMax) throws BackendException {
        byte[] head = call.head();
        byte[] body = call.body().bytes();
        Upload upload = new Upload(head, body, out, limits.deadline().ticker());
        if (Upload.isSmall(head, body)) {
            upload.run();
        } else {
            Thread.ofVirtual().name("headgate-upload").start(upload);
        }
        AnswerReader reader = new AnswerReader(new AnswerInput(this, upload, limits), answerBytesMax);
        AnswerReader.Head answer = reader.head(call);
        long answeredNanos = limits.nowNanos();
        Response response = reader.content(answer);
        boolean reusable = reader.endsClean(answer) && upload.isComplete() && position == limit;
        return new ExchangeResult(response, answeredNanos, reusable);
    }

    /// Sends a request and reads the status that it is answered with, no more. The connection is of no more use.
    int status(Call call, TimeLimits limits) throws BackendException {
        Upload upload = new Upload(call.head(), call.body().bytes(), out, limits.deadline().ticker());
        upload.run();
        return new AnswerReader(new AnswerInput(this, upload, limits), 0).head(call).status();
    }

    /// An answer and what it means for the connection.
    ///
    /// @param answeredNanos when the answer's head was complete
    /// @param reusable whether another request may follow on this connection
    record ExchangeResult(Response response, long answeredNanos, boolean reusable) {}

    /// The next byte that was received, or -1 where there is none without waiting.
    int buffered() {
        return position < limit ? buffer[position++] & 0xFF : -1;
    }

    /// Moves received bytes; returns how many, 0 where there are none without waiting.
    int buffered(byte[] to, int offset, int length) {
        int moved = Math.min(length, limit - position);
        System.arraycopy(buffer, position, to, offset, moved);
        position += moved;
        return moved;
    }

    /// Waits for bytes; false at the end of the connection.
    ///
    /// @throws SocketTimeoutException when none come in time
    boolean receive(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        int received = in.read(buffer);
        position = 0;
        limit = Math.max(received, 0);
        return received > 0;
    }

    static BackendException broken(Progress progress, IOException cause) {
        return new BackendException(Failure.ERROR, progress, "the connection broke: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing more was wanted of it.
        }
    }
}
