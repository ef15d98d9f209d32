package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// docs/performance.md: a part for each benchmark, between marks, written by the benchmark itself.
record PerformancePage(Path file) {
    private static final String HEAD = """
            # Performance
            Every table is written by the command that measured it. Seconds belong to the machine they were measured on; what
            counts is the ratio to the peer of the same run, and how a figure grows.
            """;

    void write(String benchmark, String section) throws IOException {
        String page = Files.exists(file) ? Files.readString(file) : HEAD;
        Files.writeString(file, replaced(page, benchmark, section));
    }

    /// The page with this section in the place of the benchmark's last one, or at the end.
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
