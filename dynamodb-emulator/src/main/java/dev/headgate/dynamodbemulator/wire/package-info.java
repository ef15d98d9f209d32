/// DynamoDB's JSON 1.0 protocol over HTTP: [HttpFront] takes requests, runs operations, and writes answers as the AWS
/// SDKs check them.
package dev.headgate.dynamodbemulator.wire;
