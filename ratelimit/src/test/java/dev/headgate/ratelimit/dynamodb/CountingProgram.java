package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// What several environments ask of one key.
///
/// @param limits that all of them ask about
/// @param environments at least one
record CountingProgram(List<Limit> limits, List<Environment> environments) {
    private static final Instant BEGIN = Instant.parse("2026-11-25T10:20:00Z");
    private static final String KEY = "key";

    /// One environment.
    ///
    /// @param lag how far its clock is behind
    /// @param threads each with what it asks, one after the other
    record Environment(Duration lag, List<List<Request>> threads) {}

    /// One request.
    ///
    /// @param after how long after the program's beginning it comes
    record Request(Counting counting, Duration after) {}

    /// What became of a request.
    ///
    /// @param now what its environment's clock said
    /// @param usage the answer; none where the store was unavailable
    /// @param order how many updates had been applied to the table when its own was, or it was answered from memory
    record Told(Request request, Instant now, Optional<Usage> usage, int order) {
        boolean isAdmitted() {
            return usage.isPresent() && usage.get().admitted();
        }
    }

    /// An item of the key after an update of a request.
    record Applied(Request request, Instant now, CounterItem item) {}

    /// What a run was like.
    ///
    /// @param item what the table says in the end
    /// @param isSharded whether some requests were counted in another item
    record History(CountingProgram program, List<Told> told, List<Applied> applied, CounterItem item,
            boolean isSharded) {
        List<Told> admitted() {
            return told.stream().filter(Told::isAdmitted).toList();
        }
    }

    /// Whether all requests are counted one by one.
    boolean isExact() {
        return requests().allMatch(request -> request.counting().equals(Counting.ONE));
    }

    /// Whether refused requests count too.
    boolean isPenalized() {
        return requests().anyMatch(request -> request.counting().equals(new Counting.Penalized()));
    }

    /// Whether all requests come at one moment.
    boolean isAtOnce() {
        return environments.stream().allMatch(environment -> environment.lag().isZero())
                && requests().allMatch(request -> request.after().isZero());
    }

    private Stream<Request> requests() {
        return environments.stream().flatMap(environment -> environment.threads().stream()).flatMap(List::stream);
    }

    /// How many requests there are.
    int size() {
        return Math.toIntExact(requests().count());
    }

    History run(Choices choices, Interleaving.Faults faults) {
        Interleaving interleaving = new Interleaving(choices, faults);
        InProcessTable table = new InProcessTable();
        List<Told> told = new ArrayList<>();
        List<Applied> applied = new ArrayList<>();
        for (int i = 0; i < environments.size(); i++) {
            Environment environment = environments.get(i);
            Client client = new Client(interleaving, table, applied);
            DynamoDbCounterStore store = new DynamoDbCounterStore(client.stepped(), InProcessTable.NAME, 100,
                    interleaving::choose);
            for (List<Request> thread : environment.threads()) {
                interleaving.add(i, () -> thread.forEach(request -> {
                    interleaving.await(Interleaving.Point.BEGIN);
                    told.add(ask(store, request, BEGIN.plus(request.after()).minus(environment.lag()), client));
                }));
            }
        }
        interleaving.run();
        return new History(this, told, applied, table.item(KEY), table.size() > 1);
    }

    private Told ask(DynamoDbCounterStore store, Request request, Instant now, Client client) {
        Asking asking = new Asking(request, now);
        client.asking.put(Thread.currentThread(), asking);
        try {
            Usage usage = store.count(KEY, limits, request.counting(), now);
            return new Told(request, now, Optional.of(usage), asking.order(client.applied.size()));
        } catch (CounterStoreUnavailableException _) {
            return new Told(request, now, Optional.empty(), client.applied.size());
        }
    }

    private static final class Asking {
        private final Request request;
        private final Instant now;
        private Optional<Integer> order = Optional.empty();

        Asking(Request request, Instant now) {
            this.request = request;
            this.now = now;
        }

        int order(int otherwise) {
            return order.orElse(otherwise);
        }
    }

    private static final class Client {
        private final Map<Thread, Asking> asking = new ConcurrentHashMap<>();
        private final Interleaving interleaving;
        private final InProcessTable table;
        private final List<Applied> applied;

        Client(Interleaving interleaving, InProcessTable table, List<Applied> applied) {
            this.interleaving = interleaving;
            this.table = table;
            this.applied = applied;
        }

        SteppedClient stepped() {
            return new SteppedClient(interleaving, table, this::note);
        }

        /// Updates of shards tell nothing; those that come after their caller has gone belong to nobody.
        private void note(UpdateItemResponse answer) {
            Asking caller = asking.get(Thread.currentThread());
            if (caller != null && !answer.attributes().isEmpty()) {
                caller.order = Optional.of(applied.size());
                applied.add(new Applied(caller.request, caller.now, CounterItem.of(answer.attributes())));
            }
        }
    }
}
