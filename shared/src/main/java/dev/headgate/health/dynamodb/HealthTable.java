package dev.headgate.health.dynamodb;

/// What a table of health looks like, for whoever creates one.
public final class HealthTable {
    /// The partition key, a string. There is no sort key and no index.
    public static final String PARTITION_KEY = HealthItem.KEY;
    /// The attribute for DynamoDB's time to live, in seconds since 1970.
    public static final String TIME_TO_LIVE = HealthItem.EXPIRES_AT;

    private HealthTable() {}
}
