package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of docs/ with a part for each benchmark that writes to it, between marks; the rest is a person's.
///
/// @param file exists
public record MeasuredPage(Path file) {
    /// Puts a section in the place of the benchmark's last one, or at the end.
    public void write(String benchmark, String section) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), benchmark, section));
    }

    static String replaced(String page, String benchmark, String section) {
        String begin = "<!-- " + benchmark + " -->\n";
        String end = "<!-- /" + benchmark + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        String part = begin + section + end;
        return from < 0 || to < from
                ? page + "\n" + part
                : page.substring(0, from) + part + page.substring(to + end.length());
    }
}
