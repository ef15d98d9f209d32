package dev.headgate.benchmarks.ratelimit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// One run of a design through a scenario: a pure function of the two.
final class Simulation {
    /// Twenty seconds before a minute ends, so that windows are not all whole.
    private static final Instant BEGINNING = Instant.parse("2026-11-25T10:20:40Z");

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final Chance arrivals;
    private final Oracle oracle;
    private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
    private long[] addedNanos = new long[1_024];
    private int requests;
    private long trace;

    private Simulation(Design design, Scenario scenario) {
        this.scenario = scenario;
        this.arrivals = Chance.of(scenario.seed(), "arrivals");
        this.oracle = design.oracle(scenario);
    }

    static Outcome run(Design design, Scenario scenario) {
        return new Simulation(design, scenario).run(design);
    }

    private Outcome run(Design design) {
        Table table = new Table(scenario.network().faults(), BEGINNING);
        SimulatedDynamoDb dynamoDb = new SimulatedDynamoDb(time, table, scenario.network(),
                Chance.of(scenario.seed(), "network"));
        Design.World world = new Design.World(scenario, time, dynamoDb, Chance.of(scenario.seed(), "design"));
        Chance chance = Chance.of(scenario.seed(), "hosts");
        Hosts.TrueTime trueTime = new Hosts.TrueTime(time, BEGINNING);
        Environments environments = new Environments(scenario.lambda(), trueTime, chance, design.limiters(world),
                this::handle);
        Hosts hosts = design.servers()
                .<Hosts>map(count -> new Servers(count, trueTime, chance, design.limiters(world), this::handle))
                .orElse(environments);
        scheduleNext(0, hosts);
        time.run();
        long[] added = Arrays.copyOf(addedNanos, requests);
        Arrays.sort(added);
        return new Outcome(requests, count(Decision.ADMITTED) + count(Decision.PASSED), count(Decision.PASSED),
                count(Decision.FAILED), environments.throttled(), oracle.verdict(), environments.begun(),
                table.writes(), table.reads(), table.writeUnits(), table.readUnits(), table.throttledCalls(),
                dynamoDb.unanswered(), quantileMillis(added, 0.5), quantileMillis(added, 0.99), trace);
    }

    private void scheduleNext(double afterSeconds, Hosts hosts) {
        double next = scenario.load().arrivals().next(afterSeconds, arrivals);
        if (next < scenario.load().seconds()) {
            String client = scenario.load().clients().next(arrivals);
            time.at((long) (next * 1e9), () -> {
                scheduleNext(next, hosts);
                hosts.arrive(client);
            });
        }
    }

    private Decision handle(Limiter limiter, String client, InstantSource clock) {
        long begun = time.nowNanos();
        Instant now = clock.instant();
        Decision decision = limiter.decide(client, now);
        long added = time.nowNanos() - begun;
        oracle.saw(client, now, begun, decision.reachesBackend());
        decisions.merge(decision, 1L, Long::sum);
        if (requests == addedNanos.length) {
            addedNanos = Arrays.copyOf(addedNanos, requests * 2);
        }
        addedNanos[requests++] = added;
        trace = 31 * (31 * (31 * trace + begun) + added) + client.hashCode() * 7L + decision.name().hashCode();
        return decision;
    }

    private long count(Decision decision) {
        return decisions.getOrDefault(decision, 0L);
    }

    private static double quantileMillis(long[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
    }
}
