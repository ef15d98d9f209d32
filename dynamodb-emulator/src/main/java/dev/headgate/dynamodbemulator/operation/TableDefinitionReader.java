package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.table.IndexDefinition;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.TableDefinition;
import dev.headgate.dynamodbemulator.table.Throughput;
import dev.headgate.dynamodbemulator.value.AttributeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads and checks the parameters of CreateTable. Source: DynamoDB API reference, CreateTable.
final class TableDefinitionReader {
    private static final int INDEXES_MAX = 20;
    private static final int PROJECTED_ATTRIBUTES_MAX = 100;

    private final Params params;
    private final Map<String, AttributeType> types = new LinkedHashMap<>();
    private final Set<String> usedAttributes = new LinkedHashSet<>();

    private TableDefinitionReader(Params params) {
        this.params = params;
    }

    private enum BillingMode {
        PROVISIONED, PAY_PER_REQUEST
    }

    private enum KeyType {
        HASH, RANGE
    }

    private enum ScalarType {
        B, N, S
    }

    static TableDefinition read(Params params, String id, Instant createdAt) {
        return new TableDefinitionReader(params).read(id, createdAt);
    }

    private TableDefinition read(String id, Instant createdAt) {
        String name = TableNames.read(params);
        readTypes();
        KeySchema key = key(params);
        boolean onDemand = params.choice("BillingMode", BillingMode.PROVISIONED) == BillingMode.PAY_PER_REQUEST;
        Throughput provisioned = throughput(params, onDemand, "");
        List<IndexDefinition> indexes = indexes(onDemand);
        if (!types.keySet().equals(usedAttributes)) {
            throw ApiException.invalidParameter("Number of attributes in KeySchema does not exactly match number of "
                    + "attributes defined in AttributeDefinitions");
        }
        return new TableDefinition(name, id, key, types, indexes, onDemand, provisioned, createdAt);
    }

    private void readTypes() {
        for (Params definition : params.required("AttributeDefinitions", params.objects("AttributeDefinitions"))) {
            definition.requiredString("AttributeType");
            ScalarType type = definition.choice("AttributeType", ScalarType.S);
            if (types.put(definition.requiredString("AttributeName"), AttributeType.valueOf(type.name())) != null) {
                throw ApiException.invalidParameter("Duplicate AttributeName in AttributeDefinitions: "
                        + definition.requiredString("AttributeName"));
            }
        }
    }

    private KeySchema key(Params holder) {
        List<Params> elements = holder.required("KeySchema", holder.objects("KeySchema"));
        if (elements.isEmpty() || elements.size() > 2) {
            throw ApiException.invalidParameter("Key schema must have one or two elements");
        }
        List<KeySchema.KeyAttribute> attributes = new ArrayList<>();
        for (Params element : elements) {
            KeyType wanted = attributes.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            element.requiredString("KeyType");
            if (element.choice("KeyType", KeyType.HASH) != wanted) {
                throw ApiException.invalidParameter(attributes.isEmpty()
                        ? "The first KeySchemaElement is not a HASH key type"
                        : "The second KeySchemaElement is not a RANGE key type");
            }
            attributes.add(keyAttribute(element.requiredString("AttributeName")));
        }
        if (attributes.size() == 2 && attributes.get(0).name().equals(attributes.get(1).name())) {
            throw ApiException.invalidParameter("Both the Hash Key and the Range Key element in the KeySchema have the "
                    + "same name");
        }
        return new KeySchema(attributes.getFirst(), attributes.stream().skip(1).findFirst());
    }

    private KeySchema.KeyAttribute keyAttribute(String name) {
        AttributeType type = types.get(name);
        if (type == null) {
            throw ApiException
                    .invalidParameter("Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                            + name + "], AttributeDefinitions: " + List.copyOf(types.keySet()));
        }
        usedAttributes.add(name);
        return new KeySchema.KeyAttribute(name, type);
    }

    private static Throughput throughput(Params holder, boolean onDemand, String indexName) {
        Optional<Params> given = holder.object("ProvisionedThroughput");
        if (onDemand) {
            if (given.isPresent()) {
                throw ApiException
                        .invalidParameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                                + "BillingMode is PAY_PER_REQUEST");
            }
            return Throughput.NONE;
        }
        Params units = given.orElseThrow(() -> ApiException.invalidParameter(indexName.isEmpty()
                ? "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"
                : "ProvisionedThroughput must be specified for index: " + indexName));
        return new Throughput(units(units, "ReadCapacityUnits"), units(units, "WriteCapacityUnits"));
    }

    private static int units(Params throughput, String name) {
        return throughput.required(name, throughput.integer(name, 1, Integer.MAX_VALUE));
    }

    private List<IndexDefinition> indexes(boolean onDemand) {
        Optional<List<Params>> given = params.objects("GlobalSecondaryIndexes");
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.get().isEmpty()) {
            throw ApiException.invalidParameter("List of GlobalSecondaryIndexes is empty");
        }
        if (given.get().size() > INDEXES_MAX) {
            throw ApiException.invalidParameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }
        List<IndexDefinition> indexes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Params index : given.get()) {
            indexes.add(index(index, onDemand));
            if (!names.add(indexes.getLast().name())) {
                throw ApiException.invalidParameter("Duplicate index name: " + indexes.getLast().name());
            }
        }
        return indexes;
    }

    private IndexDefinition index(Params index, boolean onDemand) {
        String name = TableNames.require("IndexName", index.requiredString("IndexName"));
        KeySchema key = key(index);
        Params projection = index.required("Projection", index.object("Projection"));
        if (projection.string("ProjectionType").isEmpty()) {
            throw ApiException.invalidParameter("Unknown ProjectionType: null");
        }
        var type = projection.choice("ProjectionType", IndexDefinition.ProjectionType.ALL);
        Optional<List<String>> attributes = projection.strings("NonKeyAttributes");
        if (attributes.isPresent() && type != IndexDefinition.ProjectionType.INCLUDE) {
            throw ApiException.invalidParameter(
                    "ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (type == IndexDefinition.ProjectionType.INCLUDE && attributes.isEmpty()) {
            throw ApiException.invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        if (attributes.map(List::size).orElse(0) > PROJECTED_ATTRIBUTES_MAX) {
            throw ApiException.invalidParameter("NonKeyAttributes count exceeds the per-table limit of 100");
        }
        return new IndexDefinition(name, key, type, Set.copyOf(attributes.orElse(List.of())),
                throughput(index, onDemand, name));
    }
}
