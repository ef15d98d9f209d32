package dev.headgate.benchmarks.ratelimit;

import dev.headgate.cost.PriceName;
import dev.headgate.cost.Prices;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// All designs under the same loads.
final class Comparison {
    static final Design LEASED = Headgate.leased(Duration.ofSeconds(1));
    static final List<Design> DESIGNS = List.of(Headgate.EXACT, LEASED, new PlainAdd(), new SwappedBucket(),
            new KongLocal(3), new KongRedis(6, 1), new ApiGatewayThrottle(4, 1));

    private static final long SEED = 7;
    private static final Delay QUICK = new Delay(5, 15, 1_000);
    private static final Delay SLOW = new Delay(4_000, 8_000, 20_000);

    private Comparison() {}

    /// One load with what is to be said of it.
    record Row(Scenario scenario, String description) {}

    private static Row row(String name, String description, Limit limit, Load load, Lambda lambda) {
        return new Row(Scenario.of(name, SEED, List.of(limit), load, lambda), description);
    }

    private static Load one(Arrivals arrivals, double seconds) {
        return new Load(arrivals, new Clients.One(), seconds);
    }

    static List<Row> rows() {
        Limit perMinute = new Limit(Period.MINUTE, 600);
        Row tenfold = row("Ten times the limit", "600 a minute for one client, who sends 100 a second for 4 minutes.",
                perMinute, one(new Arrivals.Poisson(100), 240), Lambda.upTo(100));
        return List.of(
                row("Below the limit", "6,000 a minute, 50 a second come evenly for 3 minutes.",
                        new Limit(Period.MINUTE, 6_000), one(new Arrivals.Steady(50), 180), Lambda.upTo(100)),
                row("Around the limit", "100 a second, 100 a second come at random for 2 minutes.",
                        new Limit(Period.SECOND, 100), one(new Arrivals.Poisson(100), 120), Lambda.upTo(100)),
                tenfold,
                row("Bursts",
                        "500 a minute, 300 a second for 2 of every 20 seconds and 5 a second between, for 4 minutes.",
                        new Limit(Period.MINUTE, 500), one(new Arrivals.Bursts(5, 300, 20, 2), 240), Lambda.upTo(200)),
                row("Day and night", "6,000 a minute, from 5 to 195 a second in waves of 5 minutes, for 10 minutes.",
                        new Limit(Period.MINUTE, 6_000), one(new Arrivals.Diurnal(100, 300), 600), Lambda.upTo(100)),
                row("An abuser among a million clients",
                        "300 a minute each, 300 a second for 3 minutes, 90 % of them from one client.",
                        new Limit(Period.MINUTE, 300),
                        new Load(new Arrivals.Poisson(300), new Clients.Abuser(0.9, 1_000_000), 180), Lambda.upTo(200)),
                row("A hot key", "2,000 a second, 3,000 a second come for 15 seconds.", new Limit(Period.SECOND, 2_000),
                        one(new Arrivals.Poisson(3_000), 15), Lambda.upTo(1_000)),
                row("Busy environments", "30,000 a minute, 300 a second for 2 minutes to 5 environments, 5 ms each.",
                        new Limit(Period.MINUTE, 30_000), one(new Arrivals.Poisson(300), 120),
                        Lambda.upTo(5).choosing(Lambda.Choice.ANY).serving(QUICK)),
                row("Ten thousand environments",
                        "60,000 a minute, 2,000 a second for 20 seconds, each some 4 seconds in any of up to 10,000 environments.",
                        new Limit(Period.MINUTE, 60_000), one(new Arrivals.Poisson(2_000), 20),
                        Lambda.upTo(10_000).choosing(Lambda.Choice.ANY).serving(SLOW)),
                row("Short lives and wrong clocks",
                        "600 a minute, 40 a second for 4 minutes, environments live 20 seconds, clocks are up to 2 seconds off.",
                        perMinute, one(new Arrivals.Poisson(40), 240),
                        Lambda.upTo(100).choosing(Lambda.Choice.ANY).living(20).clocks(2_000, 100)),
                new Row(Scenario
                        .of("A bad day of DynamoDB", SEED, List.of(perMinute), one(new Arrivals.Poisson(40), 240),
                                Lambda.upTo(100))
                        .with(new Faults(0.01, 0.01, 0.01, List.of(new Faults.Time(60, 75)),
                                List.of(new Faults.Time(150, 160))), Scenario.OnFailure.PASSES),
                        "600 a minute, 40 a second for 4 minutes; of the calls 1 % are lost, 1 % carried out without an answer, "
                                + "1 % twice; 15 seconds of outage, 10 of throttling. What cannot be counted passes."));
    }

    /// The tables, a row for each design.
    static String tables() {
        StringBuilder text = new StringBuilder();
        for (Row row : rows()) {
            text.append("### ").append(row.scenario().name()).append("\n\n").append(row.description()).append("""


                    | design | admitted ÷ allowed | wrongly refused | not counted | writes a request | reads a request | added, p99 | \
                    USD for a million | throttled calls |
                    |---|---|---|---|---|---|---|---|---|
                    """);
            for (Design design : DESIGNS) {
                text.append(line(design, Simulation.run(design, row.scenario()))).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String line(Design design, Outcome outcome) {
        return String.format(Locale.ROOT, "| %s | %.3f | %.2f %% | %.2f %% | %.3f | %.3f | %.1f ms | %s | %,d |",
                design.name(),
                outcome.admittedShare(), outcome.wronglyRefusedShare() * 100,
                100.0 * (outcome.failed() + outcome.passed()) / outcome.requests(), outcome.writesPerRequest(),
                outcome.readsPerRequest(), outcome.p99Millis(),
                design.servers().isPresent() ? "–" : String.format(Locale.ROOT, "%.3f", dollarsForMillion(outcome)),
                outcome.throttledCalls());
    }

    private static double dollarsForMillion(Outcome outcome) {
        Prices prices = Prices.ownOnes();
        BigDecimal all = prices.of(PriceName.DYNAMODB_WRITE_UNITS).ofOne()
                .multiply(BigDecimal.valueOf(outcome.writeUnits()))
                .add(prices.of(PriceName.DYNAMODB_READ_UNITS).ofOne()
                        .multiply(BigDecimal.valueOf(outcome.readUnits())));
        return all.doubleValue() * 1e6 / outcome.requests();
    }
}
