package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// What changes when one thing about a load does.
final class Sweeps {
    private static final long SEED = 7;
    private static final Delay QUICK = new Delay(5, 15, 1_000);
    private static final Limit PER_MINUTE = new Limit(Period.MINUTE, 600);

    private Sweeps() {}

    /// Every chart by the name of its file.
    static Map<String, Chart> charts() {
        Map<String, Chart> charts = new TreeMap<>();
        charts.put("environments.svg", new Chart("Admitted ÷ allowed at ten times the limit",
                "environments, or nodes and workers of Kong", "admitted ÷ allowed", 10, environments()));
        charts.put("oversubscription.svg",
                new Chart("Refused though there was room", "requests ÷ limit", "% of those allowed", 20,
                        lines(List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0), Sweeps::oversubscribed,
                                List.of(Headgate.EXACT, Comparison.LEASED, new KongRedis(6, 1)),
                                outcome -> outcome.wronglyRefusedShare() * 100)));
        charts.put("writes.svg",
                new Chart("Writes a request below the limit", "requests a second in one environment",
                        "writes a request", 1.5,
                        lines(List.of(1.0, 3.0, 10.0, 30.0, 60.0), Sweeps::busy,
                                List.of(Headgate.EXACT, Comparison.LEASED, new PlainAdd(), new SwappedBucket()),
                                Outcome::writesPerRequest)));
        charts.put("attack.svg",
                new Chart("Writes a request of one client above the limit", "requests ÷ limit", "writes a request", 1.5,
                        lines(List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0), Sweeps::oversubscribed,
                                List.of(Headgate.EXACT, Comparison.LEASED, new PlainAdd(), new SwappedBucket()),
                                Outcome::writesPerRequest)));
        charts.put("hot-key.svg",
                new Chart("One key, half of its requests allowed", "requests a second",
                        "% that could not be counted", 100,
                        lines(List.of(100.0, 300.0, 1_000.0, 2_000.0, 4_000.0), Sweeps::hot,
                                List.of(Headgate.EXACT, Comparison.LEASED, new PlainAdd(), new SwappedBucket()),
                                outcome -> 100.0 * outcome.failed() / outcome.requests())));
        return charts;
    }

    private static List<Chart.Line> lines(List<Double> xs, DoubleFunction<Scenario> scenario, List<Design> designs,
            ToDoubleFunction<Outcome> y) {
        return designs.stream()
                .map(design -> line(design.name().replace("`", ""), xs,
                        x -> y.applyAsDouble(Simulation.run(design, scenario.apply(x)))))
                .toList();
    }

    private static Chart.Line line(String name, List<Double> xs, DoubleUnaryOperator y) {
        String colour = switch (name.substring(0, Math.min(name.length(), 6))) {
            case "exact" -> "#2f81f7";
            case "leased" -> "#3fa34d";
            case "plain " -> "#d29922";
            case "compar" -> "#e5534b";
            case "Kong l" -> "#a371f7";
            default -> "#7d8590";
        };
        return new Chart.Line(name, colour, name.equals("exact"),
                xs.stream().map(x -> new Chart.Point(x, y.applyAsDouble(x))).toList());
    }

    /// The number is that of environments, nodes or workers, any of which a request may meet.
    private static List<Chart.Line> environments() {
        List<Double> counts = List.of(1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0);
        return List.of(line("exact", counts, count -> spread(Headgate.EXACT, (int) count)),
                line("leased", counts, count -> spread(Comparison.LEASED, (int) count)),
                line("Kong local", counts, count -> spread(new KongLocal((int) count), (int) count)),
                line("Kong redis", counts, count -> spread(new KongRedis((int) count, 1), (int) count)));
    }

    private static double spread(Design design, int environments) {
        return Simulation.run(design, spread(environments)).admittedShare();
    }

    private static Scenario spread(int environments) {
        return Scenario.of("spread", SEED, List.of(PER_MINUTE),
                new Load(new Arrivals.Poisson(100), new Clients.One(), 140),
                Lambda.upTo(environments).choosing(Lambda.Choice.ANY));
    }

    private static Scenario oversubscribed(double times) {
        return Scenario.of("oversubscribed", SEED, List.of(PER_MINUTE),
                new Load(new Arrivals.Poisson(10 * times), new Clients.One(), 140), Lambda.upTo(100));
    }

    private static Scenario busy(double perSecond) {
        return Scenario.of("busy", SEED, List.of(new Limit(Period.MINUTE, 1_000_000)),
                new Load(new Arrivals.Poisson(4 * perSecond), new Clients.One(), 100),
                Lambda.upTo(4).choosing(Lambda.Choice.ANY).serving(QUICK));
    }

    private static Scenario hot(double perSecond) {
        return Scenario.of("hot", SEED, List.of(new Limit(Period.SECOND, (long) (perSecond / 2))),
                new Load(new Arrivals.Poisson(perSecond), new Clients.One(), 5), Lambda.upTo(500));
    }
}
