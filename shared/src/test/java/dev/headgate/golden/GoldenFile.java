package dev.headgate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that holds what a test expects, reviewed like code. `-Dheadgate.golden=write` writes all of them anew, which CI
/// (`CI=true`) refuses.
public final class GoldenFile {
    private GoldenFile() {}

    /// Compares a text with a file, or writes the file where that is asked for.
    public static void assertHolds(Path file, String actual) throws IOException {
        if (System.getProperty("headgate.golden", "").equals("write")) {
            assertThat(System.getenv("CI")).as("golden files are not rewritten by CI").isNotEqualTo("true");
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(actual).as("%s; rewrite it with -Dheadgate.golden=write", file).isEqualTo(Files.readString(file));
    }

    /// The same for the part of a page between two marker lines; the rest of the page is written by hand.
    ///
    /// @param begin the line before the part, with its line feed
    /// @param end the line behind the part, with its line feed
    public static void assertHoldsBetween(Path page, String begin, String end, String actual) throws IOException {
        assertThat(page).exists();
        String text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(to).as("the marker lines %s%sin %s", begin, end, page).isGreaterThanOrEqualTo(begin.length());
        assertHolds(page, text.substring(0, from) + actual + text.substring(to));
    }
}
