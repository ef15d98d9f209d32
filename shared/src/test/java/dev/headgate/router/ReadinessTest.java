package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.proxy.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final ManualTicker ticker = new ManualTicker();

    @Test
    void what_was_found_is_kept_for_five_seconds() {
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.of("it is away"));
        Readiness readiness = new Readiness("/ready", List.of(() -> {
            asked.incrementAndGet();
            return problem.get();
        }), ticker);
        readiness.warmUp();
        assertThat(asked).hasValue(1);
        Readiness.Answer first = answer(readiness);
        assertThat(first.response().status()).isEqualTo(503);
        assertThat(first.problems()).containsExactly("it is away");
        problem.set(Optional.empty());
        ticker.advance(Duration.ofMillis(4_999));
        assertThat(answer(readiness).response().status()).isEqualTo(503);
        assertThat(answer(readiness).problems()).as("told once").isEmpty();
        assertThat(asked).hasValue(2);
        ticker.advance(Duration.ofMillis(1));
        assertThat(answer(readiness).response().status()).isEqualTo(200);
        assertThat(asked).hasValue(3);
    }

    @Test
    void all_that_is_wrong_is_told() {
        CountDownLatch never = new CountDownLatch(1);
        Readiness readiness = new Readiness("/ready", List.of(() -> Optional.of("one is away"), Optional::empty, () -> {
            throw new IllegalStateException("secret");
        }, () -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }), ticker);
        assertThat(answer(readiness).problems()).hasSize(3).satisfies(problems -> {
            assertThat(problems.get(0)).isEqualTo("one is away");
            assertThat(problems.get(1)).startsWith("java.lang.IllegalStateException at ");
            assertThat(problems.get(2)).isEqualTo("a check took longer than a second");
        });
    }

    @Test
    void nothing_is_answered_without_a_path() {
        assertThat(Readiness.OFF.isAskedBy(GatewayKit.request("GET", "/ready"))).isFalse();
        assertThat(Readiness.OFF.isAskedBy(GatewayKit.request("GET", "/"))).isFalse();
    }

    private static Readiness.Answer answer(Readiness readiness) {
        return readiness.answer(GatewayKit.request("GET", "/ready"));
    }
}
