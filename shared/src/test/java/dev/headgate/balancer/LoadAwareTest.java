package dev.headgate.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.balancer.Algorithm.Choice;
import dev.headgate.balancer.Algorithm.Ending;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadAwareTest {
    /// `+` lets a request begin where the balancer says, `-x` ends one at x.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            a:1 b:1 c:1   | + + +             | each once
            a:1 b:1       | + + + +           | a=2 b=2
            a:200 b:100   | + + + + + +       | a=4 b=2
            a:1 b:1       | + + -a -a + +     | more at a than before
            """)
    void requests_go_where_the_fewest_are(String addresses, String steps, String outcome) {
        LeastConnections balancer = new LeastConnections(new SplittableRandom(1));
        balancer.update(AddressKit.addresses(addresses.split(" ")), 0);
        StringBuilder taken = new StringBuilder();
        for (String step : steps.split(" ")) {
            if (step.equals("+")) {
                Address address = balancer.next(AddressKit.choice(_ -> true)).orElseThrow();
                balancer.began(address);
                taken.append(address.host());
            } else {
                balancer.ended(AddressKit.address("a:1"), ending(0, false, 0));
            }
        }
        switch (outcome) {
            case "each once" -> assertThat(sorted(taken)).isEqualTo("abc");
            case "a=2 b=2" -> assertThat(sorted(taken)).isEqualTo("aabb");
            case "a=4 b=2" -> assertThat(sorted(taken)).isEqualTo("aaaabb");
            default -> assertThat(taken.substring(2)).contains("a");
        }
    }

    /// As in a Lambda environment, which serves one request at a time.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"least-connections", "latency"})
    void idle_addresses_take_turns_by_weight(String name) {
        Algorithm balancer = name.equals("latency")
                ? new Latency(new SplittableRandom(1))
                : new LeastConnections(new SplittableRandom(1));
        balancer.update(AddressKit.addresses("a:2", "b:1", "c:1"), 0);
        String taken = IntStream.range(0, 8).mapToObj(_ -> {
            Address address = balancer.next(AddressKit.choice(_ -> true)).orElseThrow();
            balancer.began(address);
            balancer.ended(address, ending(0, false, 0));
            return address.host();
        }).collect(Collectors.joining());
        assertThat(sorted(taken)).isEqualTo("aaaabbcc");
    }

    @Test
    void the_fastest_address_is_preferred_and_the_others_are_tried_again() {
        Latency balancer = latency("a:1", "b:1");
        end(balancer, "a", 50, 10);
        end(balancer, "b", 5, 10);
        assertThat(at(balancer, 11)).isEqualTo("b");
        end(balancer, "b", 500, 12);
        assertThat(at(balancer, 13)).isEqualTo("a");
    }

    @Test
    void weights_count_against_answer_times() {
        Latency balancer = latency("a:300", "b:100");
        end(balancer, "a", 20, 10);
        end(balancer, "b", 10, 10);
        assertThat(at(balancer, 10)).isEqualTo("a");
    }

    @Test
    void an_address_that_refuses_at_once_does_not_look_fast() {
        Latency balancer = latency("a:1", "b:1");
        end(balancer, "a", 50, 10);
        balancer.ended(AddressKit.address("b:1"), ending(0, true, Duration.ofSeconds(10).toNanos()));
        assertThat(at(balancer, 10)).isEqualTo("a");
    }

    @Test
    void a_new_address_begins_as_the_mean_of_the_others() {
        Latency balancer = latency("a:1", "b:1");
        end(balancer, "a", 100, 10);
        end(balancer, "b", 10, 10);
        balancer.update(AddressKit.addresses("a:1", "b:1", "c:1"), Duration.ofSeconds(10).toNanos());
        assertThat(at(balancer, 10)).isEqualTo("b");
        assertThat(balancer.next(new Choice(address -> !address.host().equals("b"), "",
                Duration.ofSeconds(10).toNanos())).orElseThrow().host()).isEqualTo("c");
    }

    private static Latency latency(String... addresses) {
        Latency balancer = new Latency(new SplittableRandom(1));
        balancer.update(AddressKit.addresses(addresses), 0);
        return balancer;
    }

    private static void end(Latency balancer, String name, int millis, int second) {
        Address address = balancer.next(new Choice(any -> any.host().equals(name), "", 0)).orElseThrow();
        balancer.ended(address, ending(millis, false, Duration.ofSeconds(second).toNanos()));
    }

    private static String at(Latency balancer, int second) {
        return balancer.next(new Choice(_ -> true, "", Duration.ofSeconds(second).toNanos())).orElseThrow().host();
    }

    private static Ending ending(int millis, boolean failed, long nowNanos) {
        return new Ending(Duration.ofMillis(millis).toNanos(), failed, nowNanos);
    }

    private static String sorted(CharSequence taken) {
        return taken.chars().sorted().mapToObj(c -> String.valueOf((char) c)).collect(Collectors.joining());
    }
}
