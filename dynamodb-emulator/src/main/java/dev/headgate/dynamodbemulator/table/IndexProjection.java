package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Cuts an item down to what an index projects. The keys of index and table are always among it.
final class IndexProjection implements UnaryOperator<Item> {
    private final boolean all;
    private final Set<String> names;

    IndexProjection(IndexDefinition index, KeySchema tableKey) {
        this.all = index.projection() == IndexDefinition.ProjectionType.ALL;
        this.names = index.projectedNames(tableKey);
    }

    @Override
    public Item apply(Item item) {
        if (all) {
            return item;
        }
        Map<String, AttributeValue> projected = new LinkedHashMap<>(item.attributes());
        projected.keySet().retainAll(names);
        return new Item(projected);
    }
}
