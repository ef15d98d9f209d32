package dev.headgate.proxy;

import dev.headgate.balancer.Address;
import dev.headgate.balancer.Algorithm;
import dev.headgate.balancer.Algorithm.Choice;
import dev.headgate.balancer.Algorithm.Ending;
import dev.headgate.health.HealthTracking;
import dev.headgate.health.Report;
import dev.headgate.health.UpstreamHealth;
import dev.headgate.model.HashInput;
import dev.headgate.model.Upstream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Chooses the addresses of one upstream's targets for requests, and is told what became of them. Safe for use by many
/// threads.
final class Balancer {
    private final Upstream upstream;
    private final Addresses addresses;
    private final Algorithm algorithm;
    private final UpstreamHealth health;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Address> balanced = List.of();

    /// @param random where turns begin, and what the cookies of consistent hashing hold
    Balancer(Upstream upstream, HealthTracking tracking, RandomGenerator random) {
        this.upstream = upstream;
        this.addresses = new Addresses(upstream.targets());
        this.algorithm = Algorithm.of(upstream, random);
        this.health = new UpstreamHealth(upstream, tracking);
        this.random = random;
    }

    /// The Host that targets see; empty for the target's own.
    String hostHeader() {
        return upstream.hostHeader();
    }

    /// Where a try goes.
    ///
    /// @param trial whether it shows if an address that was taken out can come back
    record Pick(Address address, boolean trial) {}

    /// What of a request is hashed (kong/runloop/balancer/init.lua, `get_value_to_hash`).
    Hashed hashed(HashSource source) {
        return hashed(upstream.hashOn(), source).or(() -> hashed(upstream.hashFallback(), source))
                .orElse(Hashed.NOTHING);
    }

    private Optional<Hashed> hashed(HashInput input, HashSource source) {
        Optional<Hashed> present = source.value(input).map(value -> new Hashed(value, Optional.empty()));
        return input instanceof HashInput.Cookie cookie
                ? present.or(() -> Optional.of(Hashed.cookie(cookie, random)))
                : present;
    }

    /// The ways of one request through the upstream. For one thread.
    final class Turn {
        private final NameResolver resolver;
        private final Deadline deadline;
        private final boolean repeatable;
        private final Hashed hashed;
        private final Set<Address> failed = new HashSet<>();

        /// @param repeatable whether the request may be sent again when it failed
        Turn(NameResolver resolver, Deadline deadline, boolean repeatable, HashSource source) {
            this.resolver = resolver;
            this.deadline = deadline;
            this.repeatable = repeatable;
            this.hashed = Balancer.this.hashed(source);
        }

        Hashed hashed() {
            return hashed;
        }

        /// The next address; empty where there is none, or where too few are healthy.
        Optional<Pick> next() {
            List<Address> all = addresses.current(resolver, deadline);
            health.refresh(all);
            boolean enough = health.isEnough(all);
            Optional<Address> trial = failed.isEmpty() ? health.trial(all, repeatable || !enough) : Optional.empty();
            if (trial.isPresent()) {
                began(trial.get());
                return Optional.of(new Pick(trial.get(), true));
            }
            return enough ? choose(all).map(address -> new Pick(address, false)) : Optional.empty();
        }

        /// Those that failed this request get it again only when all have.
        private Optional<Address> choose(List<Address> all) {
            lock.lock();
            try {
                update(all, deadline.ticker().nanos());
                Optional<Address> chosen = algorithm.next(choice(address -> !failed.contains(address)));
                if (chosen.isEmpty() && !failed.isEmpty()) {
                    failed.clear();
                    chosen = algorithm.next(choice(_ -> true));
                }
                chosen.ifPresent(algorithm::began);
                return chosen;
            } finally {
                lock.unlock();
            }
        }

        private Choice choice(Predicate<Address> fresh) {
            return new Choice(fresh.and(health::isUp), hashed.value(), deadline.ticker().nanos());
        }

        /// What became of a try.
        ///
        /// @param report what it tells of the address; absent where it tells nothing
        /// @param answered whether there was an answer
        /// @return whether the answer is as good as none, so that another address should be tried
        boolean ended(Pick pick, Optional<Report> report, long durationNanos, boolean answered) {
            lock.lock();
            try {
                algorithm.ended(pick.address(), new Ending(durationNanos, !answered, deadline.ticker().nanos()));
            } finally {
                lock.unlock();
            }
            if (pick.trial()) {
                boolean good = health.endTrial(pick.address(), report.orElseGet(
                        () -> answered ? new Report.Connected() : new Report.TcpFailure()));
                failed.add(pick.address());
                return !good && repeatable;
            }
            if (!answered) {
                failed.add(pick.address());
            }
            report.ifPresent(told -> health.report(pick.address(), told));
            return false;
        }
    }

    private void began(Address address) {
        lock.lock();
        try {
            algorithm.began(address);
        } finally {
            lock.unlock();
        }
    }

    /// The lock is held.
    private void update(List<Address> all, long nowNanos) {
        if (!all.equals(balanced)) {
            algorithm.update(all, nowNanos);
            balanced = all;
        }
    }
}
