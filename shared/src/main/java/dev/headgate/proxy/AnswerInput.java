package dev.headgate.proxy;

import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.BackendException.Progress;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// The bytes of an answer as they come, with nginx's patience: as long as the request is still going out, its progress
/// counts; afterwards, each wait for a byte has the read limit.
final class AnswerInput {
    /// How often an upload's progress is looked at, at the least.
    private static final int LOOK_MILLIS = 100;

    private final Connection connection;
    private final Upload upload;
    private final TimeLimits limits;
    private long lastReadNanos = Long.MIN_VALUE;
    private Progress progress = Progress.SENT;

    AnswerInput(Connection connection, Upload upload, TimeLimits limits) {
        this.connection = connection;
        this.upload = upload;
        this.limits = limits;
    }

    /// From now on a failure leaves half an answer.
    void answerHasBegun() {
        progress = Progress.ANSWERING;
    }

    /// The next byte, or -1 at the end of the connection.
    int read() throws BackendException {
        int octet = connection.buffered();
        return octet >= 0 ? octet : await() ? connection.buffered() : -1;
    }

    /// Up to `length` bytes; -1 at the end of the connection.
    int read(byte[] to, int offset, int length) throws BackendException {
        int moved = connection.buffered(to, offset, length);
        return moved > 0 ? moved : await() ? connection.buffered(to, offset, length) : -1;
    }

    BackendException invalid(String what) {
        return new BackendException(Failure.INVALID, progress, what);
    }

    BackendException closedEarly() {
        return new BackendException(Failure.ERROR, progress, "the backend closed the connection early");
    }

    BackendException tooLarge(int bytesMax) {
        return new BackendException(Failure.TOO_LARGE, progress, "the answer has more than " + bytesMax + " bytes");
    }

    private boolean await() throws BackendException {
        while (true) {
            int waitMillis = waitMillis();
            try {
                boolean more = connection.receive(waitMillis);
                lastReadNanos = limits.nowNanos();
                return more;
            } catch (SocketTimeoutException _) {
                // The limits are looked at again: an upload may have moved on meanwhile.
            } catch (IOException e) {
                throw Connection.broken(progress, e);
            }
        }
    }

    private int waitMillis() throws BackendException {
        // In this order: an upload that ends in between is then seen with its last progress.
        boolean over = upload.isOver();
        long progressNanos = upload.lastProgressNanos();
        if (!over) {
            int left = limits.millisLeft(limits.write(), progressNanos, progress, "sending the request");
            return Math.min(left, LOOK_MILLIS);
        }
        long since = lastReadNanos == Long.MIN_VALUE ? progressNanos : Math.max(progressNanos, lastReadNanos);
        return limits.millisLeft(limits.read(), since, progress, "reading the answer");
    }
}
