/// A DynamoDB endpoint inside the process, for the local gateway and for tests: start at [EmbeddedDynamoDb]. The other
/// packages of this module are its inside and no API.
package dev.headgate.dynamodbemulator;
