package dev.headgate.proxy;

import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Idle connections, kept for the next request to the same origin. Safe for use by many threads; nobody waits for a
/// connection here.
final class ConnectionPool implements AutoCloseable {
    /// Kong's `upstream_keepalive_idle_timeout`.
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    /// A request that must not be repeated goes over a connection that is this young, or over a new one: a Lambda
    /// environment may have been frozen in between, and what happened to its connections meanwhile shows only after
    /// something was sent.
    private static final Duration IDLE_MAX_UNREPEATABLE = Duration.ofSeconds(5);
    /// Idle connections are asked whether they are still open once they are this old.
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);
    private static final int IDLE_CONNECTIONS_MAX = 512;

    private final Map<Origin, Deque<Connection>> idle = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Ticker ticker;

    ConnectionPool(Ticker ticker) {
        this.ticker = ticker;
    }

    /// The connection that was used last, if it is still good.
    Optional<Connection> take(Origin origin, boolean repeatable) {
        Deque<Connection> connections = idle.computeIfAbsent(origin, _ -> new ConcurrentLinkedDeque<>());
        Duration idleMax = repeatable ? IDLE_MAX : IDLE_MAX_UNREPEATABLE;
        for (Connection connection = connections.pollLast(); connection != null; connection = connections.pollLast()) {
            count.decrementAndGet();
            long idleNanos = ticker.nanos() - connection.idleSinceNanos();
            boolean old = idleNanos > idleMax.toNanos();
            if (!old && connection.isSilent() && (idleNanos < TRUSTED_FOR.toNanos() || connection.isAlive())) {
                return Optional.of(connection);
            }
            connection.close();
        }
        return Optional.empty();
    }

    void give(Connection connection) {
        if (count.incrementAndGet() > IDLE_CONNECTIONS_MAX) {
            dropOld();
        }
        if (closed.get() || count.get() > IDLE_CONNECTIONS_MAX) {
            count.decrementAndGet();
            connection.close();
            return;
        }
        connection.becomesIdle(ticker.nanos());
        idle.computeIfAbsent(connection.origin(), _ -> new ConcurrentLinkedDeque<>()).addLast(connection);
        if (closed.get()) {
            close();
        }
    }

    private void dropOld() {
        long now = ticker.nanos();
        for (Deque<Connection> connections : idle.values()) {
            // The oldest stands first. Another thread may have taken it meanwhile; then a younger one is closed for it.
            while (isOld(connections.peekFirst(), now)) {
                Optional.ofNullable(connections.pollFirst()).ifPresent(this::discard);
            }
        }
    }

    private static boolean isOld(Connection connection, long now) {
        return connection != null && now - connection.idleSinceNanos() > IDLE_MAX.toNanos();
    }

    private void discard(Connection connection) {
        count.decrementAndGet();
        connection.close();
    }

    /// Closes what is idle, and goes on.
    void closeIdle() {
        for (Deque<Connection> connections : idle.values()) {
            for (Connection connection = connections.poll(); connection != null; connection = connections.poll()) {
                discard(connection);
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        closeIdle();
    }
}
