package dev.headgate.local.keys;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far an import is: a bar over the bytes of the file, and the keys written, on a terminal; nothing elsewhere.
/// Safe for use by many threads.
final class ImportProgress implements AutoCloseable {
    private final Optional<ProgressBar> bar;
    private final AtomicLong written = new AtomicLong();

    private ImportProgress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /// Counts and shows nothing.
    static ImportProgress hidden() {
        return new ImportProgress(Optional.empty());
    }

    /// Shows a bar.
    ///
    /// @param bytes of the whole file; -1 where nobody knows
    static ImportProgress on(PrintStream terminal, long bytes) {
        return new ImportProgress(Optional.of(new ProgressBarBuilder().setTaskName("Importing").setInitialMax(bytes)
                .setUnit(" kB", 1_000).setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(terminal)).build()));
    }

    /// The same bytes, watched as they are read.
    InputStream watch(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int octet = super.read();
                step(octet < 0 ? 0 : 1);
                return octet;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                step(Math.max(0, count));
                return count;
            }
        };
    }

    private void step(int bytes) {
        bar.ifPresent(shown -> shown.stepBy(bytes));
    }

    /// Takes the count of keys that were written.
    LongConsumer written() {
        return count -> {
            long all = written.addAndGet(count);
            bar.ifPresent(shown -> shown.setExtraMessage(String.format(Locale.ROOT, "%,d keys", all)));
        };
    }

    /// How many keys have been written so far.
    long count() {
        return written.get();
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
