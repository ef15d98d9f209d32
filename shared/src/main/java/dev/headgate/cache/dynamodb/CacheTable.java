package dev.headgate.cache.dynamodb;

/// What a table of cached answers looks like, for whoever creates one.
public final class CacheTable {
    /// The partition key, a string. There is no sort key and no index.
    public static final String PARTITION_KEY = CacheItem.KEY;
    /// The attribute for DynamoDB's time to live, in seconds since 1970.
    public static final String TIME_TO_LIVE = CacheItem.EXPIRES_AT;

    private CacheTable() {}
}
