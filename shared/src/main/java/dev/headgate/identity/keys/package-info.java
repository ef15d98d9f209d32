/// API keys and consumers in a DynamoDB table: looked up for requests by [DynamoDbCredentialStore], managed by [KeyStore].
/// The items' form is in [KeyTable] and docs/stores.md.
package dev.headgate.identity.keys;
