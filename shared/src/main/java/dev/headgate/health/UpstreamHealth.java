package dev.headgate.health;

import dev.headgate.balancer.Address;
import dev.headgate.health.AddressState.Trial;
import dev.headgate.model.HealthChecks;
import dev.headgate.model.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// What this environment knows of the addresses of one upstream: what its own requests told, by Kong's rules ([Tally]), and
/// what others told the store. Whoever found something out last is right.
///
/// An address that was taken out by what its answers told comes back, unlike in Kong, by a trial: when its time has come,
/// one environment claims it in the store, looks whether it takes connections, and sends it one request. Where probes can
/// bring it back, and are heard of, they alone do.
///
/// The store is asked beside the requests. The first one of an environment waits for it, for a moment and only once. Without
/// the store each environment goes on with what it finds out itself. Safe for use by many threads; no lock is held while
/// the store is asked.
public final class UpstreamHealth {
    /// How long a request waits for a first word of the store.
    private static final Duration PATIENCE = Duration.ofMillis(50);
    /// What is older is as good as unknown, so that a request waits again.
    private static final Duration STALE = Duration.ofMinutes(1);
    /// Probes that are not heard of for so long cannot be relied on. The slowest schedule is a minute.
    private static final Duration PROBES_SILENT = Duration.ofMinutes(5);
    private static final int FORGOTTEN_MIN = 1000;

    private final String id;
    private final HealthChecks checks;
    private final HealthTracking tracking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, AddressState> states = new HashMap<>();
    private Instant askedAt = Instant.EPOCH;
    private Instant heardAt = Instant.EPOCH;
    private Instant lastProbe = Instant.EPOCH;
    private boolean asking;
    private boolean unanswered;

    public UpstreamHealth(Upstream upstream, HealthTracking tracking) {
        this.id = upstream.id();
        this.checks = upstream.healthChecks();
        this.tracking = tracking;
    }

    /// To be called before a request looks for an address: takes up what others found out, and prepares trials.
    public void refresh(List<Address> addresses) {
        if (checks.areOn()) {
            listen();
            prepareTrials(addresses);
        }
    }

    private void listen() {
        boolean waits;
        lock.lock();
        try {
            Instant now = tracking.now();
            if (asking || now.isBefore(askedAt.plus(tracking.breaker().shareEvery()))) {
                return;
            }
            asking = true;
            askedAt = now;
            waits = !unanswered && now.isAfter(heardAt.plus(STALE));
        } finally {
            lock.unlock();
        }
        CountDownLatch heard = new CountDownLatch(1);
        tracking.background().execute(() -> {
            try {
                hear(tracking.store().read(id));
                answered(true);
            } catch (HealthStoreUnavailableException _) {
                answered(false);
            } finally {
                heard.countDown();
            }
        });
        if (waits) {
            await(heard);
        }
    }

