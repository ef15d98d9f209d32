package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.AttributeType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The key of a table or index: a partition key, perhaps a sort key.
public record KeySchema(KeyAttribute partition, Optional<KeyAttribute> sort) {
    /// A key attribute and the type it must have: S, N or B.
    public record KeyAttribute(String name, AttributeType type) {}

    /// Partition key, then sort key.
    public List<KeyAttribute> attributes() {
        return Stream.concat(Stream.of(partition), sort.stream()).toList();
    }

    public boolean contains(String attribute) {
        return attributes().stream().anyMatch(key -> key.name().equals(attribute));
    }
}
