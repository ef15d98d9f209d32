package dev.headgate.proxy;

import dev.headgate.balancer.Address;
import dev.headgate.health.Report;
import dev.headgate.http.Headers;
import dev.headgate.model.Service;
import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.Balancer.Pick;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
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
    private final Optional<Balancer.Turn> turn;
    private final NameResolver resolver;
    private final AtomicInteger rotation;
    private final Deadline deadline;

    /// @param rotation moves on with every call, so that the addresses of a name take turns
    /// @param method of the request
    Peers(Service service, Optional<Balancer> balancer, NameResolver resolver, AtomicInteger rotation,
            Deadline deadline, String method, HashSource source) {
        this.service = service;
        this.balancer = balancer;
        this.resolver = resolver;
        this.rotation = rotation;
        this.deadline = deadline;
        boolean repeatable = service.retries() > 0 && BackendException.isRepeatable(method);
        this.turn = balancer.map(of -> of.new Turn(resolver, deadline, repeatable, source));
    }

    /// Where a try goes.
    ///
    /// @param hostName what the Host field names unless something else is asked for
    /// @param pick what an upstream's balancer said; absent for a service with a host
    record Peer(String hostName, int port, InetAddress address, Optional<Pick> pick) {
        boolean isTrial() {
            return pick.isPresent() && pick.get().trial();
        }
    }

    /// There is nowhere to go.
    static final class NoPeerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoPeerException(String message) {
            super(message);
        }
    }

    Peer next() throws NoPeerException {
        if (balancer.isEmpty()) {
            return new Peer(service.host(), service.port(),
                    address(service.host()).orElseThrow(() -> new NoPeerException(NO_NAME)), Optional.empty());
        }
        Pick pick = turn.flatMap(Balancer.Turn::next).orElseThrow(() -> new NoPeerException(NO_TARGET));
        Address address = pick.address();
        String host = balancer.get().hostHeader().isEmpty() ? address.host() : balancer.get().hostHeader();
        return new Peer(host, address.port(), address.ip(), Optional.of(pick));
    }

    /// The answer of a peer has begun to come.
    ///
    /// @return whether it is as good as none, so that another peer should be asked
    boolean answered(Peer peer, int status, long durationNanos) {
        // Kong takes a backend that says 504 for one that says nothing (kong/runloop/handler.lua, `log.after`).
        Report report = status == 504 ? new Report.Timeout() : new Report.Answer(status);
        return peer.pick().isPresent()
                && turn.orElseThrow().ended(peer.pick().get(), Optional.of(report), durationNanos, true);
    }

    /// A peer did not answer, or not with what could be used.
    void failed(Peer peer, BackendException failure, long durationNanos) {
        boolean answered = failure.failure() == Failure.TOO_LARGE;
        peer.pick().ifPresent(pick -> turn.orElseThrow().ended(pick, failure.report(), durationNanos, answered));
    }

    /// Nobody will ever know what became of a try.
    void abandoned(Peer peer) {
        peer.pick().ifPresent(pick -> turn.orElseThrow().ended(pick, Optional.empty(), 0, false));
    }

    /// A cookie by which consistent hashing will know the client.
    Headers withCookie(Headers answer) {
        return turn.map(of -> of.hashed().into(answer)).orElse(answer);
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
