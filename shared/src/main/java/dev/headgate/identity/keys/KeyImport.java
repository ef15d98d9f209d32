package dev.headgate.identity.keys;

import dev.headgate.identity.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Writes any number of keys, 25 a request and a few requests at a time, with memory for no more than those. Keys that are
/// in the table already are replaced. Of several with the same hash one is kept, and not necessarily the last.
public final class KeyImport {
    /// DynamoDB takes no more in one request.
    private static final int BATCH = 25;
    private static final int IN_FLIGHT = 8;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /// About a minute and a half of pauses, in which an on-demand table has doubled what it takes.
    private static final int FRUITLESS_MAX = 20;

    private final TableCalls calls;
    private final Pause pause;
    private final RandomGenerator random;

    /// Waits.
    @FunctionalInterface
    public interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    /// An import into the table that [KeyTable] describes.
    ///
    /// @param client stays the caller's to close
    /// @param pause how to wait, [Thread#sleep(long)] but in tests
    /// @param random spreads the pauses of several writers
    public KeyImport(DynamoDbClient client, String table, Pause pause, RandomGenerator random) {
        this.calls = new TableCalls(client, table);
        this.pause = pause;
        this.random = random;
    }

    /// Writes all keys.
    ///
    /// @param keys read by this thread, as fast as they are written
    /// @param written told after each request how many keys it wrote, by several threads
    /// @return how many were written
    /// @throws StoreUnavailableException when the table does not take them; some have been written then
    /// @throws InterruptedException when this thread is interrupted; some have been written then
    public long run(Iterator<StoredKey> keys, LongConsumer written) throws InterruptedException {
        AtomicLong count = new AtomicLong();
        AtomicReference<StoreUnavailableException> failure = new AtomicReference<>();
        Semaphore slots = new Semaphore(IN_FLIGHT);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (keys.hasNext() && failure.get() == null) {
                List<WriteRequest> batch = batch(keys);
                slots.acquire();
                writers.execute(() -> {
                    try {
                        write(batch);
                        count.addAndGet(batch.size());
                        written.accept(batch.size());
                    } catch (StoreUnavailableException e) {
                        failure.compareAndSet(null, e);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    } finally {
                        slots.release();
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return count.get();
    }

    /// DynamoDB refuses a request that names one item twice.
    private static List<WriteRequest> batch(Iterator<StoredKey> keys) {
        Map<String, StoredKey> byHash = LinkedHashMap.newLinkedHashMap(BATCH);
        while (byHash.size() < BATCH && keys.hasNext()) {
            StoredKey key = keys.next();
            byHash.put(key.hash(), key);
        }
        return byHash.values().stream().map(KeyItem::of)
                .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build()).toList();
    }

    /// Writes a batch, and what DynamoDB had no room for after a pause again, each longer than the one before.
    private void write(List<WriteRequest> batch) throws InterruptedException {
        List<WriteRequest> left = new ArrayList<>(batch);
        int fruitless = 0;
        while (true) {
            Map<String, List<WriteRequest>> request = Map.of(calls.table(), left);
            List<WriteRequest> unprocessed = calls.ask(() -> calls.client()
                    .batchWriteItem(BatchWriteItemRequest.builder().requestItems(request).build())).unprocessedItems()
                    .getOrDefault(calls.table(), List.of());
            if (unprocessed.isEmpty()) {
                return;
            }
            fruitless = unprocessed.size() < left.size() ? 0 : fruitless + 1;
            if (fruitless > FRUITLESS_MAX) {
                throw new StoreUnavailableException("the table " + calls.table() + " takes no more keys",
                        new IllegalStateException(unprocessed.size() + " unprocessed items"));
            }
            left = unprocessed;
            long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(fruitless, 7));
            pause.millis(longest / 2 + random.nextLong(longest / 2 + 1));
        }
    }
}
