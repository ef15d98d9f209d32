package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The models of what others do behave as those do in cases whose result is known without a simulation.
@Timeout(60)
class RivalsTest {
    private static Outcome run(Design design, String limits, String arrivals) {
        return Simulation.run(design, Loads.scenario("rivals", 1, limits, arrivals, "one", 20, "100"));
    }

    /// The 20 seconds are the end of one minute.
    @Test
    void each_node_of_kong_local_admits_the_whole_limit() {
        Outcome outcome = run(new KongLocal(3), "100/minute", "poisson 100");
        assertThat(outcome.admitted()).isEqualTo(300);
        assertThat(outcome.verdict()).isEqualTo(new Oracle.Verdict(100, 200, 0));
    }

    @Test
    void workers_of_kong_redis_admit_a_little_too_much_until_they_tell_each_other() {
        Outcome outcome = run(new KongRedis(6, 1), "500/minute", "poisson 100");
        assertThat(outcome.admitted()).isBetween(501L, 650L);
    }

    @Test
    void a_plain_add_admits_exactly_the_limit_and_writes_for_every_request() {
        Outcome outcome = run(new PlainAdd(), "500/minute", "poisson 100");
        assertThat(outcome.admitted()).isEqualTo(500);
        assertThat(outcome.writes()).isEqualTo(outcome.requests());
    }

    /// Refused requests count, so that the longer limit runs out for nothing.
    @Test
    void a_plain_add_of_two_limits_counts_in_one_what_the_other_refuses() {
        Outcome outcome = run(new PlainAdd(), "10/second, 150/minute", "poisson 50");
        assertThat(outcome.verdict().wronglyRefused()).isPositive();
    }

    @Test
    void a_bucket_by_compare_and_swap_admits_its_size_and_what_is_filled_in_and_repeats_itself() {
        Outcome outcome = run(new SwappedBucket(), "600/minute", "poisson 100");
        assertThat(outcome.admitted()).isBetween(790L, 801L);
        assertThat(outcome.writes()).isGreaterThan(outcome.admitted());
        assertThat(outcome.reads()).isGreaterThan(outcome.requests());
    }

    @Test
    void api_gateways_throttle_admits_too_much_at_first() {
        Outcome outcome = run(new ApiGatewayThrottle(4, 1), "600/minute", "poisson 500");
        assertThat(outcome.admittedShare()).isGreaterThan(1);
    }
}
