package dev.headgate.benchmarks.ratelimit;

import dev.headgate.benchmarks.MeasuredPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Rate limits simulated at a size that tests have no time for.
///
/// @param home the checkout
public record RateLimitBenchmark(Path home) {
    /// Writes the section of docs/rate-limiting.md and its charts.
    public void run() throws IOException {
        Path docs = home.resolve("docs");
        Path folder = Files.createDirectories(docs.resolve("rate-limiting"));
        for (Map.Entry<String, Chart> chart : Sweeps.charts().entrySet()) {
            Files.writeString(folder.resolve(chart.getKey()), chart.getValue().svg());
        }
        new MeasuredPage(docs.resolve("rate-limiting.md")).write("simulation", section());
    }

    private static String section() {
        return """
                ## Compared

                `benchmarks/run ratelimit` simulates all of this; the same sources give the same figures.

                ![Admitted requests over environments](rate-limiting/environments.svg)

                ![Wrongly refused requests over the load](rate-limiting/oversubscription.svg)

                ![Writes over the rate of one environment](rate-limiting/writes.svg)

                ![Writes over the load of one client](rate-limiting/attack.svg)

                ![Requests of a hot key that could not be counted](rate-limiting/hot-key.svg)

                """ + Comparison.tables();
    }
}
