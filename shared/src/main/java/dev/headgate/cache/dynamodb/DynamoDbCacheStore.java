package dev.headgate.cache.dynamodb;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.cache.CachedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Answers in a DynamoDB table, an item for each: one read to look, one write to keep. Reads are eventually consistent, so
/// that an answer may be found a moment after it was put. Safe for use by many threads.
///
/// An item holds 400 KB at the most; an answer whose fields and content take more than [#ANSWER_BYTES_MAX] is not kept.
public final class DynamoDbCacheStore implements CacheStore {
    /// What is left of an item for the answer, after the names of attributes and what DynamoDB adds for each field.
    public static final int ANSWER_BYTES_MAX = 390 * 1024;

    private final DynamoDbClient client;
    private final String table;

    /// @param client made by [CacheClient], so that it does not wait long; stays the caller's to close
    /// @param table the name of a table with the key that [CacheTable] describes
    public DynamoDbCacheStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<CachedAnswer> get(String key, Instant now) {
        return CacheItem.answer(ask(() -> client.getItem(get -> get.tableName(table).key(CacheItem.key(key))).item()))
                .filter(answer -> answer.isKept(now));
    }

    @Override
    public boolean put(String key, CachedAnswer answer) {
        if (answer.bytes() > ANSWER_BYTES_MAX) {
            return false;
        }
        ask(() -> client.putItem(put -> put.tableName(table).item(CacheItem.of(key, answer))));
        return true;
    }

    private <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new CacheStoreUnavailableException(
                    "the table " + table + " could not be asked: " + e.getClass().getSimpleName(), e);
        }
    }

    /// Makes the first call before requests come, which takes longer than requests may wait. The first request will meet
    /// what goes wrong here.
    ///
    /// @param timeLimit of that call, more than zero
    /// @return what went wrong, if anything did
    public Optional<String> warmUp(Duration timeLimit) {
        try {
            client.getItem(get -> get.tableName(table).key(CacheItem.key("warm-up")).overrideConfiguration(
                    override -> override.apiCallTimeout(timeLimit)));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("the table " + table + " could not be asked: " + e.getClass().getSimpleName());
        }
    }
}
