package dev.headgate.health;

import dev.headgate.balancer.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/// How health is kept track of. Shared by all upstreams of a process.
///
/// @param store where environments tell each other
/// @param clock what time it is
/// @param background runs what no request waits for
/// @param reachable whether an address takes connections; may block for a second
/// @param breaker how taken-out addresses come back
public record HealthTracking(HealthStore store, InstantSource clock, Executor background,
        Predicate<Address> reachable, Breaker breaker) {

    private static final int CONNECT_MILLIS = 1000;

    /// How addresses that were taken out by what their answers told come back, and how soon other environments know.
    ///
    /// @param retryAfter how long one gets nothing before a request is tried on it; zero for never, as in Kong
    /// @param shareEvery how often an environment that serves requests asks what others found out, more than zero
    public record Breaker(Duration retryAfter, Duration shareEvery) {
        /// What holds where nothing is written.
        public static final Breaker DEFAULT = new Breaker(Duration.ofSeconds(30), Duration.ofSeconds(5));

        boolean triesAgain() {
            return !retryAfter.isZero();
        }
    }

    /// Work beside the requests runs in threads of its own.
    public HealthTracking(HealthStore store, InstantSource clock, Breaker breaker) {
        this(store, clock, task -> Thread.ofVirtual().name("headgate-health").start(task), HealthTracking::connects,
                breaker);
    }

    /// For one process by itself.
    public static HealthTracking local() {
        return new HealthTracking(new MemoryHealthStore(), InstantSource.system(), Breaker.DEFAULT);
    }

    private static boolean connects(Address address) {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(address.ip(), address.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Stores keep whole milliseconds, so nothing else is ever compared.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
