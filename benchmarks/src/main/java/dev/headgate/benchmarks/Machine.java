package dev.headgate.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// Where figures were measured.
public final class Machine {
    private Machine() {}

    /// Processors, system, Java and day.
    public static String describe() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", Java " + Runtime.version().feature() + ", "
                + LocalDate.now(ZoneOffset.UTC);
    }
}
