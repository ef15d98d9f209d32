package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;

/// Parameters that several operations have.
final class CommonParams {
    private CommonParams() {}

    /// Which attributes a write returns.
    enum ReturnValues {
        ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW
    }

    /// `SIZE` would need local secondary indexes, which this endpoint does not have.
    private enum ItemCollectionMetrics {
        SIZE, NONE
    }

    static Capacity.Report capacityReport(Params params) {
        return params.choice("ReturnConsumedCapacity", Capacity.Report.NONE);
    }

    static void refuseItemCollectionMetrics(Params params) {
        String name = "ReturnItemCollectionMetrics";
        if (params.choice(name, ItemCollectionMetrics.NONE) == ItemCollectionMetrics.SIZE) {
            throw ApiException.validation("This endpoint does not support " + name + "=SIZE; use NONE");
        }
    }

    static ReturnValues returnValues(Params params) {
        return params.choice("ReturnValues", ReturnValues.NONE);
    }

    /// Whether the old item is to be returned, for operations that know `ALL_OLD` and `NONE` only.
    static boolean returnsOld(Params params) {
        return switch (returnValues(params)) {
            case ALL_OLD -> true;
            case NONE -> false;
            case ALL_NEW, UPDATED_OLD, UPDATED_NEW ->
                    throw ApiException.validation("ReturnValues can only be ALL_OLD or NONE");
        };
    }
}
