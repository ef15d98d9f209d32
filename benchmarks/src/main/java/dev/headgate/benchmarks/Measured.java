package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of a program: how long it took from its start to its end, and how much memory it held at the most.
///
/// @param peakBytes the largest resident set, as the kernel counts it
record Measured(Duration time, long peakBytes) {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long SAMPLE_NANOS = 2_000_000;

    /// Runs a program to its end; fails unless it ends well.
    static Measured of(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peak(status));
            java.util.concurrent.locks.LockSupport.parkNanos(SAMPLE_NANOS);
        }
        long end = System.nanoTime();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
        return new Measured(Duration.ofNanos(end - start), peak);
    }

    private static long peak(Path status) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(status));
            return peak.find() ? Long.parseLong(peak.group(1)) * 1024 : 0;
        } catch (IOException _) {
            // It ended meanwhile.
            return 0;
        }
    }

    /// Several programs in turn, so that whatever else the machine does meets them alike.
    ///
    /// @return for each the run of median time, with the largest memory of all its runs
    static List<Measured> medians(int runs, List<List<String>> commands) throws IOException, InterruptedException {
        List<List<Measured>> all = new ArrayList<>();
        commands.forEach(_ -> all.add(new ArrayList<>()));
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < commands.size(); i++) {
                all.get(i).add(of(commands.get(i)));
            }
        }
        return all.stream().map(Measured::median).toList();
    }

    private static Measured median(List<Measured> runs) {
        List<Measured> sorted = runs.stream().sorted(Comparator.comparing(Measured::time)).toList();
        return new Measured(sorted.get(sorted.size() / 2).time(),
                runs.stream().mapToLong(Measured::peakBytes).max().orElseThrow());
    }

    double seconds() {
        return time.toNanos() / 1e9;
    }

    double megabytes() {
        return peakBytes / 1e6;
    }
}
