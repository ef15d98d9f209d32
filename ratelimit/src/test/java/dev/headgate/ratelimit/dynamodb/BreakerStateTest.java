package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.ratelimit.dynamodb.BreakerState.Asked;
import dev.headgate.ratelimit.dynamodb.BreakerState.Pass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerStateTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T10:20:30Z");
    private static final BreakerSettings SETTINGS = new BreakerSettings(3, Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    private static final Pattern STEP = Pattern.compile("(-?\\d+)([ax?])|([ax])(\\d+)@(-?\\d+)");

    /// Steps: `0x` is a call that somebody wants to make at second 0 and that fails then, where it is made; `a` stands for
    /// an answer, and `?` for a call whose end is told later: `x2@7` lets the second call of all fail at second 7.
    /// What becomes of each wish: `c` a call is made, `p` a single one is tried, `-` none is made.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            steps                                       | made          | why
            0a 0a                                       | cc            | nothing is wrong
            0x 0x 0a 0x 0x 0a                           | cccccc        | not three in a row
            0x 0x 0x 0a                                 | ccc-          | three in a row
            0x 0x 0x 0a 1a 1a                           | ccc-pc        | a single one after a second, and then all
            0x 0x 0x 1x 1a 2a 3a 3a                     | cccp--pc      | a pause of two seconds after one of one
            0x 0x 0x 1x 3x 6a 7x 11a 12x 16a 17a        | cccpp-p-p-p   | of 4 seconds, of 5, and no longer than 5
            0x 0x 0x 1a 1x 1x 1x 1a 2a                  | cccpccc-p     | it begins anew with one second
            0x 0x 0x 1? 1a 9a a4@9 9a                   | cccp--c       | nobody else while the single one is under way
            0x 0x 0x 1? 1a x4@3 4a 5a                   | cccp--p       | the pause begins when the single one has failed
            0? 0? 0? 0? x1@0 x2@0 x3@0 0a x4@9 1a       | cccc-p        | what fails later does not make the pause longer
            0? 0x 0x 0x 0a a1@0 0a                      | cccc-c        | what is answered later ends the pause
            0? 0x 0x 0x 1? x1@1 1a a5@1 1a              | ccccp-c       | what fails later is not the single one
            0x 0x 0x -9a -9a                            | cccpc         | the clock went back: the single one at once
            0x 0x 0x -9x -9a -8a -7a                    | cccp--p       | its pause is as long as any other
            0x 0x 0x 99a                                | cccp          | the clock went forward
            """)
    void calls_are_made(String steps, String made, String why) {
        BreakerState state = BreakerState.begin();
        StringBuilder seen = new StringBuilder();
        List<Pass> passes = new ArrayList<>();
        for (String step : steps.split(" ")) {
            Matcher read = STEP.matcher(step);
            assertThat(read.matches()).as(step).isTrue();
            if (read.group(3) != null) {
                state = ended(state, read.group(3), passes.get(Integer.parseInt(read.group(4)) - 1),
                        at(read.group(5)));
                continue;
            }
            Asked asked = state.ask(at(read.group(1)));
            state = asked.next();
            passes.add(asked.pass());
            seen.append(letter(asked.pass()));
            if (!(asked.pass() instanceof Pass.Refused)) {
                state = ended(state, read.group(2), asked.pass(), at(read.group(1)));
            }
        }
        assertThat(seen).as(why).hasToString(made);
    }

    private static Instant at(String seconds) {
        return BEGIN.plusSeconds(Long.parseLong(seconds));
    }

    private static BreakerState ended(BreakerState state, String how, Pass pass, Instant now) {
        return switch (how) {
            case "a" -> state.answered();
            case "x" -> state.failed(pass, now, SETTINGS);
            default -> state;
        };
    }

    private static String letter(Pass pass) {
        return switch (pass) {
            case Pass.Call _ -> "c";
            case Pass.Probe _ -> "p";
            case Pass.Refused _ -> "-";
        };
    }

    /// One thing that happens.
    ///
    /// @param millis by how much the clock has changed since the one before
    /// @param ends which of the calls under way ends, counted round; a wish to make one where there is none
    record Event(long millis, Kind kind, int ends) {}

    enum Kind {
        ASK, ANSWER, FAIL
    }

    @Property(tries = 2_000)
    void whatever_happens_one_is_tried_and_none_waits_for_ever(@ForAll("events") List<Event> events) {
        BreakerState state = BreakerState.begin();
        List<Pass> underWay = new ArrayList<>();
        Instant now = BEGIN;
        for (Event event : events) {
            now = now.plusMillis(event.millis());
            if (event.kind() == Kind.ASK || underWay.isEmpty()) {
                Asked asked = state.ask(now);
                if (state instanceof BreakerState.Open open && asked.pass() instanceof Pass.Refused) {
                    assertThat(now).isBetween(open.since(), open.since().plus(open.pause()));
                    assertThat(open.pause()).isBetween(SETTINGS.pauseMin(), SETTINGS.pauseMax());
                }
                if (asked.pass() instanceof Pass.Probe(long number)) {
                    assertThat(state).isInstanceOf(BreakerState.Open.class);
                    assertThat(underWay).doesNotContain(new Pass.Probe(number));
                }
                if (!(asked.pass() instanceof Pass.Refused)) {
                    underWay.add(asked.pass());
                }
                state = asked.next();
            } else {
                Pass ended = underWay.remove(event.ends() % underWay.size());
                state = ended(state, event.kind() == Kind.ANSWER ? "a" : "x", ended, now);
                assertThat(event.kind() == Kind.FAIL || state instanceof BreakerState.Closed).isTrue();
            }
            if (state instanceof BreakerState.Probing probing) {
                assertThat(underWay).containsOnlyOnce(new Pass.Probe(probing.probes()));
            }
        }
        for (Pass last : underWay) {
            state = state.failed(last, now, SETTINGS);
        }
        // The clock may have gone back since the last pause began, and would have to pass that again.
        Instant latest = state instanceof BreakerState.Open open && open.since().isAfter(now) ? open.since() : now;
        assertThat(state.ask(latest.plus(SETTINGS.pauseMax())).pass()).isNotInstanceOf(Pass.Refused.class);
        if (state instanceof BreakerState.Open open) {
            assertThat(state.ask(open.since().minusMillis(1)).pass()).isNotInstanceOf(Pass.Refused.class);
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Long> millis = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.longs().between(0, 400)),
                Tuple.of(2, Arbitraries.longs().between(401, 6_000)),
                Tuple.of(1, Arbitraries.longs().between(-600_000, -1)));
        return Combinators.combine(millis, Arbitraries.of(Kind.ASK, Kind.ASK, Kind.ANSWER, Kind.FAIL, Kind.FAIL),
                Arbitraries.integers().between(0, 9)).as(Event::new).list().ofMinSize(1).ofMaxSize(60);
    }

    @ParameterizedTest
    @CsvSource({"0,1,2", "1,0,2", "1,-1,2", "1,3,2"})
    void settings_that_make_no_sense_are_refused(int failures, long pauseMin, long pauseMax) {
        assertThatThrownBy(() -> new BreakerSettings(failures, Duration.ofSeconds(pauseMin),
                Duration.ofSeconds(pauseMax))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_pause_is_doubled_up_to_the_longest() {
        List<Duration> pauses = new ArrayList<>(List.of(BreakerSettings.DEFAULT.pauseMin()));
        for (int i = 0; i < 6; i++) {
            pauses.add(BreakerSettings.DEFAULT.longer(pauses.getLast()));
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }
}
