package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `headgate validate`, from the shell to the exit code, against the YAML library alone in a Java process of the same
/// flags.
///
/// @param home the checkout, built
record ValidateBenchmark(Path home) {
    private static final List<Integer> SIZES = List.of(1_000, 3_000, 10_000, 30_000, 100_000);
    private static final int RUNS = 3;
    /// Those that `headgate` gives its short commands.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1", "-Xms300m", "-Xmn16m", "-XX:MaxTenuringThreshold=0");

    /// The section of the page.
    String run() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                ## headgate validate

                `benchmarks/run validate`, on %s.

                A file of so many routes and as many consumers, each route with two paths, a host, methods and a rate limit, each
                consumer with a key and a group. Time is from the start of the command to its end, the Java process's start
                included, the median of %d runs; memory is the largest resident set of all of them. Beside it, in turn, the YAML
                library alone makes a tree of the same file in a Java process of the same flags.

                | routes and consumers | file | time | memory | YAML alone | ratio | time for each 1,000 routes and consumers |
                |---|---|---|---|---|---|---|
                """.formatted(Machine.describe(), RUNS));
        Path folder = Files.createTempDirectory("headgate-benchmark");
        for (int size : SIZES) {
            Path file = LargeConfiguration.write(folder.resolve("kong-" + size + ".yaml"), size);
            List<Measured> medians = Measured.medians(RUNS, List.of(
                    List.of(home.resolve("headgate").toString(), "validate", file.toString()),
                    yamlAlone(file)));
            Measured own = medians.getFirst();
            Measured peer = medians.getLast();
            table.append(String.format(Locale.ROOT, "| %,d | %.1f MB | %.2f s | %.0f MB | %.2f s | %.1f | %.0f ms |%n",
                    size, Files.size(file) / 1e6, own.seconds(), own.megabytes(), peer.seconds(),
                    own.seconds() / peer.seconds(), own.seconds() * 1e6 / size));
            Files.delete(file);
        }
        Files.delete(folder);
        return table.toString();
    }

    private static List<String> yamlAlone(Path file) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), YamlAlone.class.getName(),
                file.toString()));
        return command;
    }
}
