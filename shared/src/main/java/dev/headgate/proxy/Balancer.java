package dev.headgate.proxy;

import dev.headgate.model.Upstream;
import dev.headgate.model.Upstream.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Gives the targets of an upstream in turn, each as often as its weight says, and spread out rather than in runs
/// (nginx's smooth weighted round-robin). Safe for use by many threads: of any stretch as long as the sum of all weights,
/// each target has exactly its share.
final class Balancer {
    private static final int START_MAX = 1024;

    private final String hostHeader;
    private final List<Target> targets;
    private final long[] credit;
    private final ReentrantLock turn = new ReentrantLock();

    /// @param random where in the round to begin, so that not every new process calls the same target first
    Balancer(Upstream upstream, RandomGenerator random) {
        this.hostHeader = upstream.hostHeader();
        this.targets = upstream.targets().stream().filter(target -> target.weight() > 0).toList();
        this.credit = new long[targets.size()];
        for (int i = random.nextInt(START_MAX); i > 0 && targets.size() > 1; i--) {
            next(_ -> true);
        }
    }

    /// The Host that targets see; empty for the target's own.
    String hostHeader() {
        return hostHeader;
    }

    /// The target whose turn it is among those that the predicate takes; none where it takes none of any weight.
    Optional<Target> next(Predicate<Target> usable) {
        turn.lock();
        try {
            int best = -1;
            long weightSum = 0;
            for (int i = 0; i < credit.length; i++) {
                if (usable.test(targets.get(i))) {
                    weightSum += targets.get(i).weight();
                    credit[i] += targets.get(i).weight();
                    best = best < 0 || credit[i] > credit[best] ? i : best;
                }
            }
            if (best < 0) {
                return Optional.empty();
            }
            credit[best] -= weightSum;
            return Optional.of(targets.get(best));
        } finally {
            turn.unlock();
        }
    }
}
