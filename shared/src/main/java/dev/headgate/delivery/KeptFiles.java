package dev.headgate.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Files that stay open. What goes to the process's own streams goes to its log. Safe for use by many threads.
public final class KeptFiles implements LogFiles, AutoCloseable {
    private final Consumer<String> log;
    private final Map<String, FileChannel> open = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /// @param log takes the lines for `/dev/stdout` and `/dev/stderr`
    public KeptFiles(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void append(String path, boolean reopen, String line) throws IOException {
        if (path.equals(STDOUT) || path.equals(STDERR)) {
            log.accept(line);
            return;
        }
        lock.lock();
        try {
            if (reopen && open.containsKey(path)) {
                open.remove(path).close();
            }
            FileChannel file = open.get(path);
            if (file == null) {
                file = FileChannel.open(Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);
                open.put(path, file);
            }
            ByteBuffer content = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (content.hasRemaining()) {
                file.write(content);
            }
        } catch (IOException e) {
            throw new IOException("failed to open the file: " + path + ": " + e.getClass().getSimpleName(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            for (FileChannel file : open.values()) {
                file.close();
            }
            open.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("a log file could not be closed", e);
        } finally {
            lock.unlock();
        }
    }
}
