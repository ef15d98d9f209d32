package dev.headgate.dynamodbemulator.journal;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.IndexDefinition;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.TableDefinition;
import dev.headgate.dynamodbemulator.table.Throughput;
import dev.headgate.dynamodbemulator.value.AttributeType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Table definitions as JSON.
final class DefinitionCodec {
    private DefinitionCodec() {}

    static Json.Obj write(TableDefinition definition) {
        JsonObject types = new JsonObject();
        definition.attributeTypes().forEach((name, type) -> types.put(name, type.name()));
        return new JsonObject().put("name", definition.name()).put("id", definition.id())
                .put("createdAtMillis", definition.createdAt().toEpochMilli()).put("types", types.build())
                .put("key", names(definition.key())).put("onDemand", definition.onDemand())
                .put("provisioned", write(definition.provisioned()))
                .put("indexes", definition.indexes().stream().map(DefinitionCodec::write).toList()).build();
    }

    private static Json.Obj write(IndexDefinition index) {
        return new JsonObject().put("name", index.name()).put("key", names(index.key()))
                .put("projection", index.projection().name())
                .put("attributes", index.attributes().stream().sorted().map(Json.Str::new).toList())
                .put("provisioned", write(index.provisioned())).build();
    }

    private static List<Json.Str> names(KeySchema key) {
        return key.attributes().stream().map(attribute -> new Json.Str(attribute.name())).toList();
    }

    private static Json.Obj write(Throughput throughput) {
        return new JsonObject().put("read", throughput.readUnits()).put("write", throughput.writeUnits()).build();
    }

    static TableDefinition read(Members json) {
        Map<String, AttributeType> types = new LinkedHashMap<>();
        Members written = json.object("types");
        written.members().keySet().forEach(name -> types.put(name, AttributeType.valueOf(written.string(name))));
        List<IndexDefinition> indexes = json.objects("indexes").stream().map(index -> readIndex(index, types)).toList();
        return new TableDefinition(json.string("name"), json.string("id"), readKey(json, types), types, indexes,
                json.bool("onDemand"), readThroughput(json), Instant.ofEpochMilli(json.number("createdAtMillis")));
    }

    private static IndexDefinition readIndex(Members json, Map<String, AttributeType> types) {
        return new IndexDefinition(json.string("name"), readKey(json, types),
                IndexDefinition.ProjectionType.valueOf(json.string("projection")),
                Set.copyOf(json.strings("attributes")), readThroughput(json));
    }

    private static KeySchema readKey(Members json, Map<String, AttributeType> types) {
        List<KeySchema.KeyAttribute> attributes = json.strings("key").stream()
                .map(name -> new KeySchema.KeyAttribute(name, Optional.ofNullable(types.get(name))
                        .orElseThrow(() -> new IllegalArgumentException("no type of key " + name))))
                .toList();
        return new KeySchema(attributes.getFirst(), attributes.stream().skip(1).findFirst());
    }

    private static Throughput readThroughput(Members json) {
        Members throughput = json.object("provisioned");
        return new Throughput(throughput.number("read"), throughput.number("write"));
    }
}
