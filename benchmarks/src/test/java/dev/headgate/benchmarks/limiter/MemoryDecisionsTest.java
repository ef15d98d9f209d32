package dev.headgate.benchmarks.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is measured is what it is said to be.
class MemoryDecisionsTest {
    @Test
    void one_is_refused_and_the_others_are_admitted() {
        MemoryDecisions decisions = new MemoryDecisions();
        decisions.fill();
        assertThat(decisions.refusedFromMemory().admitted()).isFalse();
        assertThat(decisions.refusedFromMemory()).isSameAs(decisions.refusedFromMemory());
        for (int i = 1; i <= 1_000; i++) {
            assertThat(decisions.countedAhead().windows().getFirst().used()).isEqualTo(i);
            assertThat(decisions.memoryStore().windows().getFirst().used()).isEqualTo(i);
            assertThat(decisions.aMapAndAnAtomicLong()).isEqualTo(i);
        }
    }
}
