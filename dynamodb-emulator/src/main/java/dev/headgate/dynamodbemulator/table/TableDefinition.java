package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.AttributeType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a table was created with.
///
/// @param attributeTypes of the key attributes of table and indexes, in the order given
/// @param onDemand billed by request (PAY_PER_REQUEST) rather than provisioned
/// @param id the table's unique identifier
public record TableDefinition(String name, String id, KeySchema key, Map<String, AttributeType> attributeTypes,
        List<IndexDefinition> indexes, boolean onDemand, Throughput provisioned, Instant createdAt) {
    public TableDefinition {
        attributeTypes = Collections.unmodifiableMap(new LinkedHashMap<>(attributeTypes));
        indexes = List.copyOf(indexes);
    }

    public Optional<IndexDefinition> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }
}
