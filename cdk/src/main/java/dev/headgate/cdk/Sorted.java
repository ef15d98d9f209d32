package dev.headgate.cdk;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Maps for the CDK, which writes entries as they come: Java's own small maps have another order in every process, and two
/// syntheses of the same files would differ.
final class Sorted {
    private Sorted() {}

    @SafeVarargs
    static <V> SortedMap<String, V> map(Map.Entry<String, ? extends V>... entries) {
        SortedMap<String, V> map = new TreeMap<>();
        for (Map.Entry<String, ? extends V> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
