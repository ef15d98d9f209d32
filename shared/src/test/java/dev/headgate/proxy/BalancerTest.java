package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.Upstream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancerTest {
    @ParameterizedTest(name = "{0} in {1} turns")
    @CsvSource(delimiter = '|', textBlock = """
            a:80:100                 | 5   | a=5
            a:80:1 b:80:1            | 10  | a=5 b=5
            a:80:5 b:80:1 c:80:1     | 7   | a=5 b=1 c=1
            a:80:100 b:80:50         | 300 | a=200 b=100
            a:80:100 b:80:0          | 4   | a=4
            a:80:65535 b:80:1        | 65536 | a=65535 b=1
            """)
    void each_target_gets_its_share(String targets, int turns, String shares) {
        Balancer balancer = balancer(1, targets.split(" "));
        Map<String, Long> counts = IntStream.range(0, turns).mapToObj(_ -> take(balancer))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts.entrySet().stream().map(Object::toString).sorted()).containsExactly(shares.split(" "));
    }

    @Test
    void heavy_targets_do_not_come_in_runs() {
        Balancer balancer = balancer(1, "a:80:5", "b:80:1", "c:80:1");
        String turns = IntStream.range(0, 28).mapToObj(_ -> take(balancer)).collect(Collectors.joining());
        assertThat(turns).doesNotContain("aaaaa").doesNotContain("bb").doesNotContain("cc");
    }

    @Test
    void processes_begin_at_different_targets() {
        assertThat(IntStream.range(0, 50).mapToObj(seed -> take(balancer(seed, "a:80:1", "b:80:1", "c:80:1"))))
                .contains("a", "b", "c");
    }

    @Test
    void without_a_weight_there_is_nobody() {
        assertThat(balancer(1, "a:80:0", "b:80:0").next(_ -> true)).isEmpty();
        assertThat(balancer(1).next(_ -> true)).isEmpty();
    }

    @Test
    void a_target_that_is_no_use_is_passed_over() {
        Balancer balancer = balancer(1, "a:80:65535", "b:80:1");
        assertThat(balancer.next(target -> !target.host().equals("a")).orElseThrow().host()).isEqualTo("b");
        assertThat(balancer.next(_ -> false)).isEmpty();
    }

    @Test
    void shares_hold_among_many_threads() throws InterruptedException {
        Balancer balancer = balancer(1, "a:80:3", "b:80:1");
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        List<Thread> threads = IntStream.range(0, 16).mapToObj(_ -> Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 250; i++) {
                counts.merge(take(balancer), 1, Integer::sum);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counts).containsEntry("a", 3000).containsEntry("b", 1000);
    }

    private static Balancer balancer(long seed, String... targets) {
        Upstream upstream = ProxyKit.upstream("u", "", targets);
        return new Balancer(upstream, new SplittableRandom(seed));
    }

    private static String take(Balancer balancer) {
        return balancer.next(_ -> true).orElseThrow().host();
    }
}
