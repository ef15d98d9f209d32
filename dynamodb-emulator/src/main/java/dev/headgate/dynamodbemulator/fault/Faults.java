package dev.headgate.dynamodbemulator.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which requests of an endpoint go wrong: the next ones of an operation, or all from now on. No chance and no time is
/// in it, so a test always sees the same. Thread-safe.
public final class Faults {
    private final Set<String> operations;
    private final Map<String, Deque<Fault>> next = new HashMap<>();
    private final Map<String, Fault> all = new HashMap<>();

    /// @param operations the names of the operations there are
    public Faults(Set<String> operations) {
        this.operations = Set.copyOf(operations);
    }

    private void require(String operation) {
        if (!operations.contains(operation)) {
            throw new IllegalArgumentException("no operation of this endpoint: " + operation);
        }
    }

    /// Lets the next request of an operation, behind those already planned for, meet a fault.
    ///
    /// @param operation such as `UpdateItem`
    /// @throws IllegalArgumentException where the endpoint has no such operation
    public void next(String operation, Fault fault) {
        next(operation, 1, fault);
    }

    /// The same for a number of requests.
    public synchronized void next(String operation, int requests, Fault fault) {
        require(operation);
        Deque<Fault> planned = next.computeIfAbsent(operation, _ -> new ArrayDeque<>());
        for (int i = 0; i < requests; i++) {
            planned.add(fault);
        }
    }

    /// Lets all requests of an operation meet a fault until [#clear], but for those that [#next] plans otherwise.
    public synchronized void all(String operation, Fault fault) {
        require(operation);
        all.put(operation, fault);
    }

    /// Forgets all plans. Requests that hang go on hanging.
    public synchronized void clear() {
        next.clear();
        all.clear();
    }

    /// The fault a request is to meet; the endpoint asks once for each.
    public synchronized Optional<Fault> take(String operation) {
        Deque<Fault> planned = next.getOrDefault(operation, new ArrayDeque<>());
        return Optional.ofNullable(planned.isEmpty() ? all.get(operation) : planned.poll());
    }
}
