package dev.headgate.proxy;

import dev.headgate.balancer.Address;
import dev.headgate.health.HealthTracking;
import dev.headgate.health.ProbeRound;
import dev.headgate.health.ProbeRound.Change;
import dev.headgate.health.Report;
import dev.headgate.model.BackendTls;
import dev.headgate.model.HealthChecks.Active;
import dev.headgate.model.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// The active health checks of a configuration: each round probes the addresses whose time has come, and tells the store
/// what was found out. A scheduled function runs them on AWS, a thread on a laptop. For one thread; probes have threads of
/// their own.
public final class HealthProbes {
    /// Schedules are not exact, so that a probe that would be due in a moment is made now.
    private static final Duration EARLY = Duration.ofSeconds(5);

    private final List<Upstream> upstreams;
    private final HealthTracking tracking;
    private final NameResolver resolver;
    private final Connector connector;
    private final Map<String, Addresses> addresses = new HashMap<>();

    /// @param upstreams those without active checks are passed over
    /// @param trust makes the TLS context for targets whose certificate is checked, when the first is probed
    public HealthProbes(List<Upstream> upstreams, HealthTracking tracking, NameResolver resolver,
            Supplier<SSLContext> trust) {
        this.upstreams = upstreams.stream().filter(upstream -> upstream.healthChecks().active().isOn()).toList();
        this.tracking = tracking;
        this.resolver = resolver;
        this.connector = new Connector(new TlsSettings(trust));
    }

    /// With the machine's resolver and certificate authorities.
    public static HealthProbes system(List<Upstream> upstreams, HealthTracking tracking) {
        return new HealthProbes(upstreams, tracking, NameResolver.system(), BackendProxy::defaultTrust);
    }

    /// What a round found out.
    ///
    /// @param probed how many addresses were probed
    /// @param changes addresses that others think otherwise of from now on
    /// @param undecided whether more probes of the same kind would change what is thought of an address
    public record Round(int probed, List<Change> changes, boolean undecided) {
        public Round {
            changes = List.copyOf(changes);
        }

        private Round and(Round other) {
            return new Round(probed + other.probed, Stream.concat(changes.stream(), other.changes.stream()).toList(),
                    undecided || other.undecided);
        }
    }

    /// Whether there is anything to probe.
    public boolean areAny() {
        return !upstreams.isEmpty();
    }

    /// The shortest interval of all upstreams; none where nothing is probed.
    public Optional<Duration> shortestInterval() {
        return upstreams.stream().map(upstream -> upstream.healthChecks().active())
                .flatMap(active -> Stream.of(active.healthyInterval(), active.unhealthyInterval()))
                .filter(interval -> !interval.isZero()).min(Duration::compareTo);
    }

    /// Probes what is due.
    ///
    /// @param deadline what has not ended by then tells nothing
    /// @throws dev.headgate.health.HealthStoreUnavailableException when the store cannot be asked
    public Round round(Deadline deadline) {
        Round all = new Round(0, List.of(), false);
        for (Upstream upstream : upstreams) {
            all = all.and(round(upstream, deadline));
        }
        return all;
    }

    private Round round(Upstream upstream, Deadline deadline) {
        Active active = upstream.healthChecks().active();
        List<Address> current = addresses.computeIfAbsent(upstream.id(), _ -> new Addresses(upstream.targets()))
                .current(resolver, deadline);
        ProbeRound round = ProbeRound.begin(upstream, tracking);
        List<Address> due = current.stream().filter(address -> round.isDue(address, EARLY)).toList();
        Map<Address, Report> reports = probe(due, new Probe(connector, active, upstream.hostHeader(),
                new BackendTls(upstream.clientCertificate(), List.of(), OptionalInt.empty())),
                active.concurrency(), deadline);
        List<Change> changes = round.end(reports);
        return new Round(reports.size(), changes, round.isUndecided());
    }

    private static Map<Address, Report> probe(List<Address> due, Probe probe, int concurrency, Deadline deadline) {
        Map<Address, Report> reports = new ConcurrentHashMap<>();
        Semaphore running = new Semaphore(concurrency);
        List<Thread> threads = new ArrayList<>();
        try {
            for (Address address : due) {
                running.acquire();
                threads.add(Thread.ofVirtual().name("headgate-probe").start(() -> {
                    try {
                        Report report = probe.of(address, deadline);
                        if (!deadline.isOver()) {
                            reports.put(address, report);
                        }
                    } finally {
                        running.release();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Map.copyOf(reports);
    }
}
