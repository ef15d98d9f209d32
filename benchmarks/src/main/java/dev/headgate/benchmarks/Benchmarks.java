package dev.headgate.benchmarks;

import dev.headgate.benchmarks.cold.ColdStartBenchmark;
import dev.headgate.benchmarks.deployed.PackageBenchmark;
import dev.headgate.benchmarks.events.EventBenchmark;
import dev.headgate.benchmarks.limiter.LimiterBenchmark;
import dev.headgate.benchmarks.ratelimit.RateLimitBenchmark;
import dev.headgate.benchmarks.routes.RouteBenchmark;
import dev.headgate.benchmarks.tokens.TokenBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// The command behind `benchmarks/run`.
public final class Benchmarks {
    private Benchmarks() {}

    /// Runs one benchmark and writes its part of docs/performance.md or of the page that its subject has.
    ///
    /// @param arguments the checkout's folder and the benchmark's name
    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        if (arguments.length != 2) {
            usage();
        }
        Path home = Path.of(arguments[0]);
        MeasuredPage page = new MeasuredPage(home.resolve("docs/performance.md"));
        switch (arguments[1]) {
            case "validate" -> page.write("validate", new ValidateBenchmark(home).run());
            case "synth" -> page.write("synth", new SynthBenchmark(home).run());
            case "limiter" -> page.write("limiter", LimiterBenchmark.run());
            case "routes" -> page.write("routes", RouteBenchmark.run());
            case "tokens" -> page.write("tokens", TokenBenchmark.run());
            case "events" -> page.write("events", EventBenchmark.run());
            case "ratelimit" -> new RateLimitBenchmark(home).run();
            case "plan" -> page.write("plan", PlanBenchmark.run());
            case "cold" -> page.write("cold", ColdStartBenchmark.run(home));
            case "package" -> page.write("package", PackageBenchmark.run(home));
            default -> usage();
        }
    }

    private static void usage() {
        System.err.println(
                "usage: benchmarks/run validate|synth|plan|limiter|routes|tokens|events|ratelimit|package|cold");
        System.exit(2);
    }
}
