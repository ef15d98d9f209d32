package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.DocumentPath;
import dev.headgate.dynamodbemulator.table.IndexDefinition;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Bytes;
import dev.headgate.dynamodbemulator.value.Item;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// What a table asks of the keys and items given to it. Source: DynamoDB developer guide, "Quotas in Amazon DynamoDB".
final class ItemRules {
    private static final int PARTITION_KEY_MAX_BYTES = 2048;
    private static final int SORT_KEY_MAX_BYTES = 1024;

    private ItemRules() {}

    /// The position of a key that must have the key attributes and nothing else.
    static Position keyPosition(Table table, Item key) {
        requireKey(table.key(), key);
        return table.items().position(key).orElseThrow();
    }

    private static void requireKey(KeySchema schema, Item key) {
        if (key.attributes().size() != schema.attributes().size()) {
            throw keyMismatch();
        }
        for (KeySchema.KeyAttribute attribute : schema.attributes()) {
            AttributeValue value = key.get(attribute.name()).filter(present -> present.type() == attribute.type())
                    .orElseThrow(ItemRules::keyMismatch);
            requireContent(attribute, value, "");
            requireSize(schema, attribute, value);
        }
    }

    private static ApiException keyMismatch() {
        return ApiException.validation("The provided key element does not match the schema");
    }

    /// The position of an item to be stored whole.
    static Position itemPosition(Table table, Item item) {
        for (KeySchema.KeyAttribute attribute : table.key().attributes()) {
            AttributeValue value = item.get(attribute.name()).orElseThrow(
                    () -> ApiException.invalidParameter("Missing the key " + attribute.name() + " in the item"));
            if (value.type() != attribute.type()) {
                throw ApiException.invalidParameter("Type mismatch for key " + attribute.name() + " expected: "
                        + attribute.type() + " actual: " + value.type());
            }
            requireContent(attribute, value, "");
            requireSize(table.key(), attribute, value);
        }
        return table.items().position(item).orElseThrow();
    }

    private static void requireContent(KeySchema.KeyAttribute attribute, AttributeValue value, String indexName) {
        Optional<String> empty = switch (value) {
            case AttributeValue.S(String text) when text.isEmpty() -> Optional.of("string");
            case AttributeValue.B(Bytes bytes) when bytes.length() == 0 -> Optional.of("binary");
            default -> Optional.empty();
        };
        if (empty.isPresent()) {
            String beginning = "One or more parameter values are not valid. ";
            String rule = "The AttributeValue for a key attribute cannot contain an empty " + empty.get() + " value. ";
            throw ApiException.validation(indexName.isEmpty()
                    ? beginning + rule + "Key: " + attribute.name()
                    : beginning + "A value specified for a secondary index key is not supported. " + rule
                            + "IndexName: "
                            + indexName + ", IndexKey: " + attribute.name());
        }
    }

    private static void requireSize(KeySchema schema, KeySchema.KeyAttribute attribute, AttributeValue value) {
        int size = switch (value) {
            case AttributeValue.S(String text) -> text.getBytes(StandardCharsets.UTF_8).length;
            case AttributeValue.B(Bytes bytes) -> bytes.length();
            default -> 0;
        };
        if (attribute.equals(schema.partition())) {
            if (size > PARTITION_KEY_MAX_BYTES) {
                throw ApiException
                        .invalidParameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
            }
        } else if (size > SORT_KEY_MAX_BYTES) {
            throw ApiException.invalidParameter(
                    "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    /// What holds for an item that is about to be stored, beside its key.
    static void requireStorable(Table table, Item item, String messageIfTooLarge) {
        for (IndexDefinition index : table.definition().indexes()) {
            for (KeySchema.KeyAttribute attribute : index.key().attributes()) {
                item.get(attribute.name()).ifPresent(value -> requireIndexKey(index, attribute, value));
            }
        }
        if (item.nesting() > Item.NESTING_MAX) {
            throw ApiException.validation("Nesting Levels have exceeded supported limits");
        }
        if (item.sizeBytes() > Item.SIZE_MAX_BYTES) {
            throw ApiException.validation(messageIfTooLarge);
        }
    }

    private static void requireIndexKey(IndexDefinition index, KeySchema.KeyAttribute attribute, AttributeValue value) {
        if (value.type() != attribute.type()) {
            throw ApiException.invalidParameter("Type mismatch for Index Key " + attribute.name() + " Expected: "
                    + attribute.type() + " Actual: " + value.type() + " IndexName: " + index.name());
        }
        requireContent(attribute, value, index.name());
        requireSize(index.key(), attribute, value);
    }

    /// Keys are scalars, so no path may lead into one.
    static void refuseKeyPaths(Table table, Stream<DocumentPath> paths) {
        paths.filter(DocumentPath::isNested).forEach(path -> {
            if (table.key().contains(path.head())) {
                throw nestedKey("Key", path);
            }
            if (table.definition().indexes().stream().anyMatch(index -> index.key().contains(path.head()))) {
                throw nestedKey("IndexKey", path);
            }
        });
    }

    private static ApiException nestedKey(String kind, DocumentPath path) {
        return ApiException.validation("Key attributes must be scalars; list random access '[]' and map lookup '.' are "
                + "not allowed: " + kind + ": " + path.head());
    }

    /// An update changes anything but the key.
    static void refuseKeyChanges(Table table, Stream<DocumentPath> paths) {
        paths.map(DocumentPath::head).filter(table.key()::contains).findFirst().ifPresent(name -> {
            throw ApiException
                    .invalidParameter("Cannot update attribute " + name + ". This attribute is part of the key");
        });
    }
}
