package dev.headgate.health;

import dev.headgate.balancer.Address;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.model.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One round of probes of one upstream: what was known before, which addresses are due, and what the reports change. By
/// Kong's rules, healthy addresses are probed at one interval and the others at another, and what probes add up to is kept
/// in the store, so that a round may run anywhere. For one thread.
public final class ProbeRound {
    private final String upstream;
    private final Active active;
    private final HealthTracking tracking;
    private final Findings before;
    private boolean undecided;

    private ProbeRound(Upstream upstream, HealthTracking tracking) {
        this.upstream = upstream.id();
        this.active = upstream.healthChecks().active();
        this.tracking = tracking;
        this.before = tracking.store().read(upstream.id());
    }

    /// Asks the store what is known.
    ///
    /// @throws HealthStoreUnavailableException when it cannot be asked
    public static ProbeRound begin(Upstream upstream, HealthTracking tracking) {
        return new ProbeRound(upstream, tracking);
    }

    /// An address that is thought otherwise of from now on.
    ///
    /// @param upstream the upstream's id
    /// @param address its key
    public record Change(String upstream, String address, boolean up) {}

    /// Whether an address is to be probed.
    ///
    /// @param early how long before its time, at most half of its interval
    public boolean isDue(Address address, Duration early) {
        Duration interval = status(address).up() ? active.healthyInterval() : active.unhealthyInterval();
        if (interval.isZero()) {
            return false;
        }
        Probed last = before.probed().get(address.key());
        Duration half = interval.dividedBy(2);
        return last == null || !tracking.now().isBefore(
                last.at().plus(interval).minus(early.compareTo(half) < 0 ? early : half));
    }

    private Status status(Address address) {
        return before.statuses().getOrDefault(address.key(), Status.UNKNOWN);
    }

    /// Tells the store what the probes found.
    ///
    /// @return the addresses that changed
    public List<Change> end(Map<Address, Report> reports) {
        Instant now = tracking.now();
        Map<String, Probed> probed = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        reports.forEach((address, report) -> {
            Status status = status(address);
            Tally last = tally(address, status);
            Tally tally = last.after(report, active.thresholds());
            probed.put(address.key(), new Probed(tally, now));
            undecided |= tally.isUp() == last.isUp() && isAgainst(report, tally, last);
            if (tally.isUp() != status.up()) {
                tracking.store().tell(upstream, address.key(), status.next(tally.isUp(), now,
                        tally.isUp() ? Instant.EPOCH : now.plus(tracking.breaker().retryAfter())));
                changes.add(new Change(upstream, address.key(), tally.isUp()));
            }
        });
        if (!probed.isEmpty()) {
            tracking.store().keep(upstream, probed);
        }
        return changes;
    }

    /// What probes add up to, unless something else has been found out since.
    private Tally tally(Address address, Status status) {
        Probed last = before.probed().get(address.key());
        if (last == null || last.tally().isUp() != status.up()) {
            return status.up() ? Tally.HEALTHY : Tally.UNHEALTHY;
        }
        return last.tally();
    }

    private boolean isAgainst(Report report, Tally tally, Tally last) {
        boolean success = report.kind(active.thresholds()) == Report.Kind.SUCCESS;
        return success != tally.isUp() && !tally.equals(last);
    }

    /// Whether more reports of the same kind would change what is thought of an address.
    public boolean isUndecided() {
        return undecided;
    }
}
