/// Counters in a DynamoDB table, shared by all environments of a Region. Start at [DynamoDbCounterStore] over
/// a [GuardedClient] over a client of [CountingClient]; the item's form is in [CounterItem] and docs/stores.md.
package dev.headgate.ratelimit.dynamodb;
