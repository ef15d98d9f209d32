package dev.headgate.proxy;

import dev.headgate.balancer.Address;
import dev.headgate.model.Upstream.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The addresses of an upstream's targets, all of a name's, in an order of their own. Names are looked up all at once when they are first needed and then every half
/// minute beside the requests, which go on with what is known; what was found stays until something else is found. Safe
/// for use by many threads.
final class Addresses {
    private static final Duration FRESH_FOR = Duration.ofSeconds(30);
    /// Names without any address are looked up sooner; it is also how long Java remembers them.
    private static final Duration MISSING_FOR = Duration.ofSeconds(10);
    /// A request waits rather than use what is older, as after a long freeze of a Lambda environment.
    private static final Duration USABLE_FOR = Duration.ofMinutes(5);
    /// How long a request waits for names.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Target> targets;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Known known = Known.NOTHING;

    /// @param targets those without weight are left out
    Addresses(List<Target> targets) {
        this.targets = targets.stream().filter(target -> target.weight() > 0).toList();
    }

    /// @param byName what each name was found to be
    /// @param all in the order of the targets
    /// @param complete whether every name has an address
    private record Known(Map<String, List<InetAddress>> byName, List<Address> all, boolean complete, long nanos) {
        static final Known NOTHING = new Known(Map.of(), List.of(), false, 0);

        boolean isOlderThan(Duration age, long nowNanos) {
            return nowNanos - nanos > age.toNanos();
        }
    }

    /// What is known, looked up where need be. The same list as long as nothing changes.
    List<Address> current(NameResolver resolver, Deadline deadline) {
        long now = deadline.ticker().nanos();
        Known before = known;
        if (before.equals(Known.NOTHING) || before.isOlderThan(USABLE_FOR, now)) {
            return lookUp(resolver, Math.min(deadline.remainingNanos(), PATIENCE.toNanos()), now);
        }
        if (before.isOlderThan(before.complete() ? FRESH_FOR : MISSING_FOR, now)
                && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("headgate-addresses").start(() -> {
                try {
                    lookUp(resolver, PATIENCE.toNanos(), now);
                } finally {
                    looking.set(false);
                }
            });
        }
        return before.all();
    }

    private List<Address> lookUp(NameResolver resolver, long patienceNanos, long nowNanos) {
        Map<String, List<InetAddress>> byName = new HashMap<>(known.byName());
        byName.putAll(found(resolver, patienceNanos));
        List<Address> all = new ArrayList<>();
        for (Target target : targets) {
            byName.getOrDefault(target.host(), List.of()).stream()
                    .sorted(Comparator.comparing(InetAddress::getHostAddress))
                    .forEach(ip -> all.add(new Address(target.host(), ip, target.port(), target.weight())));
        }
        boolean complete = targets.stream().allMatch(target -> byName.containsKey(target.host()));
        List<Address> same = all.equals(known.all()) ? known.all() : List.copyOf(all);
        known = new Known(Map.copyOf(byName), same, complete, nowNanos);
        return same;
    }

    /// All names at once, for so long at the most: the machine's resolver has no time limit of its own.
    private Map<String, List<InetAddress>> found(NameResolver resolver, long patienceNanos) {
        Map<String, List<InetAddress>> found = new HashMap<>();
        Map<String, FutureTask<List<InetAddress>>> lookups = new LinkedHashMap<>();
        for (Target target : targets) {
            Optional<InetAddress> literal = IpLiteral.parse(target.host());
            if (literal.isPresent()) {
                found.put(target.host(), List.of(literal.get()));
            } else {
                lookups.computeIfAbsent(target.host(), host -> new FutureTask<>(() -> resolver.resolve(host)));
            }
        }
        lookups.values().forEach(lookup -> Thread.ofVirtual().name("headgate-resolver").start(lookup));
        long endNanos = System.nanoTime() + patienceNanos;
        lookups.forEach((host, lookup) -> await(lookup, endNanos - System.nanoTime())
                .ifPresent(addresses -> found.put(host, addresses)));
        return found;
    }

    private static Optional<List<InetAddress>> await(FutureTask<List<InetAddress>> lookup, long nanos) {
        try {
            return Optional.of(lookup.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
