package dev.headgate.ratelimit.dynamodb;

/// What a table of counters looks like, for whoever creates one.
public final class CounterTable {
    /// The partition key, a string. There is no sort key and no index.
    public static final String PARTITION_KEY = CounterItem.KEY;
    /// The attribute for DynamoDB's time to live, in seconds since 1970.
    public static final String TIME_TO_LIVE = CounterItem.EXPIRES_AT;

    private CounterTable() {}
}
