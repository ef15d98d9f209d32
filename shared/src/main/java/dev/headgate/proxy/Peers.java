package dev.headgate.proxy;

import dev.headgate.model.Service;
import dev.headgate.model.Upstream.Target;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Says for each try of a call where it goes: the next target of the service's upstream, or the next address of its host
/// (kong/runloop/balancer/init.lua, `execute`). For one call, in one thread.
final class Peers {
    /// Nothing answers under the name.
    static final String NO_NAME = "name resolution failed";
    /// The upstream has no target that could be called.
    static final String NO_TARGET = "failure to get a peer from the ring-balancer";

    private final Service service;
    private final Optional<Balancer> balancer;
    private final NameResolver resolver;
    private final AtomicInteger rotation;
    private final Deadline deadline;

    /// @param rotation moves on with every call, so that the addresses of a name take turns
    Peers(Service service, Optional<Balancer> balancer, NameResolver resolver, AtomicInteger rotation,
            Deadline deadline) {
        this.service = service;
        this.balancer = balancer;
        this.resolver = resolver;
        this.rotation = rotation;
        this.deadline = deadline;
    }

    /// Where a try goes.
    ///
    /// @param hostName what the Host field names unless something else is asked for
    record Peer(String hostName, int port, InetAddress address) {}

    /// There is nowhere to go.
    static final class NoPeerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoPeerException(String message) {
            super(message);
        }
    }

    Peer next() throws NoPeerException {
        return balancer.isPresent() ? target(balancer.get()) : host();
    }

    private Peer host() throws NoPeerException {
        return new Peer(service.host(), service.port(),
                address(service.host()).orElseThrow(() -> new NoPeerException(NO_NAME)));
    }

    /// A target whose name leads nowhere is passed over and counts as no try.
    private Peer target(Balancer of) throws NoPeerException {
        Set<Target> unreachable = new HashSet<>();
        while (true) {
            Target target = of.next(candidate -> !unreachable.contains(candidate))
                    .orElseThrow(() -> new NoPeerException(NO_TARGET));
            Optional<InetAddress> address = address(target.host());
            if (address.isPresent()) {
                String host = of.hostHeader().isEmpty() ? target.host() : of.hostHeader();
                return new Peer(host, target.port(), address.get());
            }
            unreachable.add(target);
        }
    }

    private Optional<InetAddress> address(String host) {
        Optional<InetAddress> literal = IpLiteral.parse(host);
        return literal.isPresent()
                ? literal
                : resolved(host).map(all -> all.get(Math.floorMod(rotation.getAndIncrement(), all.size())));
    }

    /// The machine's resolver has no time limit of its own, so it is asked from another thread.
    private Optional<List<InetAddress>> resolved(String host) {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> resolver.resolve(host));
        Thread.ofVirtual().name("headgate-resolver").start(lookup);
        try {
            return Optional.of(lookup.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
