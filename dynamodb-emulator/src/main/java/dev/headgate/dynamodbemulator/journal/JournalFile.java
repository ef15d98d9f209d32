package dev.headgate.dynamodbemulator.journal;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Journal;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/// A journal in the file `tables.log` of a directory. An entry is handed to the operating system before the change it
/// tells of is answered, so the process may be killed at any point: at most the entry being written is lost, and that
/// was never answered. It is not forced to the disk, so a crash of the machine may lose more of the end. Thread-safe.
public final class JournalFile implements Journal, AutoCloseable {
    private static final String FORMAT = "format";
    private static final long FORMAT_VERSION = 1;
    // Below this much, growth is not worth a restart.
    private static final long GROWTH_MIN_BYTES = 16L * 1024 * 1024;

    private final Path file;
    private final Path next;
    private final DirectoryLock directoryLock;
    private final ReentrantLock lock = new ReentrantLock();
    private FileOutputStream out;
    private final AtomicLong length = new AtomicLong();
    private final AtomicLong lengthAtRestart = new AtomicLong();

    private JournalFile(Path directory, DirectoryLock directoryLock) {
        this.file = directory.resolve("tables.log");
        this.next = directory.resolve("tables.log.next");
        this.directoryLock = directoryLock;
    }

    /// Opens or begins the journal of a directory, and makes a database of what it says.
    ///
    /// @param maker makes the empty database that will write to this journal
    /// @throws IOException where the directory is in use, or its journal is damaged before its end
    public static Opened open(Path directory, Function<Journal, Database> maker) throws IOException {
        Files.createDirectories(directory);
        DirectoryLock directoryLock = DirectoryLock.take(directory);
        JournalFile journal = new JournalFile(directory, directoryLock);
        try {
            Database database = maker.apply(journal);
            if (Files.exists(journal.file)) {
                JournalReader.read(journal.file, FORMAT_VERSION, database::replay);
            }
            database.compact();
            return new Opened(journal, database);
        } catch (UncheckedIOException e) {
            journal.close();
            throw e.getCause();
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /// An open journal and the database it tells of.
    public record Opened(JournalFile journal, Database database) {}

    @Override
    public void append(Entry entry) {
        byte[] line = Line.write(EntryCodec.write(entry));
        lock.lock();
        try {
            out.write(line);
            length.addAndGet(line.length);
        } catch (IOException e) {
            takeBack();
            throw new UncheckedIOException("appending to " + file, e);
        } finally {
            lock.unlock();
        }
    }

    /// A line written in part must not stand before the next one.
    private void takeBack() {
        try {
            out.getChannel().truncate(length.get());
        } catch (IOException e) {
            throw new UncheckedIOException("taking back a line half written to " + file, e);
        }
    }

    @Override
    public boolean isGrown() {
        return length.get() > GROWTH_MIN_BYTES + 2 * lengthAtRestart.get();
    }

    /// Writes the new file beside the old one and then puts it in its place, so that a kill leaves one of the two.
    @Override
    public void restart(Stream<Entry> state) {
        lock.lock();
        try {
            long written = write(state);
            if (out != null) {
                out.close();
            }
            try {
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                length.set(written);
                lengthAtRestart.set(written);
            } finally {
                out = new FileOutputStream(file.toFile(), true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("restarting " + file, e);
        } finally {
            lock.unlock();
        }
    }

    private long write(Stream<Entry> state) throws IOException {
        try (FileOutputStream raw = new FileOutputStream(next.toFile());
                OutputStream buffered = new BufferedOutputStream(raw)) {
            Json.Obj header = new JsonObject().put(FORMAT, FORMAT_VERSION).build();
            byte[] line = Line.write(header);
            buffered.write(line);
            long written = line.length;
            for (Iterator<Entry> entries = state.iterator(); entries.hasNext();) {
                line = Line.write(EntryCodec.write(entries.next()));
                buffered.write(line);
                written += line.length;
            }
            buffered.flush();
            raw.getFD().sync();
            return written;
        }
    }

    /// Whether it has not been closed yet.
    public boolean isOpen() {
        return directoryLock.isHeld();
    }

    @Override
    public void close() throws IOException {
        try (directoryLock) {
            if (out != null) {
                out.close();
            }
        }
    }
}
