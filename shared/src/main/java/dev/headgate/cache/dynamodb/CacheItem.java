package dev.headgate.cache.dynamodb;

import dev.headgate.cache.CachedAnswer;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table holds for one key.
final class CacheItem {
    /// The partition key: the form's version, a slash, and the key.
    static final String KEY = "k";
    /// When the answer is no longer handed out, in seconds since 1970; DynamoDB's time to live too, which only tidies up.
    static final String EXPIRES_AT = "expiresAt";

    private static final String STATUS = "status";
    /// Names and values of the fields, in turn.
    private static final String HEADERS = "headers";
    /// The content; absent where there is none.
    private static final String BODY = "body";
    private static final String STORED_AT = "storedAt";
    private static final String FRESH_SECONDS = "freshSeconds";

    /// Stands in every partition key, so that code of another version never reads these items.
    private static final String VERSION = "1/";

    private CacheItem() {}

    static Map<String, AttributeValue> key(String key) {
        return Map.of(KEY, AttributeValue.fromS(VERSION + key));
    }

    static Map<String, AttributeValue> of(String key, CachedAnswer answer) {
        Map<String, AttributeValue> item = new HashMap<>(key(key));
        Response response = answer.response();
        List<AttributeValue> headers = new ArrayList<>();
        for (Headers.Field field : response.headers().fields()) {
            headers.add(AttributeValue.fromS(field.name()));
            headers.add(AttributeValue.fromS(field.value()));
        }
        item.put(STATUS, number(response.status()));
        item.put(HEADERS, AttributeValue.fromL(headers));
        if (!response.body().isEmpty()) {
            item.put(BODY, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(response.body().bytes())));
        }
        item.put(STORED_AT, number(answer.storedAt().getEpochSecond()));
        item.put(FRESH_SECONDS, number(answer.freshFor().toSeconds()));
        item.put(EXPIRES_AT, number(answer.keptUntil().getEpochSecond()));
        return item;
    }

    /// The answer of an item; empty where there is none.
    static Optional<CachedAnswer> answer(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Optional.empty();
        }
        List<AttributeValue> texts = item.get(HEADERS).l();
        List<Headers.Field> fields = new ArrayList<>(texts.size() / 2);
        for (int i = 0; i < texts.size(); i += 2) {
            fields.add(new Headers.Field(texts.get(i).s(), texts.get(i + 1).s()));
        }
        AttributeValue body = item.get(BODY);
        Response response = new Response(Math.toIntExact(number(item, STATUS)), Headers.of(fields),
                body == null ? Body.EMPTY : Body.of(body.b().asByteArrayUnsafe()));
        return Optional.of(new CachedAnswer(response, Instant.ofEpochSecond(number(item, STORED_AT)),
                Duration.ofSeconds(number(item, FRESH_SECONDS)), Instant.ofEpochSecond(number(item, EXPIRES_AT))));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }
}
