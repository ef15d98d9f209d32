package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One page of a Query or Scan: up to the limit of items read, or 1 MB of them, filtered afterwards. For use by one
/// thread.
final class ReadPage {
    private static final long PAGE_MAX_BYTES = 1024 * 1024;

    private final ReadParams params;
    private final List<Json> items = new ArrayList<>();
    private int matched;
    private int scanned;
    private long bytes;
    private Optional<Item> lastKey = Optional.empty();

    private ReadPage(ReadParams params) {
        this.params = params;
    }

    /// Reads a page from items in their order, and words the answer.
    static Json.Obj read(ReadParams params, Iterable<Item> source) {
        ReadPage page = new ReadPage(params);
        page.fill(source.iterator());
        return page.answer();
    }

    private void fill(Iterator<Item> source) {
        Optional<Item> last = Optional.empty();
        while (source.hasNext()) {
            Item item = source.next();
            int size = item.sizeBytes();
            if (scanned > 0 && bytes + size > PAGE_MAX_BYTES) {
                lastKey = last.map(this::keyOf);
                return;
            }
            take(item, size);
            last = Optional.of(item);
            // A full page ends with a key even when nothing follows: DynamoDB does not look ahead.
            if (params.limit().filter(limit -> scanned == limit).isPresent()) {
                lastKey = Optional.of(keyOf(item));
                return;
            }
        }
    }

    private void take(Item item, int size) {
        scanned++;
        bytes += size;
        if (params.filter().filter(condition -> !condition.matches(item)).isPresent()) {
            return;
        }
        matched++;
        if (!params.countOnly()) {
            items.add(ValueCodec.write(params.projection().map(projection -> projection.of(item)).orElse(item)));
        }
    }

    private Item keyOf(Item item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        keyNames(params).forEach(name -> item.get(name).ifPresent(value -> key.put(name, value)));
        return new Item(key);
    }

    private static Set<String> keyNames(ReadParams params) {
        Set<String> names = new LinkedHashSet<>();
        params.table().key().attributes().forEach(attribute -> names.add(attribute.name()));
        params.source().key().attributes().forEach(attribute -> names.add(attribute.name()));
        return names;
    }

    private Json.Obj answer() {
        JsonObject answer = new JsonObject();
        if (!params.countOnly()) {
            answer.put("Items", items);
        }
        return answer.put("Count", matched).put("ScannedCount", scanned)
                .putPresent("LastEvaluatedKey", lastKey.map(ValueCodec::write))
                .putPresent("ConsumedCapacity", capacity().json(params.report())).build();
    }

    private Capacity capacity() {
        double units = Capacity.readUnits(bytes, params.consistent());
        String table = params.table().name();
        return params.index().map(index -> new Capacity(table, 0, Map.of(index.name(), units)))
                .orElseGet(() -> new Capacity(table, units, Map.of()));
    }

    /// Where the page before ended, checked against the keys of table and index.
    static Optional<Position> start(ReadParams params) {
        return params.startKey().map(key -> {
            if (!key.attributes().keySet().equals(keyNames(params))) {
                throw invalidStart();
            }
            requireTypes(params.table().key(), key);
            requireTypes(params.source().key(), key);
            return params.source().position(key).orElseThrow(ReadPage::invalidStart);
        });
    }

    private static void requireTypes(KeySchema schema, Item key) {
        for (KeySchema.KeyAttribute attribute : schema.attributes()) {
            if (key.get(attribute.name()).filter(value -> value.type() == attribute.type()).isEmpty()) {
                throw invalidStart();
            }
        }
    }

    private static ApiException invalidStart() {
        return ApiException.validation("The provided starting key is invalid");
    }
}
