/// DynamoDB's errors as its clients see them: a type, an HTTP status, a message. Start at [ApiException].
package dev.headgate.dynamodbemulator.error;
