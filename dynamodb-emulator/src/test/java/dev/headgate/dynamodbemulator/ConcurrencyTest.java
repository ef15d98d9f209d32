package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class ConcurrencyTest {
    private static final int THREADS = 32;
    private static final int WRITES = 25;

    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    private static void inThreads(Runnable deed) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(deed));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
    }

    @Test
    void additionsAreNeverLost() throws Exception {
        String table = ENDPOINT.table();

        inThreads(() -> {
            for (int i = 0; i < WRITES; i++) {
                ENDPOINT.client().updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                        .updateExpression("ADD n :one").expressionAttributeValues(Notation.item("{:one: 1}")));
            }
        });

        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo("{n: " + THREADS * WRITES + ", pk: 'k'}");
    }

    @Test
    void aConditionLetsAsManyThroughAsItSays() throws Exception {
        String table = ENDPOINT.table();
        AtomicInteger refused = new AtomicInteger();

        inThreads(() -> {
            for (int i = 0; i < 5; i++) {
                try {
                    ENDPOINT.client()
                            .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                                    .updateExpression("ADD n :one")
                                    .conditionExpression("attribute_not_exists(n) OR n < :limit")
                                    .expressionAttributeValues(Notation.item("{:one: 1, :limit: 100}")));
                } catch (ConditionalCheckFailedException _) {
                    refused.incrementAndGet();
                }
            }
        });

        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo("{n: 100, pk: 'k'}");
        assertThat(refused).hasValue(THREADS * 5 - 100);
    }

    @Test
    void onlyOneOfManyCreatesAnItem() throws Exception {
        String table = ENDPOINT.table();
        AtomicInteger created = new AtomicInteger();

        inThreads(() -> {
            try {
                ENDPOINT.client().putItem(request -> request.tableName(table).item(Notation.item("{pk: 'k'}"))
                        .conditionExpression("attribute_not_exists(pk)"));
                created.incrementAndGet();
            } catch (ConditionalCheckFailedException _) {
                // Another was first.
            }
        });

        assertThat(created).hasValue(1);
    }
}
