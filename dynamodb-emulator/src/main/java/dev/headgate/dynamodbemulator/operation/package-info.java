/// DynamoDB's operations, one a file: parameters in, answer out. [Operations] lists them, [Params] reads parameters and
/// refuses those an operation does not have.
package dev.headgate.dynamodbemulator.operation;
