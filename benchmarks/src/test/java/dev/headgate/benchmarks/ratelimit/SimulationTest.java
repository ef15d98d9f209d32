package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SimulationTest {
    static List<Design> designs() {
        return List.of(Headgate.EXACT, new PlainAdd(), new SwappedBucket(), new KongLocal(3), new KongRedis(6, 1),
                new ApiGatewayThrottle(4, 1));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void the_same_seed_has_the_same_outcome_and_another_has_another(Design design) {
        Outcome first = run(design, 1);
        assertThat(run(design, 1)).isEqualTo(first);
        assertThat(run(design, 2)).isNotEqualTo(first);
    }

    private static Outcome run(Design design, long seed) {
        return Simulation.run(design, Loads.scenario("around the limit", seed, "600/minute", "poisson 60",
                "abuser 0.5 1000", 85, "50 any life 20 skew 1000 100").with(
                        new Faults(0.01, 0.01, 0.01, List.of(new Faults.Time(30, 32)),
                                List.of(new Faults.Time(50, 51))),
                        Scenario.OnFailure.PASSES));
    }
}
