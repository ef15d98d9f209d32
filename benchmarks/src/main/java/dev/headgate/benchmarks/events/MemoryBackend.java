package dev.headgate.benchmarks.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/// A connection to a backend that is in the same memory: it takes what is written, and once something was, has the whole
/// answer ready. So a proxy runs through all of its own code, and none of the system's.
final class MemoryBackend extends SocketImpl {
    private final byte[] answer;
    private final byte[] received = new byte[64 * 1024];
    private int receivedBytes;
    /// How much of the answer has been read; all of it while nothing was asked.
    private int readBytes;

    /// @param answer head and content as HTTP/1.1 writes them
    MemoryBackend(byte[] answer) {
        this.answer = answer.clone();
        this.readBytes = answer.length;
    }

    /// From now on all new sockets of the process lead to backends in memory. The JDK lets this be done once, so it is for
    /// processes that do nothing else.
    // There is no other way to give a proxy that opens its own sockets one that needs no system call; what took the place
    // of this method is for channels.
    @SuppressWarnings("deprecation")
    static void takeAllConnections(byte[] answer, Listener listener) throws IOException {
        Socket.setSocketImplFactory(() -> {
            MemoryBackend backend = new MemoryBackend(answer);
            listener.connected(backend);
            return backend;
        });
    }

    /// Hears of connections.
    @FunctionalInterface
    interface Listener {
        void connected(MemoryBackend backend);
    }

    /// The last request.
    byte[] received() {
        return Arrays.copyOf(received, receivedBytes);
    }

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                if (readBytes == answer.length) {
                    throw new SocketTimeoutException("nothing was asked");
                }
                int moved = Math.min(length, answer.length - readBytes);
                System.arraycopy(answer, readBytes, to, offset, moved);
                readBytes += moved;
                return moved;
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                write(new byte[]{(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                if (readBytes > 0) {
                    readBytes = 0;
                    receivedBytes = 0;
                }
                System.arraycopy(from, offset, received, receivedBytes, length);
                receivedBytes += length;
            }
        };
    }

    @Override
    protected int available() {
        return answer.length - readBytes;
    }

    @Override
    protected void create(boolean stream) {
        // There is nothing of the system's to make.
    }

    @Override
    protected void connect(String host, int port) {
        // It is connected already.
    }

    @Override
    protected void connect(InetAddress address, int port) {
        // It is connected already.
    }

    @Override
    protected void connect(SocketAddress address, int timeout) {
        // It is connected already.
    }

    @Override
    protected void bind(InetAddress host, int port) {
        // It has no address.
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new IOException("nobody connects to it");
    }

    @Override
    protected void accept(SocketImpl socket) throws IOException {
        throw new IOException("nobody connects to it");
    }

    @Override
    protected void close() {
        // There is nothing to close.
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new IOException("it takes none");
    }

    @Override
    public void setOption(int option, Object value) {
        // No answer has to be waited for.
    }

    @Override
    public Object getOption(int option) {
        return 0;
    }
}
