/// Answers in a DynamoDB table, shared by all environments of a Region. Start at [DynamoDbCacheStore]; the item's form is
/// in [CacheItem] and docs/stores.md.
package dev.headgate.cache.dynamodb;
