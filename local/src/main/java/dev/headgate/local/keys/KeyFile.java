package dev.headgate.local.keys;

import dev.headgate.identity.keys.StoredKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The keys of a file, read one by one as they are asked for.
final class KeyFile implements Iterator<StoredKey> {
    /// What reads records of one format.
    @FunctionalInterface
    interface Records {
        /// The next record; absent at the end.
        Optional<KeyRecord> next() throws IOException;
    }

    private final Records records;
    private final Instant now;
    private Optional<KeyRecord> ahead;

    private KeyFile(Records records, Instant now) throws IOException {
        this.records = records;
        this.now = now;
        this.ahead = records.next();
    }

    /// A file whose first character says what it is: a brace begins JSON lines, anything else CSV.
    ///
    /// @param name for messages
    /// @param now when keys are created that do not say otherwise
    static KeyFile open(BufferedReader in, String name, Instant now) throws IOException {
        in.mark(1);
        int first = in.read();
        if (first != '\uFEFF') {
            in.reset();
        } else {
            in.mark(1);
            first = in.read();
            in.reset();
        }
        return new KeyFile(first == '{' ? new JsonLines(in, name) : new CsvLines(in, name), now);
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    @Override
    public StoredKey next() {
        KeyRecord record = ahead.orElseThrow(NoSuchElementException::new);
        try {
            ahead = records.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return record.key(now);
    }
}
