package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.dynamodbemulator.fault.Hang;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class FaultsTest {
    private EmbeddedDynamoDb server;
    private DynamoDbClient client;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedDynamoDb.start(0);
        client = Endpoint.client(server.endpoint());
        client.createTable(Endpoint.named("items", "pk:S").build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void count() {
        client.updateItem(request -> request.tableName("items").key(Notation.item("{pk: 'k'}"))
                .updateExpression("ADD n :one").expressionAttributeValues(Notation.item("{:one: 1}")));
    }

    private String counted() {
        return Notation.text(client.getItem(get -> get.tableName("items").key(Notation.item("{pk: 'k'}"))).item());
    }

    @Test
    void theNextRequestsAreThrottledAndApplyNothing() {
        server.faults().next("UpdateItem", 2, Fault.throttled());

        assertThatThrownBy(this::count).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(this::count).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThat(counted()).isEqualTo("{}");
        count();
        assertThat(counted()).isEqualTo("{n: 1, pk: 'k'}");
    }

    @Test
    void allRequestsFailUntilCleared() {
        server.faults().all("UpdateItem", Fault.internalError());

        assertThatThrownBy(this::count).isInstanceOf(InternalServerErrorException.class);
        assertThatThrownBy(this::count).isInstanceOf(InternalServerErrorException.class);
        server.faults().clear();
        count();
        assertThat(counted()).isEqualTo("{n: 1, pk: 'k'}");
    }

    @Test
    void aMisspeltOperationIsNoPlan() {
        assertThatThrownBy(() -> server.faults().next("UpdatItem", Fault.throttled()))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("no operation of this endpoint: UpdatItem");
    }

    @Test
    void aDroppedAnswerIsAppliedOnce() {
        count();
        server.faults().next("UpdateItem", Fault.droppedAnswer());

        assertThatThrownBy(this::count).isInstanceOf(SdkClientException.class);
        assertThat(counted()).isEqualTo("{n: 2, pk: 'k'}");
    }

    @Test
    void aHangingRequestGoesOnWhenReleased() throws Exception {
        Hang hang = new Hang();
        server.faults().next("UpdateItem", hang);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> hanging = threads.submit(this::count);
            hang.awaitArrivals(1);
            count();
            assertThat(counted()).isEqualTo("{n: 1, pk: 'k'}");

            hang.release();
            hanging.get();
        }
        assertThat(counted()).isEqualTo("{n: 2, pk: 'k'}");
    }

    @Test
    void closingTheEndpointEndsWhatHangs() throws Exception {
        Hang hang = new Hang();
        server.faults().next("UpdateItem", hang);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> hanging = threads.submit(this::count);
            hang.awaitArrivals(1);

            server.close();
            assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SdkClientException.class);
        }
    }
}
