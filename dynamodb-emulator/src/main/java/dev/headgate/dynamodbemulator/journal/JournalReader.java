package dev.headgate.dynamodbemulator.journal;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Journal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a journal file. Its last line may be torn and is then no part of it; damage anywhere else is an error, since
/// what follows could not be trusted.
final class JournalReader {
    private final Path file;
    private final InputStream in;
    private int lineNumber;

    private JournalReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    static void read(Path file, long version, Consumer<Journal.Entry> entries) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            new JournalReader(file, in).read(version, entries);
        }
    }

    private void read(long version, Consumer<Journal.Entry> entries) throws IOException {
        Optional<Json> header = next();
        if (header.isEmpty()) {
            return;
        }
        try {
            requireVersion(Members.of(header.get()), version);
            for (Optional<Json> line = next(); line.isPresent(); line = next()) {
                entries.accept(EntryCodec.read(line.get()));
            }
        } catch (IllegalArgumentException | ApiException e) {
            throw new IOException(file + ", line " + lineNumber + ": " + e.getMessage(), e);
        }
    }

    private void requireVersion(Members header, long version) throws IOException {
        if (header.number("format") != version) {
            throw new IOException(file + " has format " + header.number("format") + "; this program reads " + version);
        }
    }

    /// The next whole line; empty at the end of the file or at a torn last line.
    private Optional<Json> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            line.write(octet);
            octet = in.read();
        }
        lineNumber++;
        if (octet < 0) {
            return Optional.empty();
        }
        Optional<Json> content = Line.read(line.toByteArray());
        if (content.isEmpty()) {
            if (in.read() >= 0) {
                throw new IOException(file + ", line " + lineNumber + ": damaged");
            }
        }
        return content;
    }
}