    private static void await(CountDownLatch heard) {
        try {
            // Whether it came or not, the request goes on.
            boolean _ = heard.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(boolean well) {
        lock.lock();
        try {
            asking = false;
            unanswered = !well;
            heardAt = well ? tracking.now() : heardAt;
        } finally {
            lock.unlock();
        }
    }

    private void hear(Findings findings) {
        lock.lock();
        try {
            lastProbe = findings.lastProbe();
            findings.statuses().forEach((key, status) -> state(key).hear(status));
        } finally {
            lock.unlock();
        }
    }

    private AddressState state(String key) {
        return states.computeIfAbsent(key, _ -> new AddressState());
    }

    /// Whether requests may go there.
    public boolean isUp(Address address) {
        if (!checks.areOn()) {
            return true;
        }
        lock.lock();
        try {
            AddressState state = states.get(address.key());
            return state == null || state.tally().isUp();
        } finally {
            lock.unlock();
        }
    }

    /// Whether enough of the weight is healthy (kong/runloop/balancer/balancers.lua, `updateStatus`).
    public boolean isEnough(List<Address> addresses) {
        double all = addresses.stream().mapToLong(Address::weight).sum();
        double up = addresses.stream().filter(this::isUp).mapToLong(Address::weight).sum();
        return all > 0 && up / all * 100 > checks.threshold();
    }

    /// What an answer, or its absence, tells of an address.
    public void report(Address address, Report report) {
        if (!checks.areOn()) {
            return;
        }
        lock.lock();
        try {
            AddressState state = state(address.key());
            Tally before = state.tally();
            state.count(before.after(report, checks.passive()));
            if (before.isUp() != state.tally().isUp()) {
                change(address, state, state.tally().isUp());
            }
        } finally {
            lock.unlock();
        }
    }

    /// The lock is held.
    private void change(Address address, AddressState state, boolean up) {
        Instant now = tracking.now();
        Status found = state.become(up, now, up ? Instant.EPOCH : now.plus(tracking.breaker().retryAfter()));
        tracking.background().execute(() -> tell(address, found));
    }

    private void tell(Address address, Status found) {
        try {
            tracking.store().tell(id, address.key(), found);
        } catch (HealthStoreUnavailableException _) {
            // Others find out by themselves.
        }
    }

    private void prepareTrials(List<Address> addresses) {
        if (!tracking.breaker().triesAgain()) {
            return;
        }
        Map<Address, Status> due;
        lock.lock();
        try {
            Instant now = tracking.now();
            forgetOthers(addresses);
            if (checks.active().bringsBack() && lastProbe.plus(probesSilent()).isAfter(now)) {
                return;
            }
            due = addresses.stream()
                    .filter(address -> states.containsKey(address.key()) && state(address.key()).isDue(now))
                    .collect(Collectors.toMap(address -> address, address -> state(address.key()).status(),
                            (first, _) -> first));
            due.keySet().forEach(address -> state(address.key()).trial(new Trial.Prepared()));
        } finally {
            lock.unlock();
        }
        due.forEach((address, seen) -> tracking.background().execute(() -> prepareTrial(address, seen)));
    }

    private Duration probesSilent() {
        Duration several = checks.active().unhealthyInterval().multipliedBy(3);
        return several.compareTo(PROBES_SILENT) > 0 ? several : PROBES_SILENT;
    }

    /// Addresses of names come and go.
    private void forgetOthers(List<Address> addresses) {
        if (states.size() > FORGOTTEN_MIN + 2 * addresses.size()) {
            states.keySet().retainAll(addresses.stream().map(Address::key).collect(Collectors.toSet()));
        }
    }

    private void prepareTrial(Address address, Status seen) {
        Status claimed = new Status(false, seen.changedAt(), tracking.now().plus(tracking.breaker().retryAfter()));
        boolean mine = claims(address, seen, claimed);
        boolean reachable = mine && tracking.reachable().test(address);
        lock.lock();
        try {
            AddressState state = state(address.key());
            if (!(state.trial() instanceof Trial.Prepared)) {
                return;
            }
            if (mine) {
                state.claim(claimed);
            }
            state.trial(reachable ? new Trial.Granted(tracking.now()) : new Trial.None());
        } finally {
            lock.unlock();
        }
    }

    /// Whether this environment is the one to try; if not, what the others know is known here too.
    private boolean claims(Address address, Status seen, Status claimed) {
        try {
            if (tracking.store().replace(id, address.key(), seen, claimed)) {
                return true;
            }
            Findings findings = tracking.store().read(id);
            Status others = findings.statuses().getOrDefault(address.key(), Status.UNKNOWN);
            if (seen.isNewerThan(others)) {
                tracking.store().tell(id, address.key(), claimed);
                return true;
            }
            hear(findings);
            return false;
        } catch (HealthStoreUnavailableException _) {
            return true;
        }
    }

    /// The address that a request is to be tried on, if there is one. Whoever gets it says how it ended.
    ///
    /// @param harmless whether the client would see nothing of a failure
    public Optional<Address> trial(List<Address> addresses, boolean harmless) {
        lock.lock();
        try {
            for (Address address : addresses) {
                AddressState state = states.get(address.key());
                if (state != null && state.trial() instanceof Trial.Granted(Instant since)
                        && (harmless || since.plus(tracking.breaker().retryAfter()).isBefore(tracking.now()))) {
                    state.trial(new Trial.Running());
                    return Optional.of(address);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// How a trial ended.
    ///
    /// @return whether it was a good end
    public boolean endTrial(Address address, Report report) {
        boolean good = switch (report.kind(checks.passive())) {
            case SUCCESS, NEUTRAL -> true;
            case HTTP_FAILURE, TCP_FAILURE, TIMEOUT -> false;
        };
        lock.lock();
        try {
            AddressState state = state(address.key());
            int successes = good ? state.tally().successes() + 1 : 0;
            if (!good || successes >= checks.passive().successes()) {
                change(address, state, good);
            } else {
                state.count(new Tally(Tally.State.MOSTLY_UNHEALTHY, successes, 0, 0, 0));
                state.trial(new Trial.Granted(tracking.now()));
            }
            return good;
        } finally {
            lock.unlock();
        }
    }
}
