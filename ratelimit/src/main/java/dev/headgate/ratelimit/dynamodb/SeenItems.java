package dev.headgate.ratelimit.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;

/// The items as this environment saw them last: the most recently asked of them, so many at the most. Safe for use by
/// many threads.
final class SeenItems {
    private final Map<String, CounterItem> items;

    SeenItems(int itemsMax) {
        this.items = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CounterItem> eldest) {
                return size() > itemsMax;
            }
        };
    }

    /// The item, or [CounterItem#NONE] where it has not been seen or was forgotten.
    synchronized CounterItem get(String partitionKey) {
        return items.getOrDefault(partitionKey, CounterItem.NONE);
    }

    synchronized void put(String partitionKey, CounterItem item) {
        items.put(partitionKey, item);
    }
}
