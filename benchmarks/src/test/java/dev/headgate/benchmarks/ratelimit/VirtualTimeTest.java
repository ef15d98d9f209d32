package dev.headgate.benchmarks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();

    private void log(String what) {
        log.add(time.nowNanos() + " " + what);
    }

    @Test
    void events_happen_in_the_order_of_their_time_and_then_of_their_scheduling() {
        time.at(20, () -> log("c"));
        time.at(10, () -> {
            log("a");
            time.at(20, () -> log("d"));
        });
        time.at(10, () -> log("b"));
        time.run();
        assertThat(log).containsExactly("10 a", "10 b", "20 c", "20 d");
    }

    @Test
    void tasks_take_turns_where_they_wait() {
        time.at(0, () -> time.start(() -> {
            log("one");
            time.sleep(10);
            log("one again");
        }));
        time.at(0, () -> time.start(() -> {
            log("two");
            time.sleep(5);
            log("two again");
        }));
        time.run();
        assertThat(log).containsExactly("0 one", "0 two", "5 two again", "10 one again");
    }

    @Test
    void an_event_cannot_wait() {
        time.at(0, () -> time.sleep(1));
        assertThatThrownBy(time::run).hasRootCauseMessage("events cannot wait, only tasks can");
    }

    @Test
    void a_task_that_fails_ends_the_simulation() {
        time.at(0, () -> time.start(() -> {
            throw new IllegalArgumentException("broken");
        }));
        assertThatThrownBy(time::run).hasRootCauseMessage("broken");
    }
}
