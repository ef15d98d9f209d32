package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `cdk synth` of the largest usual deployment, from the shell to the exit code, against that of the smallest.
///
/// @param home the checkout, built, with the CDK's command installed
record SynthBenchmark(Path home) {
    private static final int RUNS = 3;
    private static final String SMALLEST = "\"api\": \"http\"";
    private static final String LARGEST = """
            "api": "both", "waf": {}, "alarm_email": "operator@example.com",
            "regions": ["eu-central-1", "us-east-1", "ap-southeast-2"],
            "domain": {"name": "api.example.com", "rest_name": "rest.example.com",
                       "hosted_zone_id": "Z0123456789ABCDEFGHIJ", "hosted_zone_name": "example.com"}""";

    /// The section of the page.
    String run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("headgate-benchmark");
        // Builds the app where it is not built yet.
        Measured.of(synth(folder.resolve("first"), SMALLEST));
        List<Measured> medians = Measured.medians(RUNS, List.of(synth(folder.resolve("largest"), LARGEST),
                synth(folder.resolve("smallest"), SMALLEST)));
        Measured largest = medians.getFirst();
        Measured smallest = medians.getLast();
        return """
                ## cdk synth

                `benchmarks/run synth`, on %s.

                `cdk synth` with all checks of cdk-nag, from the start of the command to its end, the median of %d runs: both
                kinds of API in three Regions with web ACL, custom domains and alarms, and beside it, in turn, an HTTP API in one
                Region.

                | deployment | time | ratio |
                |---|---|---|
                """.formatted(Machine.describe(), RUNS)
                + row("`both`, three Regions", largest, smallest) + row("`http`, one Region", smallest, smallest);
    }

    private static String row(String deployment, Measured own, Measured peer) {
        return String.format(Locale.ROOT, "| %s | %.1f s | %.1f |%n", deployment, own.seconds(),
                own.seconds() / peer.seconds());
    }

    private List<String> synth(Path folder, String settings) throws IOException {
        Files.createDirectory(folder);
        Files.copy(home.resolve("examples/quickstart/kong.yaml"), folder.resolve("kong.yaml"));
        Files.writeString(folder.resolve("cdk.json"), """
                {"app": "%s", "context": {"headgate": {%s}}}
                """.formatted(home.resolve("cdk/app"), settings));
        return List.of("sh", "-c", "cd \"$1\" && exec \"$2\" synth -q", "synth", folder.toString(),
                home.resolve("node_modules/.bin/cdk").toString());
    }
}
