package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.dynamodb.BreakerState.Pass;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A client that makes no calls for a while when DynamoDB does not answer, so that an outage costs a time limit now and
/// then and not one a request: a circuit breaker. It stands below a [DynamoDbCounterStore], which goes on deciding from
/// memory what it can; what it cannot fails at once with a [BreakerOpenException] as the cause.
///
/// After [BreakerSettings#failuresMax] calls in a row without an answer, none is made for [BreakerSettings#pauseMin].
/// Then a single one is tried: one that is answered lets all others be made again, one that is not makes the next pause
/// twice as long, up to [BreakerSettings#pauseMax]. Where the clock is put back, the single one is tried at once.
///
/// Whatever DynamoDB says with a status below 500 is an answer, throttling too: it comes within milliseconds, so there is
/// no time to be saved; it may concern one hot key and no other; and a call that is not made is a request that is not
/// counted where every second one may have been. Not answered are calls that time out, that break, that meet a closed
/// port or a status of 500 and more, and those for which no credentials can be had.
///
/// It knows the calls that a [DynamoDbCounterStore] makes and no other. Safe for use by many threads; no lock is held
/// across a call.
public final class GuardedClient implements DynamoDbClient {
    private final DynamoDbClient client;
    private final InstantSource clock;
    private final Breaker breaker;

    /// @param client makes the calls; is closed together with this one
    /// @param clock the time of day: a process that is frozen, as Lambda's are, has waited all the same
    public GuardedClient(DynamoDbClient client, BreakerSettings settings, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.breaker = new Breaker(settings);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return guarded(() -> client.updateItem(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return guarded(() -> client.getItem(request));
    }

    private <T> T guarded(Supplier<T> call) {
        Pass pass = breaker.ask(clock.instant());
        if (pass instanceof Pass.Refused) {
            throw new BreakerOpenException();
        }
        boolean isAnswered = false;
        try {
            T answer = call.get();
            isAnswered = true;
            return answer;
        } catch (DynamoDbException e) {
            isAnswered = e.statusCode() < 500;
            throw e;
        } finally {
            if (isAnswered) {
                breaker.answered();
            } else {
                breaker.failed(pass, clock.instant());
            }
        }
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return client.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }
}
