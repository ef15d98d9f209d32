package dev.headgate.local.keys;

import dev.headgate.local.cli.InputException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values (RFC 4180), one record at a time: quotes around a value may hide commas and line ends, and
/// stand twice for one of their own. Lines end with LF or CRLF. Empty lines are skipped. For use by one thread.
final class CsvReader {
    /// No record of a key is longer; a file that is no CSV does not fill the memory.
    private static final int RECORD_LENGTH_MAX = 65_536;

    private final Reader in;
    private final String file;
    private long line = 1;
    private long recordLine;
    private int next;

    /// @param in buffered
    /// @param file the name to give in messages
    CsvReader(Reader in, String file) throws IOException {
        this.in = in;
        this.file = file;
        this.next = in.read();
    }

    /// Where the last record began: `keys.csv:17`.
    String place() {
        return file + ":" + recordLine;
    }

    /// The values of the next record; none at the end.
    ///
    /// @throws InputException when the text is not CSV
    List<String> next() throws IOException {
        while (next == '\n' || next == '\r') {
            advance();
        }
        recordLine = line;
        List<String> values = new ArrayList<>();
        int length = 0;
        while (next >= 0) {
            String value = next == '"' ? quoted() : plain();
            values.add(value);
            length += value.length();
            if (length > RECORD_LENGTH_MAX) {
                throw tooLong();
            }
            if (next != ',') {
                break;
            }
            advance();
            if (next < 0 || next == '\n' || next == '\r') {
                values.add("");
                break;
            }
        }
        return values;
    }

    private String plain() throws IOException {
        StringBuilder value = new StringBuilder();
        while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
            append(value);
        }
        return value.toString();
    }

    private String quoted() throws IOException {
        StringBuilder value = new StringBuilder();
        advance();
        while (true) {
            if (next < 0) {
                throw new InputException(place() + ": a quote is opened and never closed.");
            }
            if (next != '"') {
                append(value);
                continue;
            }
            advance();
            if (next != '"') {
                break;
            }
            append(value);
        }
        if (next >= 0 && next != ',' && next != '\n' && next != '\r') {
            throw new InputException(place() + ": text after a closing quote. Write a quote inside a value twice.");
        }
        return value.toString();
    }

    private void append(StringBuilder value) throws IOException {
        value.append((char) next);
        if (value.length() > RECORD_LENGTH_MAX) {
            throw tooLong();
        }
        advance();
    }

    private InputException tooLong() {
        return new InputException(place() + ": a record longer than " + RECORD_LENGTH_MAX + " characters.");
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = in.read();
    }
}
