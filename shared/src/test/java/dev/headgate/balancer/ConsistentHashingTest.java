package dev.headgate.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistentHashingTest {
    /// The values of github.com/szensk/luaxxhash's own test, which is the hash that Kong uses.
    @ParameterizedTest
    @CsvSource(emptyValue = "", textBlock = """
            '',46947589
            a,1426945110
            aaaa,-631806169
            aaaaaaaaaaaaaaaa,1571609996
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,-1557966914
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,1065833563
            Cats are interesting.,1710037756
            dupa,440909981
            """)
    void texts_hash_as_in_kong(String text, int hash) {
        assertThat(XxHash32.of(text)).isEqualTo(hash);
    }

    /// Reckoned apart from this code, by the lines of kong/runloop/balancer/consistent_hashing.lua: who gets the empty text,
    /// alice, bob, an address, a path, a UUID, and 34 clients by number.
    @ParameterizedTest(name = "{0} slots for {1}")
    @CsvSource(delimiter = '|', textBlock = """
            10000 | a:100 b:100 c:100 | cacaaacabaaccacbbccccbaaabbaacbabaabccbb
            10000 | a:10 b:50 c:7     | bacaabbbbbbbabbbbbbabbabbbbababbbbbbbcbb
            1000  | a:1 b:1           | baaaababbaaaaaabaabbabaabbbaaababaabbbba
            65536 | a:10 b:20 c:30 d:40 e:50 f:60 g:70 h:80 i:90 j:100 k:110 l:120 | kijiigfiihdkcgklgiifjdkjjkkhkllhilkelklf
            """)
    void requests_go_where_kong_sends_them(int slots, String addresses, String owners) {
        ConsistentHashing ring = of(slots, AddressKit.addresses(addresses.split(" ")));
        Stream<String> values = Stream.concat(Stream.of("", "alice", "bob", "203.0.113.7", "/orders/1",
                "4b1b3c1e-0d5a-4c38-9d0a-0f3e6f1c2d3e"), IntStream.range(0, 34).mapToObj(i -> "client-" + i));
        assertThat(values.map(value -> ring.next(AddressKit.hashed(value)).orElseThrow().host())
                .collect(Collectors.joining())).isEqualTo(owners);
    }

    @Property(tries = 200)
    void what_hashes_alike_goes_to_the_same_address_whatever_the_order(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 100) Integer> weights, @ForAll String value,
            @ForAll long seed) {
        List<Address> addresses = numbered(weights);
        List<Address> shuffled = new ArrayList<>(addresses);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(of(10_000, shuffled).next(AddressKit.hashed(value)))
                .isEqualTo(of(10_000, addresses).next(AddressKit.hashed(value))).isPresent();
    }

    /// Only the requests of the address that is gone move.
    @Property(tries = 50)
    void requests_stay_when_another_address_falls_out(@ForAll @IntRange(min = 2, max = 30) int count,
            @ForAll @IntRange(min = 0, max = 1) int gone) {
        List<Address> addresses = numbered(Collections.nCopies(count, 100));
        Address lost = addresses.get(gone);
        ConsistentHashing ring = of(10_000, addresses);
        for (int i = 0; i < 500; i++) {
            Address before = ring.next(AddressKit.hashed("client-" + i)).orElseThrow();
            Address after = ring.next(new Algorithm.Choice(address -> !address.equals(lost), "client-" + i, 0))
                    .orElseThrow();
            assertThat(after).isEqualTo(before.equals(lost) ? after : before).isNotEqualTo(lost);
        }
    }

    /// An eleventh of ten equal ones takes an eleventh of the requests, and hardly anything else moves.
    @Test
    void few_requests_move_when_a_target_comes() {
        ConsistentHashing ten = of(65_536, numbered(Collections.nCopies(10, 100)));
        ConsistentHashing eleven = of(65_536, numbered(Collections.nCopies(11, 100)));
        long moved = IntStream.range(0, 20_000).filter(i -> !ten.next(AddressKit.hashed("client-" + i))
                .equals(eleven.next(AddressKit.hashed("client-" + i)))).count();
        assertThat(moved / 20_000.0).isCloseTo(1 / 11.0, within(0.03));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            100 100 100 100  | 10000
            100 50           | 10000
            10 20 30 40      | 65536
            """)
    void shares_follow_the_weights(String weights, int slots) {
        List<Integer> all = List.of(weights.split(" ")).stream().map(Integer::valueOf).toList();
        double sum = all.stream().mapToInt(Integer::intValue).sum();
        ConsistentHashing ring = of(slots, numbered(all));
        Map<Address, Integer> counts = new HashMap<>();
        IntStream.range(0, 50_000).forEach(i -> counts
                .merge(ring.next(AddressKit.hashed("client-" + i)).orElseThrow(), 1, Integer::sum));
        counts.forEach((address, count) -> assertThat(count / 50_000.0).as(address.key())
                .isCloseTo(address.weight() / sum, within(0.06)));
    }

    /// Kong's ring would have no room for them.
    @Test
    void a_thousand_targets_all_get_something() {
        List<Address> addresses = numbered(Collections.nCopies(1000, 100));
        ConsistentHashing ring = of(1000, addresses);
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> ring.next(AddressKit.hashed("client-" + i)).orElseThrow())
                .distinct()).hasSize(1000);
    }

    @Test
    void where_nothing_can_be_used_there_is_nobody() {
        assertThat(of(1000, List.of()).next(AddressKit.hashed("x"))).isEmpty();
        assertThat(of(1000, numbered(List.of(1, 1))).next(AddressKit.choice(_ -> false))).isEmpty();
    }

    private static ConsistentHashing of(int slots, List<Address> addresses) {
        ConsistentHashing ring = new ConsistentHashing(slots, addresses.size());
        ring.update(addresses, 0);
        return ring;
    }

    private static List<Address> numbered(List<Integer> weights) {
        return IntStream.range(0, weights.size()).mapToObj(i -> AddressKit.numbered(i, weights.get(i))).toList();
    }
}
