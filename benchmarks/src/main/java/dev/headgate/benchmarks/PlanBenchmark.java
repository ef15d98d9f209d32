package dev.headgate.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Compiling a route table and a placement plan, in a fresh Java process, against reading the file that they are made of.
final class PlanBenchmark {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int RUNS = 3;

    private PlanBenchmark() {}

    /// What the routes of a file look like.
    private enum Shape {
        /// One path each, half of them with a variable segment, as made of OpenAPI.
        OPENAPI {
            @Override
            String route(int number) {
                return number % 2 == 0
                        ? "'~/area-" + number + "/items$'"
                        : "'~/area-" + number + "/(?<id>[^/]+)$'";
            }
        },
        /// One plain path each.
        PREFIXES {
            @Override
            String route(int number) {
                return "/area-" + number;
            }
        },
        /// One for all paths, and all others below it.
        STRANGLER {
            @Override
            String route(int number) {
                return number == 0 ? "/" : "'~/area-" + number + "/[0-9]+$'";
            }
        };

        abstract String route(int number);
    }

    /// Milliseconds of one run.
    private record Run(double reading, double planning) {}

    /// The section of the page.
    static String run() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                ## headgate plan

                `benchmarks/run plan`, on %s.

                From the checked configuration to the plan for an HTTP API, placement balanced, route table included, in a Java
                process that has just read the file and done nothing else; the median of %d runs. Beside it, the reading of the
                file in the same process. Shapes: one path a route, half of them with a variable segment (openapi); one plain path
                a route (prefixes); one route for all paths and expressions below it (strangler).

                | routes | shape | plan | for each 1,000 routes | reading | ratio |
                |---|---|---|---|---|---|
                """.formatted(Machine.describe(), RUNS));
        Path folder = Files.createTempDirectory("headgate-benchmark");
        for (Shape shape : Shape.values()) {
            for (int size : SIZES) {
                Path file = write(folder.resolve("kong.yaml"), shape, size);
                List<Run> runs = new ArrayList<>();
                for (int run = 0; run < RUNS; run++) {
                    runs.add(measure(file));
                }
                runs.sort(Comparator.comparingDouble(Run::planning));
                Run median = runs.get(RUNS / 2);
                table.append(String.format(Locale.ROOT, "| %,d | %s | %.0f ms | %.0f ms | %.0f ms | %.2f |%n", size,
                        shape.name().toLowerCase(Locale.ROOT), median.planning(), median.planning() * 1_000 / size,
                        median.reading(), median.planning() / median.reading()));
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return table.toString();
    }

    private static Run measure(Path file) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms600m", "-cp",
                System.getProperty("java.class.path"), PlanAlone.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] millis = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split(" ");
        if (java.waitFor() != 0) {
            throw new IOException("planning ended with " + java.exitValue());
        }
        return new Run(Double.parseDouble(millis[0]), Double.parseDouble(millis[1]));
    }

    private static Path write(Path file, Shape shape, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("_format_version: \"3.0\"\nservices:\n- name: shop\n  url: https://shop.example.com/api\n  routes:\n");
            for (int route = 0; route < count; route++) {
                out.write("  - {name: route-" + route + ", methods: [GET], paths: [" + shape.route(route) + "]}\n");
            }
        }
        return file;
    }
}
