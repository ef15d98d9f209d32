package dev.headgate.dynamodbemulator.table;

import java.util.HashSet;
import java.util.Set;

/// A global secondary index.
///
/// @param attributes what `INCLUDE` projects beside the keys; empty for the other projections
/// @param provisioned zero for a table billed by request
public record IndexDefinition(String name, KeySchema key, ProjectionType projection, Set<String> attributes,
        Throughput provisioned) {
    /// What an index holds of an item.
    public enum ProjectionType {
        ALL, KEYS_ONLY, INCLUDE
    }

    public IndexDefinition {
        attributes = Set.copyOf(attributes);
    }

    /// The names of the attributes an entry can have, unless all are projected.
    public Set<String> projectedNames(KeySchema tableKey) {
        Set<String> names = new HashSet<>(attributes);
        key.attributes().forEach(attribute -> names.add(attribute.name()));
        tableKey.attributes().forEach(attribute -> names.add(attribute.name()));
        return names;
    }
}
