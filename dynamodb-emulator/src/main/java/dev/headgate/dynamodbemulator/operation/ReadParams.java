package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.Condition;
import dev.headgate.dynamodbemulator.expression.DocumentPath;
import dev.headgate.dynamodbemulator.expression.Projection;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.IndexDefinition;
import dev.headgate.dynamodbemulator.table.ItemIndex;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What Query and Scan have in common: where they read, what they return of it, and how much at once.
///
/// @param index the index read, where it is not the table itself
/// @param startKey where the page before ended
/// @param countOnly whether items are only counted
record ReadParams(Table table, Optional<IndexDefinition> index, Optional<Integer> limit, Optional<Item> startKey,
        Optional<Condition> filter, Optional<Projection> projection, boolean countOnly, boolean consistent,
        Capacity.Report report) {
    /// What a client wants of the items.
    private enum Select {
        SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES
    }

    /// Reads the parameters; expressions must not be finished yet.
    static ReadParams read(Params params, Database database, RequestExpressions expressions) {
        String tableName = TableNames.read(params);
        Optional<String> indexName = params.string("IndexName");
        Optional<Integer> limit = params.integer("Limit", 1, Integer.MAX_VALUE);
        Optional<Item> startKey = params.json("ExclusiveStartKey").map(ValueCodec::readItem);
        boolean consistent = params.isSet("ConsistentRead");
        Capacity.Report report = CommonParams.capacityReport(params);
        Optional<Condition> filter = expressions.filter();
        Optional<Projection> projection = expressions.projection();
        Optional<Select> select = select(params, indexName.isPresent(), projection.isPresent());
        Table table = database.table(tableName);
        Optional<IndexDefinition> index = indexName.map(name -> table.definition().index(name).orElseThrow(
                () -> ApiException.validation("The table does not have the specified index: " + name)));
        index.ifPresent(definition -> requireReadable(definition, table, consistent, select, projection));
        ItemRules.refuseKeyPaths(table, Stream.concat(filter.stream().flatMap(Condition::paths),
                projection.stream().flatMap(present -> present.paths().stream())));
        boolean countOnly = select.filter(choice -> choice == Select.COUNT).isPresent();
        return new ReadParams(table, index, limit, startKey, filter, projection, countOnly, consistent, report);
    }

    private static Optional<Select> select(Params params, boolean onIndex, boolean projects) {
        Optional<Select> select = params.string("Select")
                .map(_ -> params.choice("Select", Select.ALL_ATTRIBUTES));
        select.ifPresent(choice -> {
            switch (choice) {
                case SPECIFIC_ATTRIBUTES -> {
                    if (!projects) {
                        throw ApiException.validation("Must specify the AttributesToGet or ProjectionExpression when "
                                + "choosing to get SPECIFIC_ATTRIBUTES");
                    }
                }
                case COUNT -> refuseProjection(projects, "only the Count");
                case ALL_ATTRIBUTES -> refuseProjection(projects, "ALL_ATTRIBUTES");
                case ALL_PROJECTED_ATTRIBUTES -> {
                    if (!onIndex) {
                        throw ApiException.validation(
                                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
                    }
                    refuseProjection(projects, "ALL_PROJECTED_ATTRIBUTES");
                }
            }
        });
        return select;
    }

    private static void refuseProjection(boolean projects, String choice) {
        if (projects) {
            throw ApiException
                    .validation("Cannot specify the ProjectionExpression when choosing to get " + choice);
        }
    }

    private static void requireReadable(IndexDefinition index, Table table, boolean consistent,
            Optional<Select> select, Optional<Projection> projection) {
        if (consistent) {
            throw ApiException.validation("Consistent reads are not supported on global secondary indexes");
        }
        if (index.projection() == IndexDefinition.ProjectionType.ALL) {
            return;
        }
        if (select.filter(choice -> choice == Select.ALL_ATTRIBUTES).isPresent()) {
            throw ApiException
                    .invalidParameter("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                            + index.name() + " because its projection type is not ALL");
        }
        Set<String> projected = index.projectedNames(table.key());
        List<String> missing = projection.stream().flatMap(present -> present.paths().stream())
                .map(DocumentPath::head).filter(name -> !projected.contains(name)).distinct().sorted().toList();
        if (!missing.isEmpty()) {
            throw ApiException
                    .invalidParameter("Global secondary index " + index.name() + " does not project " + missing);
        }
    }

    /// Where the items are.
    ItemIndex source() {
        return index.map(definition -> table.index(definition.name())).orElseGet(table::items);
    }
}
