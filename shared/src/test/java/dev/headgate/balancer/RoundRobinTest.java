package dev.headgate.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundRobinTest {
    @ParameterizedTest(name = "{0} in {1} turns")
    @CsvSource(delimiter = '|', textBlock = """
            a:100         | 5     | a=5
            a:1 b:1       | 10    | a=5 b=5
            a:5 b:1 c:1   | 7     | a=5 b=1 c=1
            a:100 b:50    | 300   | a=200 b=100
            a:65535 b:1   | 65536 | a=65535 b=1
            """)
    void each_address_gets_its_share(String addresses, int turns, String shares) {
        RoundRobin balancer = balancer(1, addresses.split(" "));
        Map<String, Long> counts = IntStream.range(0, turns).mapToObj(_ -> take(balancer))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts.entrySet().stream().map(Object::toString).sorted()).containsExactly(shares.split(" "));
    }

    /// Any stretch as long as the sum of all weights, wherever it begins.
    @Property
    void shares_are_exact(@ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 50) Integer> weights,
            @ForAll long seed) {
        RoundRobin balancer = new RoundRobin(new SplittableRandom(seed));
        List<Address> addresses = IntStream.range(0, weights.size())
                .mapToObj(i -> AddressKit.numbered(i, weights.get(i))).toList();
        balancer.update(addresses, 0);
        int sum = weights.stream().mapToInt(Integer::intValue).sum();
        Map<Address, Long> counts = IntStream.range(0, sum).mapToObj(_ -> balancer.next(_ -> true).orElseThrow())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts).isEqualTo(addresses.stream()
                .collect(Collectors.toMap(Function.identity(), address -> (long) address.weight())));
    }

    @Test
    void heavy_addresses_do_not_come_in_runs() {
        RoundRobin balancer = balancer(1, "a:5", "b:1", "c:1");
        String turns = IntStream.range(0, 28).mapToObj(_ -> take(balancer)).collect(Collectors.joining());
        assertThat(turns).doesNotContain("aaaaa").doesNotContain("bb").doesNotContain("cc");
    }

    @Test
    void processes_begin_at_different_addresses() {
        assertThat(IntStream.range(0, 50).mapToObj(seed -> take(balancer(seed, "a:1", "b:1", "c:1"))))
                .contains("a", "b", "c");
    }

    @Test
    void without_addresses_there_is_nobody() {
        assertThat(balancer(1).next(_ -> true)).isEmpty();
    }

    @Test
    void an_address_that_is_no_use_is_passed_over() {
        RoundRobin balancer = balancer(1, "a:65535", "b:1");
        assertThat(balancer.next(address -> !address.host().equals("a")).orElseThrow().host()).isEqualTo("b");
        assertThat(balancer.next(_ -> false)).isEmpty();
    }

    @Test
    void turns_go_on_when_addresses_come_and_go() {
        RoundRobin balancer = balancer(1, "a:1", "b:1", "c:1");
        balancer.update(AddressKit.addresses("b:1", "d:1"), 0);
        assertThat(IntStream.range(0, 4).mapToObj(_ -> take(balancer)).collect(Collectors.joining()))
                .matches("[bd]{4}");
        balancer.update(AddressKit.addresses("b:1"), 0);
        assertThat(take(balancer)).isEqualTo("b");
    }

    private static RoundRobin balancer(long seed, String... addresses) {
        RoundRobin balancer = new RoundRobin(new SplittableRandom(seed));
        balancer.update(AddressKit.addresses(addresses), 0);
        return balancer;
    }

    private static String take(RoundRobin balancer) {
        return balancer.next(_ -> true).orElseThrow().host();
    }
}
