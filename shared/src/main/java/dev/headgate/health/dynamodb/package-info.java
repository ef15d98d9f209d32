/// Health of upstreams in a DynamoDB table. Start at [DynamoDbHealthStore].
package dev.headgate.health.dynamodb;
