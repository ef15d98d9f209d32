package dev.headgate.proxy;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a request that may be larger than what the network takes at once, in a thread of its own, so that the caller
/// can watch its progress and read an answer that comes early. A blocking write has no time limit; whoever loses patience
/// closes the connection.
final class Upload implements Runnable {
    private static final int PIECE_BYTES = 16 * 1024;

    private final byte[] head;
    private final byte[] body;
    private final OutputStream out;
    private final Ticker ticker;
    private volatile long lastProgressNanos;
    private volatile boolean over;
    private volatile boolean failed;

    Upload(byte[] head, byte[] body, OutputStream out, Ticker ticker) {
        this.head = head;
        this.body = body;
        this.out = out;
        this.ticker = ticker;
        this.lastProgressNanos = ticker.nanos();
    }

    /// Whether the request is small enough to be written at once: an idle connection takes that much without waiting.
    static boolean isSmall(byte[] head, byte[] body) {
        return head.length + body.length <= PIECE_BYTES;
    }

    @Override
    public void run() {
        try {
            out.write(head);
            for (int from = 0; from < body.length; from += PIECE_BYTES) {
                lastProgressNanos = ticker.nanos();
                out.write(body, from, Math.min(PIECE_BYTES, body.length - from));
            }
            out.flush();
        } catch (IOException _) {
            // The answer may be there all the same: a backend that refuses a large body often does not read it to its
            // end. The reader finds out.
            failed = true;
        } finally {
            lastProgressNanos = ticker.nanos();
            over = true;
        }
    }

    long lastProgressNanos() {
        return lastProgressNanos;
    }

    /// Whether nothing more is going to be written.
    boolean isOver() {
        return over;
    }

    /// Whether all of it was written.
    boolean isComplete() {
        return over && !failed;
    }
}
