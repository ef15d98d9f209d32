package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.dynamodb.CountingProgram.Environment;
import dev.headgate.ratelimit.dynamodb.CountingProgram.History;
import dev.headgate.ratelimit.dynamodb.CountingProgram.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever the order in which calls of several environments and threads are applied and answered, and whichever of them
/// fail, get lost or are applied twice, no limit is exceeded. Small programs in every order, larger ones in some.
class InterleavingTest {
    private static final Duration LAST = Duration.ofMinutes(3);
    private static final int ORDERS_MAX = 20_000;
    private static final Counting LEASED = new Counting.Leased(Duration.ofSeconds(10));

    /// Environments are separated by `;`, their threads by `,`; `xx` are two requests at the beginning that are counted
    /// one by one, `ll` two that may be counted ahead of time, `pp` two that count though they are refused, and `+` is a minute later. So many things may go wrong, at
    /// any point.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            limits           | environments | faults    | orders at least
            minute=1         | xx; xx       |           | 6
            minute=2         | xx; xx; xx   |           | 300
            minute=3         | xx; xx; xx   |           | 700
            minute=2         | x, x; x      |           | 3000
            minute=1         | xx; xx       | 1 loss    | 1000
            minute=1         | xx; xx       | 1 repeat  | 300
            minute=2         | xx; xx       | 1 repeat  | 1000
            minute=2         | x; x         | 2 losses  | 4000
            minute=1         | x; x         | 2 repeats | 1000
            minute=2         | x, x         | 1 loss    | 3000
            ~60s=2           | xx+x; x+xx   |           | 10
            ~60s=2           | x+x; x       | 1 loss    | 800
            ~60s=2           | x+x; x       | 1 repeat  | 600
            minute=6/2       | xx; xx; xx   |           | 1000
            minute=6/2       | x, x         |           | 100
            minute=6/2       | xx; x        | 1 loss    | 1000
            minute=6/2       | xx; x        | 1 repeat  | 1000
            minute=1/1       | x+x; x+x     |           | 20
            minute=1/1       | x+x; x       | 1 repeat  | 700
            minute=6/2 60s=3 | xx; x        | 1 repeat  | 1000
            minute=3         | lll; lll     |           | 20
            minute=3         | ll, l        |           | 800
            minute=3         | lll; x       | 1 loss    | 2000
            minute=3         | lll; x       | 1 repeat  | 1000
            minute=4         | lll+l; ll+l  |           | 100
            minute=4 hour=5  | ll+l; ll+l   |           | 80
            minute=4 hour=5  | ll+l; l      | 1 loss    | 3000
            minute=4 hour=5  | ll+l; l      | 1 repeat  | 1000
            minute=2         | ppp; x       | 1 loss    | 800
            minute=6/2       | pp; x        | 1 repeat  | 800
            ~60s=3           | lll; x       | 1 loss    | 2000
            minute=6/2       | ll; l        | 1 loss    | 1000
            """)
    void in_every_order(String limits, String environments, String faults, int ordersMin) {
        CountingProgram program = new CountingProgram(limits(limits), environments(environments));
        List<Integer> choices = List.of();
        int tried = 0;
        do {
            Choices run = new Choices(choices);
            check(program, run, faults(faults));
            choices = run.following();
            tried++;
        } while (!choices.isEmpty() && tried < ORDERS_MAX);
        assertThat(choices).as("orders not tried").isEmpty();
        assertThat(tried).as("orders").isGreaterThanOrEqualTo(ordersMin);
    }

    /// Too large to be tried in every order; these answers overtake one another.
    @Test
    void what_is_told_of_requests_counted_ahead_makes_sense_though_older_answers_come_later() {
        CountingProgram program = new CountingProgram(limits("minute=7"), environments("l, x, l"));
        check(program, new Choices(List.of(0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)), Interleaving.Faults.NONE);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void in_some_orders(@ForAll("programs") CountingProgram program, @ForAll("choices") List<Integer> choices,
            @ForAll @IntRange(max = 4) int faults, @ForAll boolean areRepeats) {
        check(program, new Choices(choices), areRepeats
                ? Interleaving.Faults.repeats(faults)
                : Interleaving.Faults.losses(faults));
    }

    private static void check(CountingProgram program, Choices choices, Interleaving.Faults faults) {
        try {
            History history = program.run(choices, faults);
            CountingLaws laws = new CountingLaws(history);
            laws.hold();
            if (program.isExact() && !history.isSharded()) {
                laws.areThoseOfOneStore();
                if (faults.most() == 0 && program.isAtOnce()) {
                    laws.admitAllThatFit();
                }
            }
        } catch (AssertionError e) {
            throw new AssertionError(program + " with " + choices.taken(), e);
        }
    }

    private static Interleaving.Faults faults(String text) {
        if (text == null) {
            return Interleaving.Faults.NONE;
        }
        int most = text.charAt(0) - '0';
        return text.contains("repeat") ? Interleaving.Faults.repeats(most) : Interleaving.Faults.losses(most);
    }

    private static List<Limit> limits(String text) {
        return Arrays.stream(text.split(" ")).map(word -> word.split("=")).map(parts -> {
            String name = parts[0].replace("~", "");
            Span span = Character.isDigit(name.charAt(0))
                    ? new Span.Seconds(Long.parseLong(name.substring(0, name.length() - 1)))
                    : Period.valueOf(name.toUpperCase(Locale.ROOT));
            if (parts[1].contains("/")) {
                String[] counts = parts[1].split("/");
                return Limit.smooth(span, Long.parseLong(counts[0]), Long.parseLong(counts[1]));
            }
            return new Limit(span, Long.parseLong(parts[1]),
                    parts[0].startsWith("~") ? Limit.Type.SLIDING : Limit.Type.FIXED);
        }).toList();
    }

    private static List<Environment> environments(String text) {
        return Arrays.stream(text.split(";")).map(environment -> new Environment(Duration.ZERO,
                Arrays.stream(environment.split(",")).map(thread -> requests(thread.strip())).toList())).toList();
    }

    private static List<Request> requests(String thread) {
        return IntStream.range(0, thread.length()).filter(i -> thread.charAt(i) != '+').mapToObj(i -> {
            long minutes = thread.substring(0, i).chars().filter(c -> c == '+').count();
            return new Request(counting(thread.charAt(i)), Duration.ofMinutes(minutes));
        }).toList();
    }

    private static Counting counting(char letter) {
        return switch (letter) {
            case 'l' -> LEASED;
            case 'p' -> new Counting.Penalized();
            default -> Counting.ONE;
        };
    }

    @Provide
    Arbitrary<CountingProgram> programs() {
        // Orders turn time around, so all of a program's time has to be shorter than clocks may lag.
        Arbitrary<List<Limit>> limits = Arbitraries.of("minute=1", "minute=3", "minute=7", "minute=3 hour=5", "~60s=3",
                "~60s=2 3600s=4", "minute=6/2", "minute=60/3 hour=4", "minute=2 day=3", "minute=5/5").map(
                        InterleavingTest::limits);
        Arbitrary<Duration> pauses = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.integers().between(1, 60)),
                Tuple.of(1, Arbitraries.integers().between(60, 120)))
                .map(Duration::ofSeconds);
        Arbitrary<Counting> countings = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Counting.ONE)),
                Tuple.of(4, Arbitraries.just(LEASED)), Tuple.of(1, Arbitraries.just(new Counting.Penalized())));
        Arbitrary<List<Request>> threads = Combinators.combine(countings, Arbitraries.of(true, false), countings,
                pauses.list().ofMinSize(1).ofMaxSize(6)).as((counting, isMixed, other, between) -> {
                    Duration[] at = {Duration.ZERO};
                    return IntStream.range(0, between.size()).mapToObj(i -> {
                        at[0] = LAST.compareTo(at[0].plus(between.get(i))) < 0 ? LAST : at[0].plus(between.get(i));
                        return new Request(isMixed && i % 2 == 1 ? other : counting, at[0]);
                    }).toList();
                });
        Arbitrary<Environment> environments = Combinators
                .combine(
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 4), Tuple.of(1, 50)).map(Duration::ofSeconds),
                        threads.list().ofMinSize(1).ofMaxSize(3))
                .as(Environment::new);
        return Combinators.combine(limits, environments.list().ofMinSize(1).ofMaxSize(3)).as(CountingProgram::new);
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 60).list().ofMaxSize(120).map(Collections::unmodifiableList);
    }
}
